"""Addresses of the gallery of components, which only a server under development has."""

from django.urls import URLPattern, path

from muster.web.shell import gallery

app_name = "gallery"
urlpatterns: list[URLPattern] = [
    path("", gallery.components, name="components"),
    path("/wall", gallery.wall, name="wall"),
    path("/signed-out", gallery.signed_out, name="signed_out"),
    path("/<int:status>", gallery.problem, name="problem"),
]
