"""Log lines as JSON: what, when, which request; never who or what was read."""

import json
import logging
from datetime import UTC, datetime

from muster.web.requests import request_id

KEPT = ("method", "view", "status", "milliseconds", "job", "force", "event")


class JsonLines(logging.Formatter):
    """One JSON object a line, with the name of its request."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as a line."""
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request": getattr(record, "request_id", "") or request_id(),
        }
        said |= {key: getattr(record, key) for key in KEPT if hasattr(record, key)}
        if record.exc_info:
            said["exception"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)
