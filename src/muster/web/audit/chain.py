"""The chain of the audit: each entry's digest is over its own words and the digest before."""

import json
from collections.abc import Mapping
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


def plain(value: Any) -> Any:
    """Return a value as every database gives it back, word for word.

    Databases differ in how they write a fraction and refuse the null character, so fractions
    become text and that character goes; what is not JSON becomes text too.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {plain(str(key)): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    return str(value).replace("\x00", "").encode("utf-8", "replace").decode()
