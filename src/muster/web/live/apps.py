"""The app of live events."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out
from django.utils.module_loading import import_string


class Live(AppConfig):
    """An append-only table that event streams follow."""

    name = "muster.web.live"
    label = "live"

    def ready(self) -> None:
        """Let the streams of somebody who signs out end at once."""
        user_logged_out.connect(_gone, dispatch_uid="muster.live.gone")


def _gone(user: Any, **_said: Any) -> None:
    announce = import_string("muster.web.live.actions.announce")
    topic = import_string("muster.web.live.topics.SESSIONS")
    if user is not None:
        announce(topic, detail={"user": user.pk})
