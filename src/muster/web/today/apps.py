"""The app of the first page."""

from importlib import import_module

from django.apps import AppConfig


class Today(AppConfig):
    """What each role needs to know today; no rows of its own."""

    name = "muster.web.today"
    label = "today"

    def ready(self) -> None:
        """Hear what is told from the rows of other apps."""
        import_module("muster.web.today.sources")
