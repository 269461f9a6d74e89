"""A kept answer told in a table, by its contract, without asking anything again."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from muster.policing import clock
from muster.reporting import cell_name, joined, opened, unit_names, within_words
from muster.web.rulebook import rulebook

Told = tuple[tuple[str, ...], list[tuple[object, ...]]]


@dataclass(frozen=True)
class Graded:
    """A grade in a table, by its token."""

    token: str | None
    is_grade: bool = True

    def __str__(self) -> str:
        """Return the token."""
        return self.token or ""


def told(body: bytes) -> Told:
    """Return the columns and rows that tell a kept answer; none for a contract without a table."""
    answer = json.loads(body)
    reader = READERS.get(str(answer.get("schema", "")))
    return reader(answer) if reader else ((), [])


def _matrix(answer: Mapping[str, Any]) -> Told:
    rows = [(_cell(each), Graded(each["grade"]), each["because"]) for each in answer["cells"]]
    if len(answer["cells"]) == 1:
        rows = [
            (line["statement"], Graded(line["grade"]), line["because"])
            for line in answer["cells"][0]["criteria"]
        ]
    return (_("What is asked"), _("Grade"), _("Because")), list(rows)


def _cell(each: Mapping[str, Any]) -> str:
    return cell_name(each["threat"], each["aspect"], rulebook())


def _strength(answer: Mapping[str, Any]) -> Told:
    rows = [
        (
            f"{opened(unit_names(rulebook().unit(each['unit']))[1])}, "
            f"{within_words(each['within_minutes'])}",
            _bounds(each["bounds"]),
            joined(f"{need['count']} {need['post']}" for need in each["next_unit_needs"]),
        )
        for each in answer["curve"]
    ]
    return (_("Notice"), _("Whole units"), _("The next one needs")), list(rows)


def _bounds(bounds: list[int | None]) -> str:
    low, high = bounds
    if high is None:
        return _("at least %(low)s") % {"low": low}
    return str(high) if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _forecast(answer: Mapping[str, Any]) -> Told:
    return (
        (_("Unit"), _("Floor"), _("Fewest"), _("Hours below the floor"), _("First below")),
        list(_years(answer["units"])),
    )


def _years(units: list[Mapping[str, Any]]) -> Iterator[tuple[object, ...]]:
    for each in units:
        levels, fall = each["whole_units"], each["fall"]
        yield (
            opened(unit_names(rulebook().unit(each["unit"]))[1]),
            each["floor"],
            min(levels),
            sum(level < each["floor"] for level in levels),
            clock.parse_instant(fall["at"]) if fall else "",
        )


def _comparison(answer: Mapping[str, Any]) -> Told:
    rows = [
        (
            each["statement"],
            Graded(each["first"]["grade"]),
            Graded(each["second"]["grade"]),
            each["second"]["because"],
        )
        for each in answer["differences"]
    ]
    names = (answer["first"]["name"], answer["second"]["name"])
    return (_("What differs"), *names, _("Because, of the second")), list(rows)


READERS: Mapping[str, Callable[[Mapping[str, Any]], Told]] = {
    "muster.matrix/1": _matrix,
    "muster.strength/1": _strength,
    "muster.forecast/1": _forecast,
    "muster.comparison/1": _comparison,
}
