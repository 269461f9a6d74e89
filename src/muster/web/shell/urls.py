"""Addresses of the shell."""

from django.conf import settings
from django.urls import URLPattern, path

from muster.web.shell import gallery, views

app_name = "shell"
urlpatterns: list[URLPattern] = [
    path("health", views.health, name="health"),
    path("find", views.find, name="find"),
    path("credits", views.credits_page, name="credits"),
    path("toured", views.toured, name="toured"),
]
if settings.DEBUG:
    urlpatterns += [
        path("help/components", gallery.components, name="components"),
        path("help/components/wall", gallery.wall, name="components_wall"),
        path("help/components/signed-out", gallery.signed_out, name="components_signed_out"),
        path("help/components/<int:status>", gallery.problem, name="components_problem"),
    ]
