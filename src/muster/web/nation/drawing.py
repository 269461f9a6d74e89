"""Readings drawn: a map of the police areas, and how many forces have how much."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster import reporting
from muster.assessment import Grade
from muster.reporting import MapArea
from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Viewer
from muster.web.nation.boards import order_of, state_words, value_words
from muster.web.nation.links import force_link
from muster.web.nation.measures import Measure, Shown, bounds_of, title_of
from muster.web.nation.readings import Reading, Readings, State, Value
from muster.web.nation.wording import force_words
from muster.web.picture.asked import Asked

Legend = list[tuple["reporting.Fill", str]]
DEPTHS: tuple["reporting.Fill", ...] = ("least", "less", "more", "most")
TONES: Mapping[Grade, "reporting.Fill"] = {
    Grade.MET: "good",
    Grade.PARTLY_MET: "short",
    Grade.NOT_MET: "none",
    Grade.NOT_EVIDENCED: "unknown",
}


@dataclass(frozen=True, slots=True)
class Spread:
    """How many forces have how much: bars in words, and the drawing of them."""

    title: str
    said: str
    bars: tuple[tuple[str, int], ...]
    drawing: SafeString


def map_of(viewer: Viewer, readings: Readings, *, near: bool = False) -> SafeString:
    """Return the map: every area filled by its value, and a way to the forces one may open.

    A `near` one reaches no further than the forces read.
    """
    title = title_of(readings.measure, readings.asked)
    home = viewer.home.slug if viewer.home and viewer.home.reach is Reach.FORCE else ""
    areas = [_area(viewer, each, readings, home) for each in readings.forces]
    drawn = reporting.map_svg(
        title,
        map_words(readings),
        areas=areas,
        legend=legend_of(readings, {each.fill for each in areas}),
        about=[each.force for each in readings.forces] if near else (),
    )
    return mark_safe(drawn)  # noqa: S308 - made and escaped by reporting


def _area(viewer: Viewer, reading: Reading, readings: Readings, home: str) -> MapArea:
    measure = readings.measure
    said = value_words(reading.value, measure) if reading.value else state_words(reading.state)
    if reading.value and reading.value.grade:
        said = _("%(grade)s, %(said)s criteria met") % {
            "grade": str(reading.value.grade),
            "said": said,
        }
    label = ""
    if reading.value and measure.shown is not Shown.CELL:
        label = f"{reading.value.low:,}"
    return MapArea(
        reading.force,
        fill_of(reading, measure, readings.asked),
        label,
        f"{force_words(reading.force)}: {said}",
        force_link(viewer, reading.force, readings.asked),
        chosen=reading.force == home,
    )


def fill_of(reading: Reading, measure: Measure, asked: Asked) -> "reporting.Fill":
    """Return how an area is filled: by its grade, by how much it has, or by why not."""
    if reading.state is State.HIDDEN:
        return ""
    if reading.value is None:
        return "unknown" if measure.shown is not Shown.CELL else "soft"
    if measure.shown is Shown.CELL:
        return TONES[reading.value.grade] if reading.value.grade else "soft"
    step = step_of(order_of(reading.value), bounds_of(measure, asked))
    return DEPTHS[step] if step >= 0 else "none"


def step_of(amount: float, bounds: Sequence[int]) -> int:
    """Return which of the steps an amount is in, -1 where it does not reach the first."""
    return sum(amount >= each for each in bounds) - 1


def step_words(bounds: Sequence[int], measure: Measure) -> list[str]:
    """Return the steps in words, what reaches none of them first."""
    ends = [*(each - 1 for each in bounds[1:]), None]
    unit = " %" if measure.shown is Shown.MET else ""
    said = [_("none") + unit.strip(" %")]
    for start, end in zip(bounds, ends, strict=True):
        if end is None:
            said.append(_("%(start)s or more") % {"start": f"{start:,}{unit}"})
        elif start == end:
            said.append(f"{start:,}{unit}")
        else:
            said.append(
                _("%(start)s to %(end)s") % {"start": f"{start:,}", "end": f"{end:,}{unit}"}
            )
    return said


def legend_of(readings: Readings, used: set["reporting.Fill"]) -> Legend:
    """Return what fills mean: every step, the same at every instant, and the rest where used."""
    measure = readings.measure
    unknown = _("no return, or not known then")
    key: Legend = []
    if measure.shown is Shown.CELL:
        key += [(TONES[each], str(each)) for each in Grade]
        rest: Legend = [("soft", unknown)]
    else:
        steps = step_words(bounds_of(measure, readings.asked), measure)
        key += zip(("none", *DEPTHS), steps, strict=True)
        rest = [("unknown", unknown)]
    rest.append(("", _("not shown to you")))
    return key + [(fill, said) for fill, said in rest if fill in used]


def map_words(readings: Readings) -> str:
    """Return what the map shows, in words: the most, and who has none, of those shown."""
    shown = [each for each in readings.forces if each.value]
    if not shown:
        return _("No force is known at this instant.")
    measure = readings.measure
    if measure.shown is Shown.CELL:
        grades = [each.value.grade for each in shown if each.value]
        parts = [f"{grades.count(each)} {each}" for each in Grade if each in grades]
        return _("Of the forces shown: %(parts)s.") % {"parts": ", ".join(parts)}
    most = max(shown, key=lambda each: order_of(each.value))
    said = _("The most in %(force)s, %(value)s.") % {
        "force": force_words(most.force),
        "value": value_words(most.value, measure) if most.value else "",
    }
    none = sum(order_of(each.value) == 0 for each in shown)
    return f"{said} {_none_words(none)}".strip() if len(shown) > 1 else said


def _none_words(count: int) -> str:
    return ngettext("%(n)d force has none.", "%(n)d forces have none.", count) % {"n": count}


def spread_of(readings: Readings) -> Spread:
    """Return how many forces have how much, of all that are known: no force is named."""
    measure, values = readings.measure, readings.values
    bars = tuple(_bars(measure, readings.asked, values))
    unknown = readings.total.forces - readings.total.known
    bars += ((_("not known then"), unknown),) if unknown else ()
    title = _("Forces by how much they have")
    if measure.shown is Shown.CELL:
        title = _("Forces by grade")
    said = "; ".join(f"{name}: {count}" for name, count in bars) + "."
    drawn = reporting.bars_chart(title, said, bars)
    return Spread(title, said, bars, mark_safe(drawn))  # noqa: S308 - made by reporting


def _bars(measure: Measure, asked: Asked, values: Mapping[str, Value]) -> Iterable[tuple[str, int]]:
    if measure.shown is Shown.CELL:
        grades = [each.grade for each in values.values()]
        yield from ((str(each), grades.count(each)) for each in Grade)
        return
    bounds = bounds_of(measure, asked)
    steps = [step_of(order_of(each), bounds) for each in values.values()]
    for step, name in enumerate(step_words(bounds, measure), -1):
        yield name, steps.count(step)
