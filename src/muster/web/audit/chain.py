"""The chain of the audit: each entry's digest is over its own words and the digest before."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

FIRST = "0" * 64
SEALED = (
    "sequence",
    "at",
    "actor_id",
    "actor",
    "action",
    "subject",
    "force",
    "reason",
    "detail",
    "request",
    "previous",
)


def seal(entry: Any) -> str:
    """Return the digest of an entry, from its words and the digest before it."""
    said = {name: getattr(entry, name) for name in SEALED}
    at: datetime = said["at"]
    said["at"] = at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
