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
from muster.web.picture.freshness import shelf_words
from muster.web.rulebook import rulebook

SORTS = ("force", "region", "value", "age")
PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A force, a region or all together, as a table shows it."""

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
    )


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
    late = len(readings.late)
    late_words = ngettext("return is late", "returns are late", late)
    older = _("older than %(life)s") % {"life": shelf_words()}
    found.append(Figure(f"{late}", late_words, older, "short" if late else ""))
    return found


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
    if readings.measure.counted:
        none = sum(each.high == 0 for each in values)
        label = ngettext("force has none", "forces have none", none)
        yield Figure(f"{none}", label, tone="none" if none else "good")
    else:
        met = sum(each.low == each.of for each in values)
        label = ngettext("force meets them all", "forces meet them all", met)
        yield Figure(f"{met}", label)


def _territorial() -> int:
    return sum(each.territorial for each in rulebook().forces)
