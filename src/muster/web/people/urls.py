"""Addresses of people."""

from django.urls import URLPattern, path

from muster.web.people import views

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("<slug:force>/", views.people_list, name="list"),
    path("<slug:force>/reason/", views.give_reason, name="reason"),
    path("<slug:force>/officer/<path:officer>/", views.person, name="person"),
]
