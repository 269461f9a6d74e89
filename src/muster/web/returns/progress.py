"""How far a check has come, told as it goes without holding it up."""

import time

from muster.web.live.actions import announce
from muster.web.returns.models import Upload

SECONDS_BETWEEN = 0.4
TOPIC = "uploads"
WHOLE = 100
READING = 75  # percent of a check that goes on reading cells, the rest on judging them
JUDGING = "checked"


class Telling:
    """Tells the progress of one check, a few times a second at most."""

    def __init__(self, upload: int) -> None:
        """Keep which upload is checked."""
        self.upload = upload
        self._told = 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        """Tell what is being done, how much is done and of how much."""
        moment = time.monotonic()
        if moment - self._told < SECONDS_BETWEEN:
            return
        self._told = moment
        far = _percent(what, done, total)
        Upload.objects.filter(pk=self.upload).update(doing=what[:120], done=far, total=WHOLE)


def _percent(what: str, done: int, total: int) -> int:
    """Return how far the whole check has come: tables are read first, then judged."""
    share = done / max(total, 1)
    if what.startswith(JUDGING):
        return round(READING + (WHOLE - READING) * share)
    return round(READING * share)


def announce_step(upload: Upload) -> None:
    """Announce that an upload moved on, with nothing of what is in it."""
    announce(TOPIC, upload.force, {"upload": upload.pk, "state": upload.state})
