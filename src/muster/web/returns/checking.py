"""Check what was sent, and keep what was found: faults, the lines they stand on, the return."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from muster.intake import Check, Fault, Mending, Return, SeenTable, check_to_mend, packed_bytes
from muster.policing import clock as minutes
from muster.web import clock
from muster.web.documents.queries import body_of
from muster.web.returns.archives import UnableToReceive, unpack
from muster.web.returns.models import Candidate, MarkedWorkbook, SeenLine, Upload, UploadFault
from muster.web.returns.progress import Telling
from muster.web.returns.sent import suffix_of
from muster.web.rulebook import rulebook

CONSEQUENCE = "officer-skipped"
OTHER_FORCE = "other-force"
STILL_TO_COME = "still-to-come"
LEEWAY = 60  # minutes that the clock of who prepared it may be ahead of ours
NOT_UNPACKED = "not-unpacked"
LONGEST_VALUE = 500
LONGEST_CELL = 200
AT_ONCE = 1_000
GUARDED = (("abstractions", "kind"), ("officers", "restricted"))  # they tell of health


@dataclass(frozen=True)
class Findings:
    """What a check found: faults, the tables they are in, and the return it would make."""

    check: Check
    faults: tuple[Fault, ...]
    tables: dict[str, SeenTable]
    made: Return | None
    packed: bytes
    synthetic: bool = False

    @property
    def sound(self) -> bool:
        """Say whether nothing at all is wrong."""
        return not self.faults and self.made is not None


def examine(upload: Upload) -> Findings:
    """Return what is found in an upload's file, which is on the disk for as long as that takes."""
    try:
        with on_disk(upload) as place:
            found = check_to_mend(place, doctrine=rulebook(), progress=Telling(upload.pk))
            return _findings(upload, found)
    except UnableToReceive as wrong:
        fault, _, remedy = str(wrong).partition("; ")
        said = Fault("", None, "", "", fault, remedy, upload.name, code=NOT_UNPACKED)
        return Findings(Check((said,), {}, {}, None), (said,), {}, None, b"")


def _findings(upload: Upload, found: Mending) -> Findings:
    wrong = [each for each in (_other_force(found, upload), _to_come(found, upload)) if each]
    faults = (*wrong, *found.check.faults)
    made = None if wrong else found.check.return_
    packed = packed_bytes(made) if made is not None else b""
    return Findings(found.check, faults, dict(found.tables), made, packed, found.synthetic)


@contextmanager
def on_disk(upload: Upload, what: str = "checking") -> Iterator[Path]:
    """Yield the file of an upload, or the folder of its CSV files, under its own name.

    In a folder only Muster reads, which goes when the check is done; what an interrupted check
    left there goes first.
    """
    home = Path(settings.DATA_FOLDER) / what / str(upload.pk)
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True, mode=0o700)
    try:
        with tempfile.TemporaryDirectory(dir=home) as inside:
            yield _laid_out(upload, Path(inside))
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _laid_out(upload: Upload, inside: Path) -> Path:
    body = body_of(upload.original)
    if suffix_of(upload.name) != ".zip":
        place = inside / upload.name
        place.write_bytes(body)
        return place
    place = inside / upload.name[: -len(".zip")]
    place.mkdir()
    unpack(upload.name, body, place)
    return place


def _other_force(found: Mending, upload: Upload) -> Fault | None:
    """Return the fault of a return that is of another force than the page it was sent to."""
    if found.force in ("", upload.force):
        return None  # a force nobody knows is a fault of its own
    fault = f"is not {rulebook().force(upload.force).name}, whose page this was sent to"
    remedy = "send it on the page of its own force, or mend the cell"
    return _about_fault(found, upload, "force", found.force, fault, remedy, OTHER_FORCE)


def _to_come(found: Mending, upload: Upload) -> Fault | None:
    """Return the fault of a return that says it was prepared when that is still to come."""
    made = found.check.return_
    if made is None or made.about.prepared_at <= clock.minute_now() + LEEWAY:
        return None
    fault = "is still to come: nobody can have prepared a return then"
    remedy = "write the day and time at which the figures were taken"
    said = minutes.instant_of(made.about.prepared_at).isoformat()
    return _about_fault(found, upload, "prepared_at", said, fault, remedy, STILL_TO_COME)


def _about_fault(
    found: Mending, upload: Upload, column: str, value: str, fault: str, remedy: str, code: str
) -> Fault:
    about = found.tables.get("about")
    at = about.place(column) if about else None
    given = about.cells(about.first)[at] if about and about.first and at is not None else ""
    return Fault(
        table="about",
        row=about.first if about else None,
        column=column,
        value=given or value,
        fault=fault,
        remedy=remedy,
        file=about.file if about else upload.name,
        sheet=about.sheet if about else "",
        code=code,
    )


def keep_findings(upload: Upload, found: Findings) -> None:
    """Put what was found in place of what an earlier check of the same upload found."""
    with transaction.atomic():
        forget_findings(upload)
        upload.checked_at = clock.now()
        upload.checked_under = rulebook().digest
        upload.found = _summary(found)
        upload.save(update_fields=["checked_at", "checked_under", "found"])
        rows = [_row(upload, number, each, found) for number, each in enumerate(found.faults, 1)]
        UploadFault.objects.bulk_create(rows, batch_size=AT_ONCE)
        SeenLine.objects.bulk_create(list(_lines(upload, found)), batch_size=AT_ONCE)
        if found.made is not None:
            Candidate.objects.create(upload=upload, packed=found.packed)


def forget_findings(upload: Upload) -> None:
    """Erase what was found in an upload: faults, cells, the return it would become, workbooks."""
    for kind in (UploadFault, SeenLine, Candidate, MarkedWorkbook):
        kind.objects.filter(upload=upload).delete()


def _summary(found: Findings) -> dict[str, Any]:
    faults = [each for each in found.faults if each.code != CONSEQUENCE]
    made = found.made
    return {
        "rows": dict(found.check.rows),
        "extras": {name: list(columns) for name, columns in found.check.extras.items()},
        "notes": list(found.check.notes),
        "more": found.check.more,
        "faults": len(faults),
        "consequences": len(found.faults) - len(faults),
        "unwaivable": sum(not each.waivable for each in faults),
        "by_table": dict(Counter(each.table for each in faults)),
        "by_kind": dict(Counter(each.code for each in faults).most_common()),
        "left_out": dict(made.rows_skipped) if made else {},
        "guarded": _guarded(found.tables),
        "synthetic": made.synthetic if made else found.synthetic,
        "about": _about(made) if made else {},
    }


def _guarded(tables: Mapping[str, SeenTable]) -> dict[str, int]:
    """Return by table where the column stands that says of somebody's health."""
    places = {name: tables[name].place(column) for name, column in GUARDED if name in tables}
    return {name: place for name, place in places.items() if place is not None}


def _about(made: Return) -> dict[str, Any]:
    about = made.about
    return {
        "prepared_at": about.prepared_at,
        "prepared_by": about.prepared_by,
        "period_from": about.period_from,
        "period_until": about.period_until,
    }


def _row(upload: Upload, number: int, fault: Fault, found: Findings) -> UploadFault:
    table = found.tables.get(fault.table)
    return UploadFault(
        upload=upload,
        number=number,
        table=fault.table,
        file=fault.file[:255],
        sheet=fault.sheet[:255],
        line=fault.row,
        column=fault.column[:255],
        place=table.place(fault.column) if table else None,
        value=fault.value[:LONGEST_VALUE],
        code=fault.code,
        fault=fault.fault,
        remedy=fault.remedy,
        waivable=fault.waivable,
    )


def _lines(upload: Upload, found: Findings) -> Iterator[SeenLine]:
    """Yield each faulty line, the line before and the line after, and the header, once each."""
    wanted: dict[str, set[int]] = {}
    for each in found.faults:
        if each.row is not None and each.table in found.tables:
            lines = wanted.setdefault(each.table, {1})
            if each.code != CONSEQUENCE:
                lines.update((each.row - 1, each.row, each.row + 1))
    for name, lines in wanted.items():
        table = found.tables[name]
        for line in sorted(lines):
            cells = table.cells(line)
            if cells:
                yield SeenLine(
                    upload=upload,
                    table=name,
                    line=line,
                    cells=[each[:LONGEST_CELL] for each in cells],
                )
