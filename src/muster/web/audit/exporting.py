"""Entries of the audit as lines of JSON, as rows, and as a file to keep elsewhere."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from muster.errors import MusterError
from muster.web.audit.chain import SEALED
from muster.web.audit.checkpoints import Checkpoint, has_key, head, sign
from muster.web.audit.models import AuditEntry

COLUMNS = (*SEALED, "digest")
AT_ONCE = 2000


class UnableToExportAudit(MusterError):
    """The file cannot be written."""


@dataclass(frozen=True)
class Exported:
    """What was written where: how many entries, up to which head, and the signed checkpoint."""

    path: Path
    entries: int
    head: Checkpoint
    checkpoint: Path | None = None


def said(entry: AuditEntry) -> dict[str, Any]:
    """Return an entry as JSON takes it, every sealed word and the digest."""
    found = {name: getattr(entry, name) for name in COLUMNS}
    found["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return found


def lines_of(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """Yield entries as lines of JSON."""
    for entry in entries:
        yield json.dumps(said(entry), ensure_ascii=False, sort_keys=True) + "\n"


def rows_of(entries: Iterable[AuditEntry]) -> Iterator[list[Any]]:
    """Yield entries as rows, a heading first."""
    yield list(COLUMNS)
    for entry in entries:
        words = said(entry)
        words["detail"] = json.dumps(words["detail"], ensure_ascii=False, sort_keys=True)
        yield [words[name] for name in COLUMNS]


def export_entries(path: Path, since: datetime | None = None) -> Exported:
    """Return what was written: entries from an instant on as lines of JSON, the oldest first.

    Where there is a key, a signed checkpoint of the head is put beside the file, with
    `.checkpoint.json` added to its name. Raises UnableToExportAudit.
    """
    upto = head()
    entries = AuditEntry.objects.filter(sequence__lte=upto.sequence).order_by("sequence")
    if since is not None:
        entries = entries.filter(at__gte=since)
    count = 0
    try:
        with path.open("w", encoding="utf-8") as file:
            for line in lines_of(entries.iterator(chunk_size=AT_ONCE)):
                file.write(line)
                count += 1
        signed = _checkpoint(path, upto)
    except OSError as fault:
        raise UnableToExportAudit(
            f"{path} cannot be written ({fault.strerror}); give a file in a folder you may write to"
        ) from fault
    return Exported(path, count, upto, signed)


def _checkpoint(path: Path, upto: Checkpoint) -> Path | None:
    if not has_key():
        return None
    beside = path.with_name(f"{path.name}.checkpoint.json")
    beside.write_text(sign(upto), encoding="utf-8")
    return beside
