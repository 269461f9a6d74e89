"""The app of feeds."""

from importlib import import_module

from django.apps import AppConfig


class Feeds(AppConfig):
    """Watched folders, and when returns are due."""

    name = "muster.web.feeds"
    label = "feeds"

    def ready(self) -> None:
        """Tell the first page what is late, now that models can be read."""
        import_module("muster.web.feeds.telling")
