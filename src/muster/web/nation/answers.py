"""The board as data: the same rows as the page's table, as CSV and as JSON."""

import csv
from typing import Any

from django.http import HttpResponse, JsonResponse

from muster.policing import clock
from muster.web.nation.boards import Row
from muster.web.nation.queries import Board
from muster.web.nation.readings import Reading, State, Total, Value
from muster.web.picture.holding import Holding
from muster.web.rulebook import rulebook

SCHEMA = "muster.board/1"
COLUMNS = (
    "scope",
    "slug",
    "name",
    "region",
    "measure",
    "at",
    "within_minutes",
    "low",
    "high",
    "of",
    "grade",
    "state",
    "return_age_days",
    "return_late",
    "why_not_known",
)


def board_csv(board: Board) -> HttpResponse:
    """Return the forces a viewer may see, the regions and the sum, a row each."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="muster-board.csv"'
    writer = csv.DictWriter(response, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for record in _records(board):
        writer.writerow({name: record[name] for name in COLUMNS})
    return response


def board_json(board: Board, holding: Holding) -> JsonResponse:
    """Return the same rows as JSON, with how many forces have how much."""
    readings = board.readings
    return JsonResponse(
        {
            "schema": SCHEMA,
            "measure": readings.measure.value,
            "title": board.title,
            "at": clock.describe_instant(readings.asked.at),
            "known": readings.asked.known.isoformat(timespec="seconds"),
            "within_minutes": readings.asked.within,
            "edition": readings.asked.edition,
            "rows": list(_records(board)),
            "distribution": [{"step": name, "forces": count} for name, count in board.spread.bars],
            "not_shown": readings.hidden,
            "synthetic": holding.synthetic,
            "doctrine": rulebook().digest,
            "digest": holding.digest,
        },
        json_dumps_params={"indent": 2},
    )


def _records(board: Board) -> list[dict[str, Any]]:
    readings = board.readings
    by_slug = {each.force: each for each in readings.forces}
    found = [_force(each, by_slug[each.slug], board) for each in board.rows]
    found += [
        _total("region", each, total, board)
        for each, total in zip(board.regions, readings.regions, strict=True)
    ]
    return [*found, _total("together", board.total, readings.total, board)]


def _force(row: Row, reading: Reading, board: Board) -> dict[str, Any]:
    return {
        **_common("force", row, board),
        **_value(reading.value),
        "region": reading.region,
        "state": str(reading.state),
        "return_age_days": row.age,
        "return_late": row.late,
        "why_not_known": row.beyond or row.why_not,
    }


def _total(scope: str, row: Row, total: Total, board: Board) -> dict[str, Any]:
    state = State.SHOWN if total.value else State.BEYOND
    return {
        **_common(scope, row, board),
        **_value(total.value),
        "state": str(state),
        "why_not_known": row.why_not,
        "known": total.known,
        "forces": total.forces,
    }


def _common(scope: str, row: Row, board: Board) -> dict[str, Any]:
    asked = board.readings.asked
    return {
        "scope": scope,
        "slug": row.slug,
        "name": row.name,
        "region": "",
        "measure": board.readings.measure.value,
        "at": clock.describe_instant(asked.at),
        "within_minutes": asked.within,
        "return_age_days": None,
        "return_late": None,
    }


def _value(value: Value | None) -> dict[str, Any]:
    if value is None:
        return {"low": None, "high": None, "of": None, "grade": None}
    return {
        "low": value.low,
        "high": value.high,
        "of": value.of or None,
        "grade": value.grade.name.lower() if value.grade else None,
    }
