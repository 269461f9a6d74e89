"""A force's people as columns: who holds what until when, and how each can parade now."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine
from muster.policing import clock
from muster.strength import Availability, Column, Overlay, Reason, Roster, State, available
from muster.web.documents.models import Document
from muster.web.picture.asked import Asked
from muster.web.picture.holding import return_of
from muster.web.picture.since import since_return
from muster.web.rulebook import rulebook

KEPT = 24
HORIZON = 10_000  # days beyond which a ticket is as good as one that does not lapse
Mask = NDArray[np.bool_]
_records: dict[tuple[object, ...], "Records"] = {}
_lock = Lock()


@dataclass(frozen=True, eq=False)
class Records:
    """The people of one return at an instant, for those who can be here within a notice.

    Columns have a row for each officer of the roster; tables of tickets a column for each
    skill of doctrine. `day` is the local day of the instant.
    """

    roster: Roster
    availability: Availability
    doctrine: Doctrine
    day: int

    def __len__(self) -> int:
        """Return how many people there are."""
        return len(self.roster)

    @cached_property
    def names(self) -> Column:
        """Return the collar numbers, as text."""
        return np.char.decode(self.roster.officers.officer_id, "utf-8")

    @cached_property
    def expires(self) -> Column:
        """Return the last valid day of each officer's latest ticket of each skill, int32.

        NEVER where none was awarded by the day, FOREVER where it does not lapse.
        """
        rows, shape = self.roster.tickets, (len(self), len(self.doctrine.skills))
        table = np.full(shape, clock.NEVER, dtype=np.int32)
        begun = rows.awarded <= self.day
        np.maximum.at(table, (rows.officer[begun], rows.skill[begun]), rows.expires[begun])
        return table

    @cached_property
    def in_date(self) -> Mask:
        """Return which skills each officer holds in date."""
        held: Mask = self.expires >= self.day
        return held

    @cached_property
    def lapsed(self) -> Mask:
        """Return which skills each officer once held and does not now."""
        gone: Mask = (self.expires > clock.NEVER) & (self.expires < self.day)
        return gone

    @cached_property
    def days_left(self) -> Column:
        """Return the days until each ticket's last valid day; HORIZON where none is to come."""
        left = self.expires - self.day
        days: Column = np.where(self.in_date & (left < HORIZON), left, HORIZON)
        return days

    @cached_property
    def soonest(self) -> Column:
        """Return the days until the next ticket of each officer lapses, HORIZON for none."""
        if not len(self.doctrine.skills):
            return np.full(len(self), HORIZON)
        days: Column = self.days_left.min(axis=1)
        return days

    @cached_property
    def away_kind(self) -> Column:
        """Return the kind of abstraction that keeps each officer away now, int8, -1 for none.

        Where several do, one that nobody planned comes before one that somebody did.
        """
        rows, at = self.roster.abstractions, self.availability
        now = (rows.start <= at.by) & (rows.end > at.at)
        kinds = self.doctrine.abstraction_kinds
        unplanned = np.array([not each.planned or each.sensitive for each in kinds], dtype=bool)
        order = np.argsort(unplanned[rows.kind[now]], kind="stable")
        found = np.full(len(self), -1, dtype=np.int8)
        found[rows.officer[now][order]] = rows.kind[now][order]
        return found

    @cached_property
    def employed(self) -> Mask:
        """Return who is in the force on the day."""
        officers = self.roster.officers
        serving: Mask = (officers.joined <= self.day) & (officers.left >= self.day)
        return serving

    def row_of(self, officer: str) -> int | None:
        """Return the row of a collar number; None where nobody has it."""
        found = np.flatnonzero(self.names == officer)
        return int(found[0]) if len(found) else None

    def skill_code(self, slug: str) -> int | None:
        """Return the column of a skill; None where doctrine has none of that name."""
        slugs = [each.slug for each in self.doctrine.skills]
        return slugs.index(slug) if slug in slugs else None

    def state(self, row: int) -> State:
        """Return how an officer can parade."""
        return State(int(self.availability.state[row]))

    def reason(self, row: int) -> Reason:
        """Return why an officer cannot."""
        return Reason(int(self.availability.reason[row]))


def hidden_kinds(known: Doctrine) -> list[int]:
    """Return the codes of the kinds of abstraction that only human resources may tell apart.

    Those that doctrine calls sensitive, and any other that nobody planned: told apart from
    sickness, they would give it away.
    """
    kinds = enumerate(known.abstraction_kinds)
    return [code for code, each in kinds if each.sensitive or not each.planned]


def records_of(document: Document, asked: Asked) -> Records | None:
    """Return the people of a return when and at the notice asked; None where it gives none."""
    roster = return_of(document).roster
    if roster is None:
        return None
    overlays = since_return(document.subject, asked).overlays
    key = (document.sha256, asked.at, asked.within, overlays)
    found = _records.get(key)
    if found is None:
        found = _read(roster, asked, overlays)
        with _lock:
            while len(_records) >= KEPT:
                _records.pop(next(iter(_records)))
            _records[key] = found
    return found


def _read(roster: Roster, asked: Asked, overlays: Sequence[Overlay]) -> Records:
    known = rulebook()
    day = int(clock.local_day(np.array([asked.at]))[0])
    there = available(roster, at=asked.at, within=asked.within, doctrine=known, overlays=overlays)
    return Records(roster, there, known, day)
