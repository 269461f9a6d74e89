"""Addresses of feeds."""

from django.urls import URLPattern, path

from muster.web.feeds import views

app_name = "feeds"
urlpatterns: list[URLPattern] = [
    path("<slug:force>/feed", views.feed, name="feed"),
]
