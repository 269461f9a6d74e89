"""What is about to happen: the first fall, tickets that lapse, evidence that grows too old."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.assessment import Finding, Grade, Matrix
from muster.policing import clock
from muster.strength import Fall, Forecast
from muster.web.accounts.rights import Viewer
from muster.web.documents.models import Document
from muster.web.nation.links import cell_link
from muster.web.nation.wording import cell_words, notice_words, unit_words
from muster.web.picture.asked import Asked
from muster.web.picture.years import year_of
from muster.web.rulebook import rulebook

SOON, LATER = 30, 90
LISTED = 5
HOURS = 24


@dataclass(frozen=True, slots=True)
class Lapse:
    """How many of those with a ticket of a kind lose it soon: in 30 days, and in 90."""

    skill: str
    held: int
    soon: int
    later: int


@dataclass(frozen=True, slots=True)
class Ageing:
    """A criterion that is met, or partly, by evidence that is soon past its shelf life."""

    statement: str
    cell: str
    url: str
    grade: str
    last_day: date
    days: int


@dataclass(frozen=True)
class Ahead:
    """What is about to: the fall in words, the fewest units soon, lapses and ageing evidence."""

    fall: str
    fall_at: int | None
    fewest: Sequence[tuple[int, int, int]]  # days ahead, whole units, UTC minute
    unit: str
    notice: str
    lapses: Sequence[Lapse]
    ageing: Sequence[Ageing]
    ageing_soon: int
    ageing_later: int
    known: bool


def ahead_of(viewer: Viewer, document: Document, matrix: Matrix, asked: Asked) -> Ahead:
    """Return what is about to happen in a force from the instant asked."""
    year = year_of(document, asked)
    ageing = list(_ageing(viewer, matrix))
    return Ahead(
        fall=fall_words(year, asked) if year else "",
        fall_at=year.falls[0].at if year and year.falls else None,
        fewest=list(_fewest(year, asked)) if year else (),
        unit=unit_words(asked.unit),
        notice=notice_words(asked.within),
        lapses=lapses_of(year) if year else (),
        ageing=ageing[:LISTED],
        ageing_soon=sum(each.days <= SOON for each in ageing),
        ageing_later=len(ageing),
        known=year is not None,
    )


def fall_words(year: Forecast, asked: Asked) -> str:
    """Return when a force first falls below what it now keeps up, why, and what mends it."""
    floor, unit = year.floors[0], asked.unit
    given = {
        "floor": floor,
        "units": unit_words(unit, floor),
        "notice": notice_words(asked.within),
    }
    if not floor:
        return _(
            "In the coming four weeks there is an hour at which it cannot raise a whole %(unit)s "
            "%(notice)s, so there is no level to fall from."
        ) % {"unit": unit_words(unit, 1), "notice": given["notice"]}
    if not year.falls:
        return (
            _("It keeps up %(floor)d whole %(units)s %(notice)s at every hour of the year.") % given
        )
    fall = year.falls[0]
    when = clock.instant_of(fall.at)
    said = _("It first falls below %(floor)d whole %(units)s %(notice)s on %(day)s") % {
        **given,
        "day": f"{when:%A %-d %B %Y at %H:%M}",
    }
    return f"{said}{_why(fall)}.{_mends(fall)}"


def _why(fall: Fall) -> str:
    reasons = {
        "lapsed": _("tickets have lapsed"),
        "abstracted": _("people are away"),
        "deployed": _("people are deployed"),
        "not_employed": _("people have left"),
        "unrostered": _("the return does not say who is on duty then"),
        "off_road": _("vehicles are off the road"),
    }
    first = fall.causes[0] if fall.causes else None
    if first and first.whole_units >= fall.floor:
        return _(", mostly because %(reason)s") % {"reason": reasons[first.kind]}
    if first and first.whole_units > fall.whole_units:
        return _(", in part because %(reason)s") % {"reason": reasons[first.kind]}
    return _("; it has no single cause")


def _mends(fall: Fall) -> str:
    if not fall.renewals:
        return ""
    officers = len(fall.officers)
    return " " + ngettext(
        "Renewing the tickets of %(n)d officer brings back %(back)d.",
        "Renewing the tickets of %(n)d officers brings back %(back)d.",
        officers,
    ) % {"n": officers, "back": fall.restored}


def _fewest(year: Forecast, asked: Asked) -> Iterator[tuple[int, int, int]]:
    """Yield the fewest whole units at any hour of the next 30 and 90 days, and when first."""
    first = max(0, (asked.at - year.start) // clock.HOUR)
    for days in (SOON, LATER):
        levels = year.whole_units[first : first + days * HOURS, 0]
        if len(levels):
            hour = int(np.argmin(levels))
            yield days, int(levels[hour]), year.start + clock.HOUR * (first + hour)


def lapses_of(year: Forecast) -> list[Lapse]:
    """Return the tickets that units or criteria rest on and that lapse in 90 days, most first."""
    wanted = _wanted_skills()
    found = [
        Lapse(
            each.name,
            int(year.valid[0, column]),
            int(year.lapsing[:SOON, column].sum()),
            int(year.lapsing[:LATER, column].sum()),
        )
        for column, each in enumerate(rulebook().skills)
        if each.slug in wanted
    ]
    return sorted((each for each in found if each.later), key=lambda each: -each.later)


def _wanted_skills() -> set[str]:
    """Return the skills that whole units need, or that a criterion counts."""
    units = {
        skill
        for composition in rulebook().compositions
        for post in composition.posts
        for skill in post.skills
    }
    counted = {each.measure.split(".")[1] for each in rulebook().criteria
               if each.measure.startswith("skill.")}  # fmt: skip
    return units | counted


def _ageing(viewer: Viewer, matrix: Matrix) -> Iterator[Ageing]:
    """Yield criteria that would no longer be evidenced within 90 days, the soonest first."""
    found = [(left, each) for each in matrix.findings if (left := days_left(each)) is not None]
    today = clock.instant_of(matrix.at).date()
    for left, each in sorted(found, key=lambda pair: pair[0]):
        if left <= LATER:
            criterion = each.criterion
            yield Ageing(
                criterion.statement,
                cell_words(criterion.threat, criterion.aspect),
                cell_link(viewer, matrix.subject, criterion.threat, criterion.aspect),
                str(each.grade),
                today + timedelta(days=left),
                left,
            )


def days_left(finding: Finding) -> int | None:
    """Return for how many days yet the evidence of a criterion counts; None for one without."""
    if finding.decided_by is None or finding.grade not in (Grade.MET, Grade.PARTLY_MET):
        return None
    return finding.criterion.shelf_life_days - finding.decided_by.age


def at_notice(asked: Asked, within: int) -> Asked:
    """Return the same question at another notice."""
    return replace(asked, within=within)
