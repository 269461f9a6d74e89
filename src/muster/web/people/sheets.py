"""People as pages show them: words and tones for tickets, states and abstractions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from muster.policing import clock
from muster.strength import Column, Reason, State, duty_codes, tours_between
from muster.web.people.lifts import Lifted
from muster.web.people.records import HORIZON, Records, hidden_kinds

SOON = 30  # days
AHEAD = 28 * clock.DAY  # how far abstractions are shown
TOURS_AHEAD = 7 * clock.DAY


@dataclass(frozen=True, slots=True)
class TicketLine:
    """One ticket: its skill, its days, and how it stands."""

    skill: str
    awarded: date | None
    expires: date | None
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as a list shows them."""

    officer: str
    rank: str
    base: str
    state: str
    tone: str
    in_date: int
    lapsed: int
    next_skill: str
    next_day: date | None
    next_tone: str
    next_words: str
    renew: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Something that lasts: a tour of duty or an abstraction; no end is until further notice."""

    start: int
    end: int | None
    words: str


@dataclass(frozen=True, eq=False)
class Sheets:
    """People's records as one viewer may see them: sickness by name only with the right."""

    records: Records
    sees_sickness: bool = False

    def line(self, row: int, renew: tuple[str, ...] = ()) -> PersonLine:
        """Return a person for a list; `renew` are skills that would lift the limit."""
        records, officers = self.records, self.records.roster.officers
        base = int(officers.base[row])
        words, tone = self.state(row)
        skill, when, next_tone, next_words = self._next(row)
        names = {each.slug: each.name for each in records.doctrine.skills}
        return PersonLine(
            officer=str(records.names[row]),
            rank=records.doctrine.ranks[int(officers.rank[row])].name,
            base=records.roster.bases.name[base] if base >= 0 else "",
            state=words,
            tone=tone,
            in_date=int(records.in_date[row].sum()),
            lapsed=int(records.lapsed[row].sum()),
            next_skill=skill,
            next_day=when,
            next_tone=next_tone,
            next_words=next_words,
            renew=tuple(names.get(each, each) for each in renew),
        )

    def state(self, row: int) -> tuple[str, str]:
        """Return how a person can parade, in words, and its tone."""
        state = self.records.state(row)
        if state != State.ABSENT:
            return str(_STATES[state]), "good"
        return self.why_absent(row), "soft"

    def why_absent(self, row: int) -> str:
        """Return why a person cannot parade; *Unavailable* where only some may know."""
        reason = self.records.reason(row)
        kind = int(self.records.away_kind[row])
        if reason == Reason.RESTRICTED and not self.sees_sickness:
            return _("Unavailable")  # duties are most often restricted for health
        if reason != Reason.ABSTRACTED or kind < 0:
            return str(_REASONS[reason])
        return self.kind_words(kind)

    def kind_words(self, kind: int) -> str:
        """Return a kind of abstraction as this viewer may see it."""
        known = self.records.doctrine
        if not self.sees_sickness and kind in hidden_kinds(known):
            return _("Unavailable")
        return known.abstraction_kinds[kind].name

    def _next(self, row: int) -> tuple[str, date | None, str, str]:
        left = self.records.days_left[row]
        column = int(left.argmin()) if len(left) else 0
        if not len(left) or left[column] >= HORIZON:
            return "", None, "soft", _("None to lapse")
        day = int(self.records.expires[row, column])
        skill = self.records.doctrine.skills[column].name
        return skill, clock.date_of(day), *expiry_words(day, self.records.day)

    def tickets(self, row: int) -> list[TicketLine]:
        """Return every skill a person ever held, those lapsed first, then the soonest to lapse."""
        records = self.records
        expires = records.expires[row]
        columns = np.flatnonzero(expires > clock.NEVER)
        order = columns[np.argsort(expires[columns], kind="stable")]
        awarded = self._awarded(row)
        return [
            TicketLine(
                records.doctrine.skills[code].name,
                clock.date_of(awarded[code]) if code in awarded else None,
                clock.date_of(int(expires[code])) if expires[code] < clock.FOREVER else None,
                *expiry_words(int(expires[code]), records.day),
            )
            for code in order.tolist()
        ]

    def _awarded(self, row: int) -> dict[int, int]:
        """Return the day the latest ticket of each skill was awarded."""
        rows = self.records.roster.tickets
        own = (rows.officer == row) & (rows.awarded <= self.records.day)
        pairs = zip(rows.skill[own].tolist(), rows.awarded[own].tolist(), strict=True)
        found: dict[int, int] = {}
        for skill, day in pairs:
            found[skill] = max(day, found.get(skill, day))
        return {skill: day for skill, day in found.items() if day > clock.NEVER}

    def abstractions(self, row: int) -> list[Stretch]:
        """Return what keeps a person away now and over the next four weeks."""
        rows, at = self.records.roster.abstractions, self.records.availability.at
        own = (rows.officer == row) & (rows.end > at) & (rows.start <= at + AHEAD)
        return [
            Stretch(
                int(rows.start[each]),
                None if rows.end[each] >= clock.FOREVER else int(rows.end[each]),
                self.kind_words(int(rows.kind[each])),
            )
            for each in np.flatnonzero(own).tolist()
        ]

    def duties(self, row: int) -> list[Stretch]:
        """Return a person's tours of duty now and over the next week."""
        records, at = self.records, self.records.availability.at
        codes = duty_codes(records.doctrine)
        owners, tours = tours_between(records.roster, codes, at, at + TOURS_AHEAD)
        own = np.flatnonzero((tours.owner == owners.of[row]) & ~codes.rest[tours.kind])
        order = own[np.argsort(tours.start[own], kind="stable")]
        kinds = records.doctrine.duty_kinds
        return [
            Stretch(int(tours.start[each]), int(tours.end[each]), kinds[tours.kind[each]].name)
            for each in order.tolist()
        ]

    def sheet_rows(self, rows: Column, lift: Lifted | None = None) -> Iterator[list[Any]]:
        """Yield people as rows of a sheet: the last valid day of every skill, after a heading.

        Where they would lift a limit, also what each would renew, and from how many units to
        how many all of them together lift it.
        """
        skills = self.records.doctrine.skills
        lifts = lift.lift if lift else None
        named = ["to_renew", "unit", "whole_units_now", "whole_units_then"] if lifts else []
        yield ["officer", "rank", "base", "state", *named, *(each.slug for each in skills)]
        for row in rows.tolist():
            line = self.line(row)
            expires = self.records.expires[row].tolist()
            days = ["" if day == clock.NEVER else last_day(day) for day in expires]
            renewed: list[Any] = []
            if lifts:
                skills_of = " ".join(lifts.skills.get(line.officer, ()))
                renewed = [skills_of, lifts.unit, lifts.now, lifts.restored]
            yield [line.officer, line.rank, line.base, line.state, *renewed, *days]


def last_day(day: int) -> str:
    """Return a last valid day as a sheet has it."""
    return "does not lapse" if day >= clock.FOREVER else clock.date_of(day).isoformat()


def expiry_words(expires: int, today: int) -> tuple[str, str]:
    """Return the tone of a last valid day, and how long it is until then or since."""
    if expires >= clock.FOREVER:
        return "soft", _("Does not lapse")
    left = expires - today
    if left < 0:
        return "none", ngettext("Lapsed %(n)d day ago", "Lapsed %(n)d days ago", -left) % {
            "n": -left
        }
    if left == 0:
        return "short", _("Last day today")
    words = ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}
    return ("short" if left <= SOON else "good"), words


_STATES = {
    State.ON_DUTY: gettext_lazy("On duty"),
    State.STARTING: gettext_lazy("Starts in time"),
    State.ON_CALL: gettext_lazy("On call"),
    State.RECALL: gettext_lazy("Can be recalled"),
}
_REASONS = {
    Reason.NONE: "",
    Reason.NOT_EMPLOYED: gettext_lazy("Not in the force"),
    Reason.RESTRICTED: gettext_lazy("Restricted duties"),
    Reason.ABSTRACTED: gettext_lazy("Unavailable"),
    Reason.DEPLOYED: gettext_lazy("Deployed"),
    Reason.UNROSTERED: gettext_lazy("Not rostered"),
    Reason.OTHER_DUTY: gettext_lazy("On another duty"),
    Reason.TOUR_ENDING: gettext_lazy("Tour ends before then"),
    Reason.RESTING: gettext_lazy("Resting"),
    Reason.NOT_RECALLABLE: gettext_lazy("Not to be recalled"),
    Reason.TOO_FAR: gettext_lazy("Too far to be here in time"),
    Reason.UNTRAINED: gettext_lazy("Untrained"),
    Reason.LAPSED: gettext_lazy("Lapsed"),
    Reason.NOT_ASSURED: gettext_lazy("Might come"),
}
