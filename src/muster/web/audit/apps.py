"""The app of the audit."""

from django.apps import AppConfig


class Audit(AppConfig):
    """Entries that are only ever added."""

    name = "muster.web.audit"
    label = "audit"
