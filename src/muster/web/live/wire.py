"""Events as a browser reads them: the text of server-sent events."""

import json
from collections.abc import Iterable
from datetime import datetime

from muster.web.live.topics import Happening, Permit

RETRY = b"retry: 2000\n\n"  # milliseconds until a browser asks again


def spoken(event: Happening) -> bytes:
    """Return an event under its topic and number."""
    told = {"at": event.at, "topic": event.topic, "force": event.force, **event.detail}
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f"id: {event.number}\nevent: {event.topic}\ndata: {data}\n\n".encode()


def beat(at: datetime, number: int) -> bytes:
    """Return a message that only says that the stream lives, and how far it has come."""
    return f'id: {number}\ndata: {{"beat":"{at.isoformat(timespec="seconds")}"}}\n\n'.encode()


def told(permit: Permit, events: Iterable[Happening]) -> bytes:
    """Return those of some events that a permit shows."""
    shown = (permit.shown(each) for each in events)
    return b"".join(spoken(each) for each in shown if each)
