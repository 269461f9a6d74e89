"""The address of the event stream."""

from django.urls import URLPattern, path

from muster.web.live import views

app_name = "live"
urlpatterns: list[URLPattern] = [path("live", views.stream, name="stream")]
