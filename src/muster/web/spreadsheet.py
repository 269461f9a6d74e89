"""Tables as CSV, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse

from muster.reporting import plain

MARK = "\ufeff"  # by which spreadsheets know UTF-8


def csv_lines(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Yield rows as lines of CSV; no cell is one that a spreadsheet would run."""
    for row in rows:
        made = io.StringIO()
        csv.writer(made, lineterminator="\r\n").writerow([_cell(each) for each in row])
        yield made.getvalue()


def csv_answer(name: str, rows: Iterable[Iterable[Any]]) -> StreamingHttpResponse:
    """Return rows as a file to save under a name, sent as they come."""

    def marked() -> Iterator[str]:
        yield MARK
        yield from csv_lines(rows)

    response = StreamingHttpResponse(marked(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return plain(value) if isinstance(value, str) else value
