"""The address of the first page."""

from django.urls import URLPattern

app_name = "today"
urlpatterns: list[URLPattern] = []
