"""Faults and history as files: CSV and the contract `muster.faults/1`."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.http import HttpResponse

from muster.exchange import faults_answer
from muster.web.documents.models import Document
from muster.web.returns.faults import Chosen, as_faults, to_mend
from muster.web.returns.models import Upload
from muster.web.returns.queries import Held, InUse, TableRows
from muster.web.spreadsheet import csv_answer

FAULT_COLUMNS = (
    "table", "file", "sheet", "line", "column", "cell", "value", "fault", "remedy", "code",
    "waivable",
)  # fmt: skip
HISTORY_COLUMNS = (
    "standing", "prepared_at", "period_from", "period_until", "received_at", "received_from",
    "sha256", "rows_left_out", "reason",
)  # fmt: skip


def faults_csv(upload: Upload, chosen: Chosen) -> HttpResponse:
    """Return the faults chosen as CSV."""
    return saved_csv(f"faults-{upload.force}-{upload.pk}", fault_rows(upload, chosen))


def fault_rows(upload: Upload, chosen: Chosen) -> Iterator[Iterable[Any]]:
    """Yield the heading and one row a fault."""
    yield FAULT_COLUMNS
    for each in to_mend(upload, chosen).iterator():
        yield (
            each.table,
            each.file,
            each.sheet,
            each.line,
            each.column,
            each.address,
            each.value,
            each.fault,
            each.remedy,
            each.code,
            "yes" if each.waivable else "no",
        )


def faults_json(upload: Upload, chosen: Chosen) -> HttpResponse:
    """Return the faults chosen under their contract, to save."""
    response = HttpResponse(faults_text(upload, chosen), content_type="application/json")
    name = f"faults-{upload.force}-{upload.pk}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def faults_text(upload: Upload, chosen: Chosen) -> str:
    """Return the faults chosen as JSON, under the contract `muster.faults/1`."""
    found = upload.found
    return faults_answer(
        as_faults(to_mend(upload, chosen)),
        rows=found.get("rows", {}),
        extras=found.get("extras", {}),
        more=found.get("more", 0),
        notes=found.get("notes", []),
        synthetic=found.get("synthetic", False),
    ).to_json()


def forces_csv(rows: Iterable[InUse]) -> HttpResponse:
    """Return which return is in use in each force as CSV."""

    def lines() -> Iterator[Iterable[Any]]:
        yield ("force", "name", "prepared_at", "in_use_since", "sha256", "waiting")
        for each in rows:
            held = each.document
            told = (held.prepared_at, held.received_at, held.sha256) if held else ("", "", "")
            yield (each.slug, each.name, *told, each.waiting)

    return saved_csv("returns", lines())


def rows_csv(document: Document, rows: Iterable[TableRows]) -> HttpResponse:
    """Return how many rows each table of a return has, and had left out, as CSV."""
    cells = ((each.table, each.rows, each.left_out) for each in rows)
    name = f"rows-{document.subject}-{document.pk}"
    return saved_csv(name, [("table", "rows", "left_out"), *cells])


def difference_csv(upload: Upload) -> HttpResponse:
    """Return what an upload would change as CSV: a part, a name, before, now."""
    said = upload.difference
    parts = (("rank", said["people"]["ranks"]), ("skill", said["tickets"]))

    def lines() -> Iterator[Iterable[Any]]:
        yield ("part", "name", "before", "now", "gained", "lost")
        for part, rows in parts:
            for each in rows:
                gained = each.get("joined", each.get("gained", 0))
                lost = each["left"] + each.get("lapsed", 0)
                yield (part, each[part], each["before"], each["now"], gained, lost)
        for each in said["vehicles"]:
            name, before, now = each["kind"], each["before"], each["now"]
            yield ("vehicle", name, before, now, each["added"], each["removed"])
        for each in [*said["declared"], *said["totals"]]:
            yield ("figure", each["what"], each["before"], each["now"], "", "")
        for each in said["moves"]:
            yield ("criterion", each["criterion"], each["before"], each["now"], "", "")

    return saved_csv(f"changes-{upload.force}-{upload.pk}", lines())


def history_csv(force: str, history: Iterable[Held]) -> HttpResponse:
    """Return the history of a force's returns as CSV."""

    def rows() -> Iterator[Iterable[Any]]:
        yield HISTORY_COLUMNS
        for each in history:
            document = each.document
            yield (
                each.stands,
                document.prepared_at,
                document.period_from,
                document.period_until,
                document.received_at,
                document.received_from,
                document.sha256,
                each.left_out,
                each.said.reason if each.said else "",
            )

    return saved_csv(f"returns-{force}", rows())


def saved_csv(name: str, rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """Return rows as CSV, for views, which all answer alike."""
    return cast(HttpResponse, csv_answer(name, rows))
