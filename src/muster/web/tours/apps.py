"""The app of tours."""

from importlib import import_module

from django.apps import AppConfig
from django.core.checks import register

from muster.web.tours.vault import check_keys


class Tours(AppConfig):
    """Declarations at the start of each tour, and the wall."""

    name = "muster.web.tours"
    label = "tours"

    def ready(self) -> None:
        """Tell the picture of vehicles declared off the road; have the keys checked."""
        import_module(f"{self.name}.since")
        register(check_keys)
