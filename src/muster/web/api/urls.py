"""Addresses of tokens."""

from django.urls import URLPattern, path

from muster.web.api import views

app_name = "tokens"
urlpatterns: list[URLPattern] = [
    path("", views.tokens, name="list"),
    path("<int:pk>/revoke", views.revoke, name="revoke"),
]
