"""How a difference between two returns is shown: names for slugs, and only what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from muster.web.rulebook import doctrine

GRADE_ORDER = ("not_met", "not_evidenced", "partly_met", "met")


@dataclass(frozen=True)
class Row:
    """One line of a table of differences; `change` is after less before."""

    name: str
    before: int
    now: int
    cells: tuple[int, ...]

    @property
    def change(self) -> str:
        """Return how many more or fewer there are, signed; a dash for no change."""
        by = self.now - self.before
        return "–" if by == 0 else f"{by:+,}".replace("-", "−")

    @property
    def same(self) -> bool:
        """Say whether nothing changed at all."""
        return self.now == self.before and not any(self.cells)


@dataclass(frozen=True)
class Move:
    """A criterion that grades differently, or a cell: where it stands, before and now."""

    threat: str
    aspect: str
    before: str
    now: str
    statement: str = ""
    change: str = ""
    because_before: str = ""
    because_now: str = ""


@dataclass(frozen=True)
class Shown:
    """A difference, ready to be shown."""

    people: Mapping[str, Any]
    ranks: tuple[Row, ...]
    tickets: tuple[Row, ...]
    vehicles: tuple[Row, ...]
    figures: tuple[Mapping[str, Any], ...]
    cells: tuple[Move, ...]
    moves: tuple[Move, ...]
    unchanged_skills: int
    edition: str
    worse: int
    better: int

    @property
    def gained(self) -> int:
        """Return how many tickets are gained in all."""
        return sum(each.cells[0] for each in self.tickets)

    @property
    def lost(self) -> int:
        """Return how many tickets lapsed, or left with their holder, in all."""
        return sum(each.cells[1] + each.cells[2] for each in self.tickets)


def shown(said: Mapping[str, Any]) -> Shown | None:
    """Return a kept difference as it is shown; None where none was made."""
    if not said:
        return None
    tickets = tuple(_rows(said["tickets"], "skill", _names("skills"), "gained", "lapsed", "left"))
    changed = tuple(each for each in tickets if not each.same)
    known = doctrine()
    edition = next((each.name for each in known.editions if each.slug == said["edition"]), "")
    return Shown(
        people=said["people"],
        ranks=tuple(_rows(said["people"]["ranks"], "rank", _names("ranks"), "joined", "left")),
        tickets=changed,
        vehicles=tuple(
            _rows(
                said["vehicles"],
                "kind",
                _names("vehicle_kinds"),
                "added",
                "removed",
                "off_road_before",
                "off_road_now",
            )
        ),
        figures=(*said["declared"], *said["totals"]),
        cells=tuple(_cells(said["cells"])),
        moves=tuple(_moves(said["moves"])),
        unchanged_skills=len(tickets) - len(changed),
        edition=edition,
        worse=said["worse"],
        better=said["better"],
    )


def _names(of: str) -> dict[str, str]:
    return {each.slug: each.name for each in getattr(doctrine(), of)}


def _rows(
    said: Iterable[Mapping[str, Any]], key: str, names: Mapping[str, str], *cells: str
) -> Iterable[Row]:
    for each in said:
        name = names.get(each[key], each[key])
        yield Row(name, each["before"], each["now"], tuple(each[cell] for cell in cells))


def _cells(said: Iterable[Mapping[str, Any]]) -> Iterable[Move]:
    threats, aspects = _names("threats"), _names("aspects")
    for each in said:
        before, now = each["before"], each["now"]
        yield Move(
            threats.get(each["threat"], each["threat"]),
            aspects.get(each["aspect"], each["aspect"]),
            before,
            now,
            change=_change(before, now),
        )


def _change(before: str, now: str) -> str:
    if {before, now} == {"not_met", "not_evidenced"}:
        return _("now known") if before == "not_evidenced" else _("no longer known")
    better = GRADE_ORDER.index(now) > GRADE_ORDER.index(before)
    return _("better") if better else _("worse")


def _moves(said: Iterable[Mapping[str, Any]]) -> Iterable[Move]:
    threats, aspects = _names("threats"), _names("aspects")
    for each in said:
        yield Move(
            threats.get(each["threat"], each["threat"]),
            aspects.get(each["aspect"], each["aspect"]),
            each["before"],
            each["now"],
            each["statement"],
            each["change"],
            each["because_before"],
            each["because_now"],
        )
