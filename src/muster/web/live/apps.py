"""The app of live events."""

from functools import partial
from typing import Any

from django.apps import AppConfig
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils.module_loading import import_string

from muster.web.accounts.signals import access_changed


class Live(AppConfig):
    """An append-only table that event streams follow."""

    name = "muster.web.live"
    label = "live"

    def ready(self) -> None:
        """Let the streams of somebody whose session or rights end be asked about at once."""
        access_changed.connect(_changed, dispatch_uid="muster.live.changed")
        post_delete.connect(_ended, "sessions.Session", dispatch_uid="muster.live.ended")
        post_save.connect(_saved, "accounts.User", dispatch_uid="muster.live.saved")


def _changed(user_id: int, **_said: Any) -> None:
    """Announce it once it is so, in a transaction of its own that nobody has to wait for."""
    announce = import_string("muster.web.live.actions.announce")
    topic = import_string("muster.web.live.topics.SESSIONS")
    transaction.on_commit(partial(announce, topic, detail={"user": user_id}), robust=True)


def _ended(instance: Any, **_said: Any) -> None:
    """Heed a session that is removed: signed out, ended from elsewhere, or cleared away."""
    whose = instance.get_decoded().get(SESSION_KEY)
    if whose is not None:
        _changed(int(whose))


def _saved(instance: Any, created: bool, update_fields: Any = None, **_said: Any) -> None:
    """Heed a changed password, by which the other sessions of somebody are worth nothing."""
    if not created and "password" in (update_fields or ("password",)):
        _changed(instance.pk)
