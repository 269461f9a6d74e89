"""Who holds which skill, since when and until when."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from muster.policing import clock
from muster.strength import Tickets
from muster.synthesis.calibration import TicketFigures
from muster.synthesis.people import People
from muster.synthesis.setting import Setting
from muster.synthesis.stream import Floats, Rows, Stream, Truths, apportion

Days = NDArray[np.int64]


@dataclass
class _Ledger:
    """Ticket rows as they are written, one part a skill and occasion."""

    officer: list[Rows] = field(default_factory=list)
    skill: list[Rows] = field(default_factory=list)
    awarded: list[Days] = field(default_factory=list)
    expires: list[Days] = field(default_factory=list)

    def write(self, skill: int, officer: Rows, awarded: Days, expires: Days) -> None:
        """Add tickets of one skill."""
        self.officer.append(officer)
        self.skill.append(np.full(len(officer), skill))
        self.awarded.append(awarded)
        self.expires.append(expires)

    def tickets(self) -> Tickets:
        """Return every row, sorted by officer, skill and award."""
        columns = [np.concatenate(c) for c in (self.officer, self.skill, self.awarded)]
        order = np.lexsort(columns[::-1])
        officer, skill, awarded = (column[order] for column in columns)
        return Tickets(
            officer=officer.astype(np.int32),
            skill=skill.astype(np.int16),
            awarded=awarded.astype(np.int32),
            expires=np.concatenate(self.expires)[order].astype(np.int32),
        )


@dataclass(frozen=True, slots=True)
class _Lapsing:
    """A skill whose tickets last so many months, and the share of holders in date."""

    skill: int
    months: int
    in_date: float
    stream: Stream

    def days_from(self, day: int) -> int:
        """Return how many days a ticket awarded on a day is valid."""
        return int(last_day(np.array([day]), self.months)[0]) - day + 1


Holders = dict[str, Truths]


def make_tickets(setting: Setting, people: People) -> tuple[Tickets, Holders]:
    """Return the tickets of a force, and for each skill who holds one, in date or not."""
    ledger, holders = _Ledger(), Holders()
    months = {skill.slug: skill.refresher_months for skill in setting.doctrine.skills}
    for figures in setting.calibration.tickets:
        stream = setting.stream(f"ticket {figures.skill}")
        held = _holders(setting, people, figures, holders, stream)
        holders[figures.skill] = held
        rows = np.flatnonzero(held)
        code, interval = setting.skills[figures.skill], months[figures.skill]
        if interval is None:
            awarded = _long_since(setting, people.joined[rows], stream)
            ledger.write(code, rows, awarded, np.full(len(rows), clock.FOREVER))
        else:
            lapsing = _Lapsing(code, interval, figures.in_date, stream)
            _write_lapsing(setting, people, ledger, lapsing, rows)
    return ledger.tickets(), holders


def _holders(
    setting: Setting, people: People, figures: TicketFigures, holders: Holders, stream: Stream
) -> Truths:
    """Say who holds a skill: exact numbers of each rank, the favoured functions likelier."""
    eligible = _eligible(setting, people, figures, holders)
    held = np.zeros(len(people), dtype=np.bool_)
    favour = _favour(setting, figures)[people.function]
    among = {
        rank: np.flatnonzero(eligible & (people.rank == setting.ranks[rank]))
        for rank in figures.holds
    }
    for rank, wanted in _wanted(setting, figures, among).items():
        held[stream.choose(among[rank], wanted, favour[among[rank]])] = True
    return held


def _eligible(setting: Setting, people: People, figures: TicketFigures, holders: Holders) -> Truths:
    eligible = people.joined < setting.first_day
    if figures.among:
        eligible &= np.logical_or.reduce([holders[skill] for skill in figures.among])
    if figures.unlike:
        eligible &= ~holders[figures.unlike]
    if figures.within:
        slugs = [function.slug for function in setting.calibration.functions]
        eligible &= people.function == slugs.index(figures.within)
    return eligible


def _favour(setting: Setting, figures: TicketFigures) -> Floats:
    functions = setting.calibration.functions
    return np.array([figures.favours.get(function.slug, 1.0) for function in functions])


def _wanted(setting: Setting, figures: TicketFigures, among: dict[str, Rows]) -> dict[str, int]:
    """Return how many of each rank are to hold a skill."""
    if figures.follows:
        total = int(setting.followed(figures.follows) + 1 / 2)
        return dict(zip(among, apportion(total, list(figures.holds.values())), strict=True))
    return {
        rank: int(len(among[rank]) * share * _factor(setting, figures, rank) + 1 / 2)
        for rank, share in figures.holds.items()
    }


def _factor(setting: Setting, figures: TicketFigures, rank: str) -> float:
    return setting.traits[figures.traits[rank]] if rank in figures.traits else 1.0


def _long_since(setting: Setting, joined: Days, stream: Stream) -> Days:
    """Return award days anywhere in service so far."""
    return joined + stream.below(len(joined), setting.first_day - joined)


def _write_lapsing(
    setting: Setting, people: People, ledger: _Ledger, lapsing: _Lapsing, rows: Rows
) -> None:
    """Write the latest ticket of each holder, some with the one before, some with the next."""
    stream, renewal, code = lapsing.stream, setting.calibration.renewal, lapsing.skill
    joined, left = people.joined[rows], people.left[rows]
    lasts = lapsing.days_from(setting.first_day)
    lapsed = ~stream.chance(len(rows), lapsing.in_date)
    ago = 1 + stream.below(len(rows), lasts - 1) + lapsed * lasts
    awarded = np.maximum(setting.first_day - ago, joined)
    expires = last_day(awarded, lapsing.months)
    ledger.write(code, rows, awarded, expires)
    before = awarded - lasts + stream.below(len(rows), renewal.renewed_early_days)
    kept = stream.chance(len(rows), renewal.earlier) & (before >= joined)
    ledger.write(code, rows[kept], before[kept], last_day(before[kept], lapsing.months))
    after = expires - stream.below(len(rows), renewal.renewed_early_days)
    booked = stream.chance(len(rows), renewal.booked) & (after >= setting.first_day)
    booked &= (after < setting.first_day + setting.days) & (after <= left)
    ledger.write(code, rows[booked], after[booked], last_day(after[booked], lapsing.months))


def last_day(awarded: Days, months: int) -> Days:
    """Return the last valid day of tickets awarded on days: the eve of the same day of month."""
    when = np.asarray(awarded).astype("datetime64[D]")
    month = when.astype("datetime64[M]")
    of_month = (when - month.astype("datetime64[D]")).astype(np.int64)
    then = (month + months).astype("datetime64[D]").astype(np.int64)
    longest = (month + months + 1).astype("datetime64[D]").astype(np.int64) - then - 1
    return np.asarray(then + np.minimum(of_month, longest) - 1)
