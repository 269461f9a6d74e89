"""Addresses of comparisons."""

from django.urls import path

from muster.web.comparisons import views

app_name = "compare"
urlpatterns = [path("compare", views.compare_page, name="compare")]
