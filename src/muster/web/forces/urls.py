"""Addresses of a force, its strength, its year, and cells."""

from django.urls import path

from muster.web.forces import cell_views, views

app_name = "forces"
CELL = "cells/<slug:threat>/<slug:aspect>"
urlpatterns = [
    path("forces/<slug:force>/", views.force_page, name="force"),
    path("forces/<slug:force>/strength", views.strength_page, name="strength"),
    path("forces/<slug:force>/year", views.year_page, name="year"),
    path(f"forces/<slug:force>/{CELL}", cell_views.force_cell, name="cell"),
    path(f"regions/<slug:region>/{CELL}", cell_views.region_cell, name="region_cell"),
    path(f"nation/{CELL}", cell_views.nation_cell, name="nation_cell"),
]
