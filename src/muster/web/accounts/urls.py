"""Addresses of one's own account."""

from django.urls import URLPattern, path

from muster.web.accounts import views

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("second-step/", views.enrol, name="enrol"),
    path("language/", views.language, name="language"),
]
