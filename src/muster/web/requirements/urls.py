"""Addresses of the doctrine pages."""

from django.urls import URLPattern, path

from muster.web.requirements import views

app_name = "requirements"
urlpatterns: list[URLPattern] = [
    path("", views.criteria, name="criteria"),
    path("criteria/<str:slug>/", views.criterion, name="criterion"),
    path("changes/", views.changes, name="changes"),
    path("figures/", views.figures, name="figures"),
    path("figures/<slug:table>/", views.listed, name="list"),
    path("units/<slug:unit>/", views.unit, name="unit"),
]
