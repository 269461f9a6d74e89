"""The year ahead of a force in words and figures: its falls, its cliffs, the tickets lapsing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext as _

from muster.policing import clock
from muster.reporting import (
    Background,
    Figure,
    Table,
    causes_table,
    counted,
    fall_words,
    opened,
    people_table,
    unit_names,
    within_words,
    year_figure,
)
from muster.web.forces.strengths import KeyFigure
from muster.web.printouts.papers import Sheet, sheet_of
from muster.web.rulebook import rulebook
from muster.web.shell.words import day_words

if TYPE_CHECKING:
    from muster.strength import Fall, Forecast

MOST_STRETCHES, MOST_CLIFFS = 12, 8
SOON = (30, 90)


@dataclass(frozen=True)
class Stretch:
    """Days on end on each of which some hour is below the floor."""

    first: int
    last: int
    fewest: int
    hours: int

    @property
    def words(self) -> str:
        """Return its days in words."""
        first, last = (day_words(clock.date_of(each)) for each in (self.first, self.last))
        return first if self.first == self.last else f"{first} – {last}"


@dataclass(frozen=True)
class Cliff:
    """A day on which many tickets lapse at once: how many, and of which skills."""

    day: int
    tickets: int
    skills: str

    @property
    def words(self) -> str:
        """Return the day in words."""
        return day_words(clock.date_of(self.day))


@dataclass(frozen=True)
class SkillLine:
    """One skill: in date on the first and last day, and how many lapse within some days."""

    name: str
    first: int
    soon: tuple[int, ...]
    year: int
    last: int


@dataclass(frozen=True)
class YearView:
    """Everything said of the year ahead for one kind of unit."""

    title: str
    lead: str
    figures: tuple[KeyFigure, ...]
    chart: Figure
    fall: "Fall | None"
    causes: Table | None
    stretches: tuple[Stretch, ...]
    more_stretches: int
    cliffs: tuple[Cliff, ...]
    skills: tuple[SkillLine, ...]
    people: Table
    unrostered_from: int | None
    unrostered: int


def year_view(name: str, seen: "Forecast") -> YearView:
    """Return what a page says of a forecast of one kind of unit."""
    background = Background(rulebook())
    fall = next(iter(seen.falls), None)
    many = unit_names(rulebook().unit(seen.units[0].unit))[1]
    stretches = list(stretches_of(seen))
    return YearView(
        title=_title(seen, fall),
        lead=fall_words(name, seen, 0, fall, background),
        figures=tuple(_figures(seen, many)),
        chart=year_figure(seen, 0, fall, many),
        fall=fall,
        causes=causes_table(fall.causes, fall) if fall and fall.causes else None,
        stretches=tuple(stretches[:MOST_STRETCHES]),
        more_stretches=max(0, len(stretches) - MOST_STRETCHES),
        cliffs=tuple(cliffs_of(seen)),
        skills=tuple(skills_of(seen)),
        people=people_table(seen, seen.units[0], background),
        unrostered_from=seen.unrostered_from,
        unrostered=int(seen.unrostered[0]),
    )


def _title(seen: "Forecast", fall: "Fall | None") -> str:
    one, many = unit_names(rulebook().unit(seen.units[0].unit))
    floor = counted(seen.floors[0], f"whole {one}", f"whole {many}")
    notice = within_words(seen.within)
    if fall is None:
        return _("Never below %(floor)s %(notice)s in the year ahead") % {
            "floor": floor,
            "notice": notice,
        }
    on = clock.instant_of(fall.at)
    return _("Below %(floor)s %(notice)s from %(day)s") % {
        "floor": floor,
        "notice": notice,
        "day": f"{on:%-d %B %Y}",
    }


def _figures(seen: "Forecast", many: str) -> Iterator[KeyFigure]:
    levels = seen.whole_units[:, 0]
    below = int(np.count_nonzero(levels < seen.floors[0]))
    yield KeyFigure(f"{seen.floors[0]:,}", _("the floor"), many)
    yield KeyFigure(f"{int(levels.min()):,}", _("fewest at any hour"), many)
    yield KeyFigure(f"{int(levels.max()):,}", _("most at any hour"), many)
    yield KeyFigure(
        f"{below:,}",
        _("hours below the floor"),
        _("of %(hours)s") % {"hours": f"{len(levels):,}"},
        "none" if below else "",
    )


def stretches_of(seen: "Forecast") -> Iterator[Stretch]:
    """Yield the runs of days on which some hour is below the floor, in order."""
    levels = seen.whole_units[:, 0]
    day = clock.local_day(seen.hours)
    below = levels < seen.floors[0]
    days = np.unique(day[below])
    breaks = np.flatnonzero(np.diff(days) > 1)
    starts = np.concatenate([days[:1], days[breaks + 1]])
    ends = np.concatenate([days[breaks], days[-1:]])
    for first, last in zip(starts.tolist(), ends.tolist(), strict=True):
        inside = (day >= first) & (day <= last)
        yield Stretch(first, last, int(levels[inside].min()), int(np.count_nonzero(below & inside)))


def _wanted(seen: "Forecast") -> list[int]:
    """Return the places, among doctrine's skills, of those the unit takes."""
    taken = {skill for post in seen.units[0].posts for skill in post.skills}
    return [at for at, skill in enumerate(rulebook().skills) if skill.slug in taken]


def cliffs_of(seen: "Forecast", most: int = MOST_CLIFFS) -> list[Cliff]:
    """Return the days on which most tickets that the unit takes lapse, in order of time."""
    wanted = _wanted(seen)
    lapsing = seen.lapsing[:, wanted]
    total = lapsing.sum(axis=1)
    worst = [int(each) for each in np.argsort(-total, kind="stable")[:most] if total[each] > 1]
    found = []
    for place in sorted(worst):
        skills = [
            (int(lapsing[place, at]), rulebook().skills[skill].name)
            for at, skill in enumerate(wanted)
            if lapsing[place, at]
        ]
        words = ", ".join(f"{count} {name}" for count, name in sorted(skills, reverse=True))
        found.append(Cliff(seen.first_day + place, int(total[place]), words))
    return found


def skills_of(seen: "Forecast") -> Iterator[SkillLine]:
    """Yield each skill the unit takes: in date first and last, and lapsing soon and in the year."""
    for at in _wanted(seen):
        lapsing, valid = seen.lapsing[:, at], seen.valid[:, at]
        yield SkillLine(
            name=rulebook().skills[at].name,
            first=int(valid[0]),
            soon=tuple(int(lapsing[:days].sum()) for days in SOON),
            year=int(lapsing.sum()),
            last=int(valid[-1]),
        )


def year_sheets(seen: "Forecast") -> Iterator[Sheet]:
    """Yield the tables of a year: by day, below the floor, and the tickets that lapse."""
    levels, day = seen.whole_units[:, 0], clock.local_day(seen.hours)
    firsts = np.flatnonzero(np.diff(day, prepend=seen.first_day - 1))
    fewest = np.minimum.reduceat(levels, firsts).tolist()
    highest = np.maximum.reduceat(levels, firsts).tolist()
    days = [clock.date_of(each).isoformat() for each in day[firsts].tolist()]
    rows = list(zip(days, fewest, highest, strict=True))
    yield Sheet("days", ("day", "fewest", "most"), rows)
    yield Sheet(
        "below",
        ("first_day", "last_day", "fewest", "hours_below"),
        [
            (clock.date_of(each.first), clock.date_of(each.last), each.fewest, each.hours)
            for each in stretches_of(seen)
        ],
    )
    yield Sheet(
        "skills",
        ("skill", "in_date_first_day", "lapse_in_30_days", "lapse_in_90_days", "lapse_in_year",
         "in_date_last_day"),
        [(each.name, each.first, *each.soon, each.year, each.last) for each in skills_of(seen)],
    )  # fmt: skip
    yield Sheet(
        "cliffs",
        ("day", "tickets", "skills"),
        [(clock.date_of(each.day), each.tickets, each.skills) for each in cliffs_of(seen)],
    )
    yield sheet_of("people", people_table(seen, seen.units[0], Background(rulebook())))
    fall = next(iter(seen.falls), None)
    if fall and fall.causes:
        yield sheet_of("causes", causes_table(fall.causes, fall))


def lapse_words(seen: "Forecast") -> str:
    """Return in a sentence how many tickets of the unit's skills lapse soon."""
    counts = [int(seen.lapsing[:days, _wanted(seen)].sum()) for days in SOON]
    return opened(
        _("%(first)s of its tickets lapse within 30 days and %(second)s within 90.")
        % {"first": f"{counts[0]:,}", "second": f"{counts[1]:,}"}
    )
