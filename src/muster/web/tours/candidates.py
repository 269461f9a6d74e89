"""Who could be nominated to command, and which vehicles there are to declare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.doctrine import Doctrine
from muster.intake import Return
from muster.policing import Post, clock
from muster.strength import Availability, Overlay, Reason, Roster, State, available
from muster.web.natural import natural_key

COMMANDED, COMMANDER = "psu", "commander"
SUGGESTED = 12
STATE_WORDS = {
    State.ON_DUTY: gettext_lazy("on duty"),
    State.STARTING: gettext_lazy("starts within the hour"),
    State.ON_CALL: gettext_lazy("on call"),
    State.RECALL: gettext_lazy("can be recalled within the hour"),
    State.ABSENT: gettext_lazy("cannot be here within the hour"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An officer who could be nominated: how they can be here, and what speaks against it."""

    officer: str
    rank: str
    base: str
    state: State
    doubt: str = ""

    @property
    def words(self) -> str:
        """Return rank, base and how they can be here."""
        return ", ".join(
            str(each) for each in (self.rank, self.base, STATE_WORDS[self.state]) if each
        )


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle of the return, and whether the return has it off the road at the instant."""

    vehicle: str
    kind: str
    kind_name: str
    base: str
    off_road: bool


@dataclass(frozen=True, eq=False)
class Parade:
    """A return read at an instant for those who could command and for its vehicles."""

    found: Return | None
    at: int
    within: int
    doctrine: Doctrine
    overlays: tuple[Overlay, ...] = ()

    @property
    def roster(self) -> Roster | None:
        """Return its people and vehicles; None for a force that gives no people."""
        return self.found.roster if self.found else None

    @cached_property
    def availability(self) -> Availability | None:
        """Return who can be here."""
        if self.roster is None:
            return None
        return available(
            self.roster,
            at=self.at,
            within=self.within,
            doctrine=self.doctrine,
            overlays=self.overlays,
        )

    @cached_property
    def rows(self) -> dict[str, int]:
        """Return the row of each officer of the roster."""
        names = [] if self.roster is None else self.roster.officers.officer_id.tolist()
        return {name.decode("utf-8"): row for row, name in enumerate(names)}

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {name.casefold(): name for name in self.rows}

    def known_as(self, officer: str) -> str:
        """Return a collar number as the return writes it, capitals or not; else as it is."""
        return officer if officer in self.rows else self._folded.get(officer.casefold(), officer)

    @cached_property
    def post(self) -> Post:
        """Return the post of whoever commands a unit."""
        on = clock.instant_of(self.at).date()
        posts = self.doctrine.composition(COMMANDED, on).posts
        return next((each for each in posts if each.slug == COMMANDER), posts[0])

    def suggest(self, most: int = SUGGESTED) -> list[Candidate]:
        """Return those of suitable rank with every ticket in date, the firmest first."""
        if self.roster is None or self.availability is None:
            return []
        fits = self._of_rank & self._in_date & (self.availability.state < State.ABSENT)
        found = np.flatnonzero(fits)
        order = np.lexsort((found, self.availability.ready[found], self.availability.state[found]))
        return [self.candidate(int(row)) for row in found[order][:most]]

    def named(self, officers: Iterable[str]) -> list[Candidate]:
        """Return officers by collar number as candidates, with what speaks against each."""
        return [self._named(each) for each in dict.fromkeys(officers)]

    def candidate(self, row: int) -> Candidate:
        """Return the officer of a row as a candidate."""
        if self.roster is None or self.availability is None:
            raise LookupError(row)
        officers = self.roster.officers
        base = int(officers.base[row])
        return Candidate(
            officer=self.roster.officer_name(row),
            rank=self.doctrine.ranks[int(officers.rank[row])].name,
            base=self.roster.bases.name[base] if base >= 0 else "",
            state=State(int(self.availability.state[row])),
            doubt=self._doubt(row),
        )

    def _named(self, officer: str) -> Candidate:
        row = self.rows.get(officer)
        if row is None:
            said = (
                _("is not in the return") if self.rows else _("no people are held to check against")
            )
            return Candidate(officer, "", "", State.ABSENT, said)
        return self.candidate(row)

    def _doubt(self, row: int) -> str:
        """Return the first thing against an officer; never why they are away."""
        if not self._of_rank[row]:
            ranks = [
                each.name.lower() for each in self.doctrine.ranks if each.slug in self.post.ranks
            ]
            return _("is not of the rank of %(ranks)s") % {"ranks": _(" or ").join(ranks)}
        if not self._in_date[row]:
            return _("has no ticket in date: %(skills)s") % {"skills": self._wanting(row)}
        present = self.availability
        if present is not None and present.state[row] == State.ABSENT:
            return _resting(int(present.reason[row]))
        return ""

    @cached_property
    def _of_rank(self) -> np.ndarray:
        ranks = [at for at, each in enumerate(self.doctrine.ranks) if each.slug in self.post.ranks]
        return np.isin(self.roster.officers.rank, ranks) if self.roster else np.zeros(0, bool)

    @cached_property
    def _in_date(self) -> np.ndarray:
        word = np.uint64(sum(1 << at for at, _skill in self._skills))
        present = self.availability
        return present.tickets & word == word if present else np.zeros(0, bool)

    @property
    def _skills(self) -> list[tuple[int, str]]:
        skills = enumerate(self.doctrine.skills)
        return [(at, each.name) for at, each in skills if each.slug in self.post.skills]

    def _wanting(self, row: int) -> str:
        held = int(self.availability.tickets[row]) if self.availability else 0
        return ", ".join(name.lower() for at, name in self._skills if not held >> at & 1)

    def vehicles(self) -> list[Vehicle]:
        """Return the vehicles of the kinds that units need, by kind, base and name."""
        if self.roster is None:
            return []
        fleet, kinds = self.roster.vehicles, self.doctrine.vehicle_kinds
        wanted = _needed(self.doctrine)
        off = (fleet.off_road_from <= self.at) & (fleet.off_road_until > self.at)
        rows = np.flatnonzero(np.isin(fleet.kind, wanted))
        found = [
            Vehicle(
                vehicle=self.roster.vehicle_name(row),
                kind=kinds[int(fleet.kind[row])].slug,
                kind_name=kinds[int(fleet.kind[row])].name,
                base=self.roster.bases.name[int(fleet.base[row])] if fleet.base[row] >= 0 else "",
                off_road=bool(off[row]),
            )
            for row in rows.tolist()
        ]
        order = {kinds[code].slug: place for place, code in enumerate(wanted)}
        return sorted(
            found,
            key=lambda each: (
                order[each.kind],
                natural_key(each.base),
                natural_key(each.vehicle),
            ),
        )


def _needed(doctrine: Doctrine) -> Sequence[int]:
    """Return the kinds of vehicle that some unit cannot leave without."""
    wanted = {need.kind for each in doctrine.compositions for need in each.vehicles}
    return [at for at, kind in enumerate(doctrine.vehicle_kinds) if kind.slug in wanted]


def _resting(reason: int) -> str:
    if reason in (Reason.RESTING, Reason.TOUR_ENDING):
        return _("has a tour that ends, or rest to complete, by then")
    return _("is not available within the hour")
