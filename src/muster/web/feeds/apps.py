"""The app of feeds."""

from django.apps import AppConfig


class Feeds(AppConfig):
    """Watched folders, and when returns are due."""

    name = "muster.web.feeds"
    label = "feeds"
