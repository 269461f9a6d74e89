"""Addresses of the nation and its regions."""

from django.urls import URLPattern, path

from muster.web.nation import views

app_name = "nation"
urlpatterns: list[URLPattern] = [
    path("nation", views.nation_page, name="nation"),
    path("regions/<slug:region>", views.region_page, name="region"),
]
