"""Log lines as JSON: what, when, which request; never who or what was read."""

import json
import logging
import traceback
from datetime import UTC, datetime

from muster.web.requests import request_id

KEPT = (
    "method",
    "view",
    "status",
    "milliseconds",
    "digest",
    "job",
    "kind",
    "attempt",
    "force",
    "event",
)
OURS = "muster"
DEEPEST = 30  # frames of one failure


def place_of(failure: BaseException) -> str:
    """Return what failed and where, without its message, which may quote a record."""
    said = []
    each: BaseException | None = failure
    while each is not None:
        frames = traceback.extract_tb(each.__traceback__)[-DEEPEST:]
        places = " < ".join(f"{it.filename}:{it.lineno} {it.name}" for it in reversed(frames))
        said.append(f"{type(each).__module__}.{type(each).__qualname__} at {places or 'nowhere'}")
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return " | from ".join(said)


class JsonLines(logging.Formatter):
    """One JSON object a line, with the name of its request.

    What we log ourselves is written out. What others log is written as they worded it, without
    what they would fill in: an address may name a person, a database error may quote a row.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as a line."""
        ours = record.name.partition(".")[0] == OURS
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if ours else str(record.msg),
            "request": getattr(record, "request_id", "") or request_id(),
        }
        said |= {key: getattr(record, key) for key in KEPT if hasattr(record, key)}
        if hasattr(record, "status_code"):
            said["status"] = record.status_code
        if record.exc_info and record.exc_info[1]:
            said["exception"] = place_of(record.exc_info[1])
        return json.dumps(said, ensure_ascii=False, default=str)
