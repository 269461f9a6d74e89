"""The app of live events."""

from django.apps import AppConfig


class Live(AppConfig):
    """An append-only table that event streams follow."""

    name = "muster.web.live"
    label = "live"
