"""Readings as rows and figures of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.policing import clock
from muster.web.accounts.rights import Viewer
from muster.web.nation.links import force_link, region_link
from muster.web.nation.measures import Measure, Shown, noun_of
from muster.web.nation.readings import Reading, Readings, State, Total, Value
from muster.web.nation.wording import force_words, notice_words, region_words
from muster.web.picture.freshness import shelf_life, shelf_words
from muster.web.rulebook import rulebook

SORTS = ("force", "region", "value", "age")
PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A force, a region or all together, as a table shows it.

    `beyond` says how far the return reaches where it does not reach the instant.
    """

    slug: str
    name: str
    url: str
    region: str
    region_url: str
    said: str
    grade: str
    why_not: str
    age: int | None
    late: bool
    order: float
    beyond: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A large figure, what it counts, a note and a tone."""

    value: str
    label: str
    note: str = ""
    tone: str = ""


def value_words(value: Value, measure: Measure) -> str:
    """Return a value in as few words as are true."""
    if not measure.counted:
        return _("%(met)d of %(of)d") % {"met": value.low, "of": value.of}
    if value.high is None:
        return _("at least %(low)s") % {"low": f"{value.low:,}"}
    if value.low < value.high:
        return _("%(low)s to %(high)s") % {"low": f"{value.low:,}", "high": f"{value.high:,}"}
    return f"{value.low:,}"


def state_words(state: State) -> str:
    """Return why there is no value."""
    said = {
        State.SHOWN: "",
        State.HIDDEN: _("not shown to you"),
        State.NO_RETURN: _("no return"),
        State.BEYOND: _("not known then"),
        State.UNSTATED: _("not stated"),
    }
    return said[state]


def rows_of(
    viewer: Viewer, readings: Readings, *, sort: str = "force", downwards: bool = False
) -> list[Row]:
    """Return the forces a viewer may see, sorted; a force without a value always comes last."""
    rows = [
        _row(viewer, each, readings) for each in readings.forces if each.state is not State.HIDDEN
    ]
    keys = {
        "force": lambda row: row.name,
        "region": lambda row: (row.region, row.name),
        "value": lambda row: row.order,
        "age": lambda row: -1 if row.age is None else row.age,
    }
    rows.sort(key=lambda row: row.name)
    rows.sort(key=keys[sort], reverse=downwards)
    return sorted(rows, key=lambda row: bool(row.why_not)) if sort == "value" else rows


def _row(viewer: Viewer, reading: Reading, readings: Readings) -> Row:
    standing = reading.standing
    return Row(
        slug=reading.force,
        name=force_words(reading.force),
        url=force_link(viewer, reading.force, readings.asked),
        region=region_words(reading.region),
        region_url=region_link(viewer, reading.region, readings.asked),
        said=value_words(reading.value, readings.measure) if reading.value else "",
        grade=str(reading.value.grade or "") if reading.value else "",
        why_not=state_words(reading.state),
        age=standing.age if standing.document else None,
        late=standing.late,
        order=order_of(reading.value),
        beyond=_beyond(reading, readings.asked.at),
    )


def _beyond(reading: Reading, at: int) -> str:
    """Return how far a return reaches that does not reach the instant."""
    return reading.standing.why_not_known(at) if reading.state is State.BEYOND else ""


def order_of(value: Value | None) -> float:
    """Return a number that sorts values."""
    if value is None:
        return -1
    return value.low / value.of * PER_CENT if value.of else value.low


def total_row(viewer: Viewer, total: Total, readings: Readings, name: str = "") -> Row:
    """Return several forces together as a row."""
    return Row(
        slug=total.place,
        name=name or region_words(total.place),
        url=region_link(viewer, total.place, readings.asked) if total.place else "",
        region="",
        region_url="",
        said=value_words(total.value, readings.measure) if total.value else "",
        grade=str(total.value.grade or "") if total.value else "",
        why_not="" if total.value else _("not known then"),
        age=None,
        late=False,
        order=order_of(total.value),
    )


def known_words(total: Total) -> str:
    """Return how many of the forces together have a value, in words."""
    if total.known == total.forces:
        return ngettext("the one force", "all %(n)d forces", total.forces) % {"n": total.forces}
    return _("%(known)d of %(forces)d forces; the others are not known then") % {
        "known": total.known,
        "forces": total.forces,
    }


def figures_of(readings: Readings) -> list[Figure]:
    """Return what is said large: the sum, what is asked, who has none, whose return is late."""
    total = readings.total
    found = [_sum_figure(readings, total)]
    found += _asked_figures(readings)
    found += _short_figures(readings)
    found.append(_late_figure(readings))
    return found


def days_beyond(readings: Readings) -> int:
    """Return how many whole days after what is known the instant asked about is."""
    known = clock.minute_of(readings.asked.known)
    return max(0, readings.asked.at - known) // clock.DAY


def _late_figure(readings: Readings) -> Figure:
    """Return how many returns are late when it is asked, and how many would be on that day."""
    late = len(readings.late)
    label = ngettext("return is late", "returns are late", late)
    note = _("older than %(life)s") % {"life": shelf_words()}
    beyond = days_beyond(readings)
    if beyond:
        by_then = sum(age + beyond > shelf_life().days for age in _ages(readings))
        label = ngettext("return is late today", "returns are late today", late)
        said = ngettext(
            "older than %(life)s; on that day %(n)d would be",
            "older than %(life)s; on that day %(n)d would be",
            by_then,
        )
        note = said % {"n": by_then, "life": shelf_words()}
    return Figure(f"{late}", label, note, "short" if late else "")


def _ages(readings: Readings) -> list[int]:
    return [each.standing.age for each in readings.forces if each.standing.document]


def ahead_words(readings: Readings) -> str:
    """Return what a look ahead rests on and what it cannot know; empty for today."""
    beyond, ages = days_beyond(readings), _ages(readings)
    if not beyond or not ages:
        return ""
    oldest = max(ages) + beyond
    said = ngettext(
        "This is %(n)s day ahead, by the returns held now.",
        "This is %(n)s days ahead, by the returns held now.",
        beyond,
    ) % {"n": f"{beyond:,}"}
    said += " " + ngettext(
        "On that day the oldest would be %(n)s day old.",
        "On that day the oldest would be %(n)s days old.",
        oldest,
    ) % {"n": f"{oldest:,}"}
    if not readings.values:
        return said + " " + _("None of them reaches that day: nothing is known of it.")
    said += " " + _(
        "A ticket that lapses before then counts as lapsed: renewals, courses and people who "
        "join after a return was made are in none. So a force that has none here has none "
        "unless tickets are renewed. Evidence past its shelf life on that day does not count."
    )
    gone = sum(
        each.standing.document is not None and not each.standing.reaches(readings.asked.at)
        for each in readings.forces
    )
    if gone:
        said += " " + ngettext(
            "The return of %(n)d force does not reach that day: that is not known, and not none.",
            "The returns of %(n)d forces do not reach that day: that is not known, and not none.",
            gone,
        ) % {"n": gone}
    return said


def _sum_figure(readings: Readings, total: Total) -> Figure:
    if total.value is None:
        return Figure("–", noun_of(readings.measure), _("no return reaches this instant"))
    said = value_words(total.value, readings.measure)
    if readings.measure.counted:
        notice = notice_words(readings.asked.within)
        value = total.value
        noun = noun_of(readings.measure, value.low if value.high is None else value.high)
        label = f"{noun} {notice}"
        return Figure(said, label, known_words(total))
    return Figure(said, _("criteria met by all together"), known_words(total))


def _asked_figures(readings: Readings) -> Iterable[Figure]:
    """Yield what the nation is to have on the move at the notice, where doctrine says."""
    measure, total = readings.measure, readings.total
    if measure.shown is not Shown.UNITS or len(readings.forces) < _territorial():
        return
    on = clock.instant_of(readings.asked.at).date()
    wanted = [each for each in rulebook().requirements if each.unit == measure.of]
    begun = [each for each in wanted if each.starts <= on] or wanted[:1]
    share = [each for each in rulebook().time_standards if each.minutes == readings.asked.within]
    if begun and share and total.value:
        asked = ceil(begun[-1].count * share[0].share)
        enough = total.value.low >= asked
        note = _("%(share)s of %(count)s, %(standing)s") % {
            "share": f"{share[0].share:.0%}",
            "count": f"{begun[-1].count:,}",
            "standing": begun[-1].source.standing,
        }
        label = _("asked to be moving by then")
        yield Figure(f"{asked:,}", label, note, "good" if enough else "none")


def _short_figures(readings: Readings) -> Iterable[Figure]:
    """Yield how many forces have none, or something that is not met."""
    values = list(readings.values.values())
    if not values:
        yield Figure("–", _("forces have none"), _("not known at that instant"))
    elif readings.measure.counted:
        none = sum(each.high == 0 for each in values)
        label = ngettext("force has none", "forces have none", none)
        tone = "none" if none else "good" if readings.total.known == len(readings.forces) else ""
        yield Figure(f"{none}", label, _of_known(readings), tone)
    else:
        met = sum(each.low == each.of for each in values)
        label = ngettext("force meets them all", "forces meet them all", met)
        yield Figure(f"{met}", label)


def _of_known(readings: Readings) -> str:
    """Return of how many forces it is said, where not all of them are known."""
    total = readings.total
    return "" if total.known == total.forces else known_words(total)


def _territorial() -> int:
    return sum(each.territorial for each in rulebook().forces)
