"""The app of administration."""

from importlib import import_module

from django.apps import AppConfig


class Administration(AppConfig):
    """Users and appointments, retention, health."""

    name = "muster.web.administration"
    label = "administration"

    def ready(self) -> None:
        """Begin to tell people what was done with their accounts."""
        import_module("muster.web.administration.telling")
