"""Addresses of the shell."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from muster.web.shell import views

app_name = "shell"
urlpatterns: list[URLPattern | URLResolver] = [
    path("health", views.health, name="health"),
    path("find", views.find, name="find"),
    path("help", views.help_page, name="help"),
    path("credits", views.credits_page, name="credits"),
    path("toured", views.toured, name="toured"),
]
if settings.DEBUG:
    urlpatterns.append(path("", include("muster.web.shell.gallery_urls")))
