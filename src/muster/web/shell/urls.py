"""Addresses of the shell."""

from django.urls import URLPattern, path

from muster.web.shell import views

app_name = "shell"
urlpatterns: list[URLPattern] = [
    path("health", views.health, name="health"),
]
