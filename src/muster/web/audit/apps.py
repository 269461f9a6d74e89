"""The app of the audit."""

from importlib import import_module

from django.apps import AppConfig


class Audit(AppConfig):
    """Entries that are only ever added."""

    name = "muster.web.audit"
    label = "audit"

    def ready(self) -> None:
        """Begin to witness signing in and out."""
        import_module("muster.web.audit.witnessing")
