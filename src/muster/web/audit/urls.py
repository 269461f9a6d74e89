"""Addresses of the audit."""

from django.urls import URLPattern, path

from muster.web.audit import views

app_name = "audit"
urlpatterns: list[URLPattern] = [
    path("", views.log, name="log"),
    path("verify", views.verify, name="verify"),
    path("checkpoint", views.checkpoint, name="checkpoint"),
    path("<int:sequence>", views.entry, name="entry"),
]
