"""Addresses of the gallery of components, which only a server under development has."""

from django.urls import URLPattern, path

from muster.web.shell import gallery

app_name = "gallery"
urlpatterns: list[URLPattern] = [
    path("help/components", gallery.components, name="components"),
    path("help/components/wall", gallery.wall, name="wall"),
    path("help/components/signed-out", gallery.signed_out, name="signed_out"),
    path("help/components/<int:status>", gallery.problem, name="problem"),
]
