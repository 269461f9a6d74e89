"""Why somebody looks at people's records: asked once, kept for a while, written with each read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest

from muster.policing import clock as minutes
from muster.web import clock

KEPT_AS = "people_reason"
LASTS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason given for looking at one force's people, and until when it holds."""

    words: str
    until: datetime


def reason_given(request: HttpRequest, force: str) -> Reason | None:
    """Return the reason that still holds for a force; None where it has to be asked for."""
    kept = request.session.get(KEPT_AS) or {}
    until = minutes.instant_of(int(kept.get("until", 0)))
    if kept.get("force") != force or until <= clock.now():
        return None
    return Reason(str(kept["words"]), until)


def keep_reason(request: HttpRequest, force: str, words: str) -> None:
    """Keep a reason for half an hour of this session."""
    until = minutes.minute_of(clock.now() + LASTS)
    request.session[KEPT_AS] = {"force": force, "words": words, "until": until}


def forget_reason(request: HttpRequest) -> None:
    """Have the reason asked for again."""
    request.session.pop(KEPT_AS, None)
