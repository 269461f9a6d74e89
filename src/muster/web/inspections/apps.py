"""The app of inspections."""

from django.apps import AppConfig


class Inspections(AppConfig):
    """Data requests, their questions, and the answers."""

    name = "muster.web.inspections"
    label = "inspections"
