"""The app of the first page."""

from django.apps import AppConfig


class Today(AppConfig):
    """What each role needs to know today; no rows of its own."""

    name = "muster.web.today"
    label = "today"
