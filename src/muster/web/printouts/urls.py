"""Addresses of kept copies."""

from django.urls import path

from muster.web.printouts import views

app_name = "printouts"
urlpatterns = [
    path("copies/", views.copies, name="copies"),
    path("copies/<int:pk>", views.copy, name="copy"),
]
