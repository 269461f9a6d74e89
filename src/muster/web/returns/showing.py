"""How a difference between two returns is shown: names for slugs, and only what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from muster.web.rulebook import rulebook

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
    """A criterion that grades differently: how it stands before and now, and why."""

    statement: str
    before: str
    now: str
    change: str
    because_before: str
    because_now: str


@dataclass(frozen=True)
class CellMove:
    """A cell that holds criteria which grade differently; its own grade may be as it was."""

    threat: str
    aspect: str
    before: str
    now: str
    change: str
    moves: tuple[Move, ...]

    @property
    def moved(self) -> bool:
        """Say whether the cell's own grade would change."""
        return self.before != self.now


@dataclass(frozen=True)
class Shown:
    """A difference, ready to be shown."""

    people: Mapping[str, Any]
    ranks: tuple[Row, ...]
    tickets: tuple[Row, ...]
    vehicles: tuple[Row, ...]
    figures: tuple[Mapping[str, Any], ...]
    cells: tuple[CellMove, ...]
    within: tuple[CellMove, ...]
    moved: int
    unchanged_skills: int
    edition: str
    worse: int
    better: int

    @property
    def otherwise(self) -> int:
        """Return how many criteria are only more or less known than before."""
        return self.moved - self.worse - self.better

    @property
    def mostly_gone(self) -> bool:
        """Say whether more than half of the people of the return in use are not in this one."""
        return bool(self.people["left"] * 2 > self.people["before"])

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
    cells = tuple(_cells(said))
    known = rulebook()
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
        cells=tuple(each for each in cells if each.moved),
        within=tuple(each for each in cells if not each.moved),
        moved=len(said["moves"]),
        unchanged_skills=len(tickets) - len(changed),
        edition=edition,
        worse=said["worse"],
        better=said["better"],
    )


def _names(of: str) -> dict[str, str]:
    return {each.slug: each.name for each in getattr(rulebook(), of)}


def _rows(
    said: Iterable[Mapping[str, Any]], key: str, names: Mapping[str, str], *cells: str
) -> Iterable[Row]:
    for each in said:
        name = names.get(each[key], each[key])
        yield Row(name, each["before"], each["now"], tuple(each[cell] for cell in cells))


def _cells(said: Mapping[str, Any]) -> Iterable[CellMove]:
    """Yield the cells that move, or whose criteria do, in the order of the matrix."""
    threats, aspects = _names("threats"), _names("aspects")
    grades = {(each["threat"], each["aspect"]): each for each in said["cells"]}
    inside: dict[tuple[str, str], list[Move]] = {key: [] for key in grades}
    for each in said["moves"]:
        inside.setdefault((each["threat"], each["aspect"]), []).append(_move(each))
    for (threat, aspect), moves in inside.items():
        grade = grades.get((threat, aspect))
        before, now = (grade["before"], grade["now"]) if grade else ("", "")
        change = _change(before, now) if grade else ""
        names = threats.get(threat, threat), aspects.get(aspect, aspect)
        yield CellMove(*names, before, now, change, tuple(moves))


def _move(each: Mapping[str, Any]) -> Move:
    return Move(
        each["statement"],
        each["before"],
        each["now"],
        each["change"],
        each["because_before"],
        each["because_now"],
    )


def _change(before: str, now: str) -> str:
    if {before, now} == {"not_met", "not_evidenced"}:
        return _("now known") if before == "not_evidenced" else _("no longer known")
    better = GRADE_ORDER.index(now) > GRADE_ORDER.index(before)
    return _("better") if better else _("worse")
