"""The app of people."""

from django.apps import AppConfig


class People(AppConfig):
    """Reads of people's records, each with a reason; no rows of its own."""

    name = "muster.web.people"
    label = "people"
