"""What the wall shows: units by notice, what stops the next, and what was declared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from muster.intake import Return
from muster.reporting import needs_words, opened, unit_names
from muster.strength import KindCount
from muster.web.documents.models import Document
from muster.web.picture.asked import NOTICES, Asked
from muster.web.picture.counts import count_of
from muster.web.picture.falls import fall_words
from muster.web.picture.reach import not_known_words
from muster.web.rulebook import rulebook
from muster.web.tours.desk import Desk
from muster.web.tours.models import Declaration, DeclaredVehicle
from muster.web.tours.shelf import age_days, past_shelf
from muster.web.tours.times import TourTime

MOST_KINDS = 4
PLACES = 6  # that are named on the wall
NOTICE_WORDS = {
    0: lambda: _("Now"),
    60: lambda: _("1 hour"),
    240: lambda: _("4 hours"),
    480: lambda: _("8 hours"),
    1440: lambda: _("24 hours"),
}
LOCAL, WITHIN_HOUR = "local", "hour"
HOUR = "60"


@dataclass(frozen=True, slots=True)
class Cell:
    """Whole units of one kind at one notice, as the roster has it and as it was declared.

    `recorded` is what the roster says, None where it cannot; `declared` what the control room
    or the return declared, None where nobody did, and `source` which of them.
    """

    within: int
    recorded: int | None
    declared: int | None
    source: str
    stops: str
    trusts_declared: bool

    @property
    def notice(self) -> str:
        """Return the notice in words."""
        return NOTICE_WORDS[self.within]()

    @property
    def value(self) -> int | None:
        """Return the figure to go by: the declared one where the roster is past trusting."""
        return self.declared if self.trusts_declared else self.recorded

    @property
    def tone(self) -> str:
        """Return how it stands: a figure that nobody has declared is loud."""
        if self.value is None:
            return "loud" if self.trusts_declared else "unknown"
        return "none" if self.value == 0 else "good"

    @property
    def differs(self) -> bool:
        """Say whether what is declared is not what the roster says."""
        both = self.declared is not None and self.recorded is not None
        return both and self.declared != self.recorded


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of unit along the notices."""

    unit: str
    one: str
    many: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Fleet:
    """Vehicles of one kind as declared: how many are on the road, and where."""

    kind: str
    on_road: int
    off_road: tuple[str, ...]
    places: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """Return how many there are."""
        return self.on_road + len(self.off_road)

    @property
    def largest(self) -> tuple[tuple[str, int], ...]:
        """Return the places with the most of them, as many as a wall has room for."""
        return self.places[:PLACES]

    @property
    def elsewhere(self) -> int:
        """Return how many stand at the places that are not named."""
        return self.on_road - sum(count for _place, count in self.largest)


@dataclass(frozen=True, eq=False)
class Board:
    """One force's wall at an instant."""

    desk: Desk
    asked: Asked
    units: tuple[str, ...]

    @property
    def document(self) -> Document | None:
        """Return the latest return."""
        return self.desk.document

    @property
    def declaration(self) -> Declaration | None:
        """Return what was declared of this tour."""
        return self.desk.declaration

    @property
    def tour(self) -> TourTime:
        """Return the tour now."""
        return self.desk.present

    @property
    def elsewhen(self) -> bool:
        """Say whether the wall was asked for another instant than the present."""
        return "at" in self.asked.said

    @property
    def roster_age(self) -> int | None:
        """Return the days since the roster was made; None without one."""
        return age_days(self.document, self.asked.known) if self.document else None

    @property
    def trusts_declared(self) -> bool:
        """Say whether the roster is missing or past its shelf life."""
        return self.document is None or past_shelf(self.document, self.asked.known)

    @property
    def not_known(self) -> str:
        """Return why nothing is known of the instant; empty where the return reaches it."""
        return not_known_words(self.document, self.asked.at) if self.document else ""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return the kinds chosen, each along the notices."""
        return tuple(self._line(unit) for unit in self.units)

    @property
    def first(self) -> Line:
        """Return the kind that is shown largest."""
        return self.lines[0]

    @property
    def others(self) -> tuple[Line, ...]:
        """Return the other kinds."""
        return self.lines[1:]

    @cached_property
    def fleets(self) -> tuple[Fleet, ...]:
        """Return the vehicles declared, by kind."""
        return fleets_of(self.declaration) if self.declaration else ()

    @cached_property
    def carriers(self) -> Fleet | None:
        """Return the vehicles of the first kind declared: carriers, where there are any."""
        return self.fleets[0] if self.fleets else None

    @property
    def gap_since(self) -> datetime | None:
        """Return since when this tour has run undeclared; None where it is declared."""
        return None if self.declaration else self.desk.present_start

    @property
    def fall(self) -> str:
        """Return why there are fewer units at a longer notice, where the roster is shown so."""
        if self.trusts_declared:
            return ""
        lines = (
            [each for within in NOTICES if (each := self._counts.get((unit, within)))]
            for unit in self.units
        )
        return next((said for line in lines if (said := fall_words(line))), "")

    @cached_property
    def _counts(self) -> Mapping[tuple[str, int], KindCount]:
        if self.document is None:
            return {}
        counted = count_of(self.document, self.asked, self.units)
        if counted is None:
            return {}
        return {(each.unit, each.within): each for row in counted.curve for each in row}

    def _line(self, unit: str) -> Line:
        one, many = unit_names(rulebook().unit(unit))
        cells = tuple(self._cell(unit, within, one) for within in NOTICES)
        return Line(unit, one, many, cells)

    def _cell(self, unit: str, within: int, one: str) -> Cell:
        counted = self._counts.get((unit, within))
        declared, source = self._declared(unit, within)
        return Cell(
            within=within,
            recorded=counted.low if counted else None,
            declared=declared,
            source=source,
            stops=_stops(counted, one),
            trusts_declared=self.trusts_declared,
        )

    def _declared(self, unit: str, within: int) -> tuple[int | None, str]:
        """Return what is declared at exactly a notice, and where: at the tour or in the return."""
        if self.declaration is not None:
            for each in self.declaration.figures.all():
                if (each.unit, each.within) == (unit, within):
                    return each.count, _("declared at this tour")
        stated = declared_by(self.desk.found, unit, within) if self.desk.found else None
        return stated, _("declared in the return") if stated is not None else ""


def declared_by(found: Return, unit: str, within: int) -> int | None:
    """Return the units that a return declares at exactly a notice; None where it does not."""
    columns = found.declared.columns
    for row in found.declared.rows:
        given = dict(zip(columns, row, strict=False))
        subject, _dot, what = given.get("measure", "").partition(".")
        said = given.get("within_minutes", "") or (HOUR if what == WITHIN_HOUR else "")
        value = given.get("value", "")
        if subject == unit and what in (LOCAL, WITHIN_HOUR) and said == str(within):
            return int(float(value)) if value.replace(".", "", 1).isdecimal() else None
    return None


def board_of(desk: Desk, asked: Asked, units: Sequence[str]) -> Board:
    """Return the wall of a force for some kinds of unit, the first shown largest."""
    return Board(desk, replace(asked, unit=units[0]), tuple(units)[:MOST_KINDS])


def _stops(counted: KindCount | None, one: str) -> str:
    if counted is None or not counted.next_unit_needs:
        return ""
    needs = needs_words(counted.next_unit_needs, rulebook())
    return opened(_("the next %(unit)s needs %(needs)s") % {"unit": one, "needs": needs})


def fleets_of(declaration: Declaration) -> tuple[Fleet, ...]:
    """Return the vehicles of a declaration, by kind."""
    by_kind: dict[str, list[DeclaredVehicle]] = {}
    for each in declaration.vehicles.all():
        by_kind.setdefault(each.kind, []).append(each)
    names = {each.slug: each.name for each in rulebook().vehicle_kinds}
    return tuple(_fleet(names.get(kind, kind), inside) for kind, inside in by_kind.items())


def _fleet(kind: str, vehicles: Sequence[DeclaredVehicle]) -> Fleet:
    on_road = [each for each in vehicles if each.on_road]
    places: dict[str, int] = {}
    for each in on_road:
        where = each.place or _("place not said")
        places[where] = places.get(where, 0) + 1
    most_first = sorted(places.items(), key=lambda each: (-each[1], each[0]))
    off = tuple(each.vehicle for each in vehicles if not each.on_road)
    return Fleet(kind, len(on_road), off, tuple(most_first))
