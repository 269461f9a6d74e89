"""Every hour of a year, as a document: maps of hours, the worst of them, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from muster.policing import clock
from muster.rehearsal import find_worst_hours
from muster.reporting.background import Background, figures_used, instant_words, remarks, warnings
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
    table,
)
from muster.reporting.heat_map import Level, heat_map, hour_cells
from muster.reporting.hours_words import limit_words, most_limiting, when_words
from muster.reporting.words import counted, force_name, opened, unit_names, within_words

if TYPE_CHECKING:
    from muster.rehearsal import Distribution, EveryHour, WorstHours

Numbers = NDArray[Any]
Row = tuple[str, int, int]
EDGES = (0.2, 0.5, 0.8, 0.95)
CHANCE_NAMES = (
    "under 20%",
    "20% to under 50%",
    "50% to under 80%",
    "80% to under 95%",
    "95% or more",
)
LIKELY = 0.8
LEVELS = 5
WHOLE = "whole"
MANY_DAYS = 62
SAME = "the same draws hold at every hour, so that a bad day is bad throughout"


def every_hour_report(seen: EveryHour, background: Background) -> Document:
    """Return every hour of one force, or of many: maps, months, and the worst hours."""
    alone = len(seen.forces) == 1
    where = said_name(seen.forces[0], background) if alone else counted(len(seen.forces), "force")
    one, many = unit_names(background.doctrine.unit(seen.unit.unit))
    blocks: list[Block] = [
        Paragraph(_headline(seen, where, background), "lead"),
        Paragraph(_basis(seen), "note"),
        *warnings(background),
        *_cautions(seen, one),
    ]
    if alone:
        blocks.append(Heading("By notice"))
        cells = [(within_words(each), 0, at) for at, each in enumerate(seen.notices)]
        blocks += _tables(seen, "by notice", "By", cells, background)
    for notice, minutes in enumerate(seen.notices):
        blocks.append(Heading(opened(within_words(minutes))))
        blocks += _figure(seen, notice, where, (one, many))
        if not alone:
            named = [said_name(slug, background) for slug in seen.forces]
            cells = [(name, force, notice) for force, name in enumerate(named)]
            blocks += _tables(seen, within_words(minutes), "Force", cells, background)
    notes = remarks(background, *seen.notes, *_remarks(seen))
    blocks += [Heading("What to bear in mind"), *notes]
    blocks += [] if seen.given else [_standards(background)]
    blocks.append(figures_used((seen.unit,), background, people=True))
    title = f"{where if alone else opened(where)}: every hour tested"
    return Document(title, tuple(blocks), background.synthetic, background.origins)


def said_name(slug: str, background: Background) -> str:
    """Return a force's name; one that is only numbered is `Force 3`."""
    name = force_name(slug, background.doctrine)
    return opened(slug.replace("-", " ")) if name == slug else name


def _headline(seen: EveryHour, where: str, background: Background) -> str:
    """Return the chance over the year at the notice at which it is least often good."""
    one, many = unit_names(background.doctrine.unit(seen.unit.unit))
    asked = [at for at in range(len(seen.notices)) if seen.required[:, at].any()]
    if not asked:
        most = counted(int(seen.units.max()), f"whole {one}", f"whole {many}")
        return f"{opened(where)} could raise up to {most}; nothing is required."
    notice = min(asked, key=lambda at: float(_likely(seen, at).mean()))
    share, when = _likely(seen, notice).mean(), within_words(seen.notices[notice])
    if len(seen.forces) > 1:
        return (
            f"Hardest to meet is what is required {when}: on average over all hours, {share:.0%} "
            f"of the forces asked can raise it with a chance of {LIKELY:.0%} or more."
        )
    required = counted(int(seen.required[0, notice]), f"whole {one}", f"whole {many}")
    return (
        f"{where} can raise the {required} required {when} with a chance of {LIKELY:.0%} or more "
        f"at {share:.0%} of hours. {_worst_words(find_worst_hours(seen, 0, notice), background)}"
    )


def _worst_words(worst: WorstHours, background: Background) -> str:
    """Return when the worst hours are, and what runs short then, as a sentence."""
    why = most_limiting(worst.limits, background.doctrine)
    if not worst.groups:
        return f"The worst are at no particular time; then {why}."
    return f"The worst are {when_words(worst)}; then {why}."


def _likely(seen: EveryHour, notice: int) -> Numbers:
    """Return the share of the forces asked that are likely to do, by hour."""
    asked = seen.required[:, notice] > 0
    enough = seen.met[asked][:, :, notice] >= LIKELY * seen.draws
    return np.asarray(enough.mean(axis=0))


def _basis(seen: EveryHour) -> str:
    hours = counted(len(seen.minutes), "hour")
    return (
        f"{hours} from {instant_words(int(seen.minutes[0]))}. Counts are of everybody who could "
        f"parade. Chances are of {counted(seen.draws, 'draw')} (seed {seen.seed}), within "
        f"{seen.error:.0%} either way at 95%; {SAME}. "
        f"Away unforeseen: {_doubt(seen.doubts.abstraction)}. "
        f"Of those called in from time off, come: {_doubt(seen.doubts.turnout)}."
    )


def _doubt(distribution: Distribution) -> str:
    numbers = dict.fromkeys(f"{number:g}" for number in distribution.numbers)
    return f"{' to '.join(numbers)}% ({distribution.shape}; {distribution.basis})"


def _cautions(seen: EveryHour, one: str) -> Iterator[Block]:
    silent = len(seen.forces) - sum(seen.declared)
    if silent:
        have = "has" if silent == 1 else "have"
        who = "The force" if len(seen.forces) == 1 else counted(silent, "force")
        yield Paragraph(
            f"{who} {have} declared no national contribution: the chance told is that of "
            f"raising at least one {one} by each notice.",
            "warning",
        )


def _figure(seen: EveryHour, notice: int, where: str, names: tuple[str, str]) -> Iterator[Block]:
    """Yield the map of a notice, with its months as a table."""
    when = within_words(seen.notices[notice])
    values, named, levels, what = _told(seen, notice, names)
    title = f"{opened(what)} {when}, {where}, hour by hour"
    cells, first = hour_cells(levels, seen.minutes)
    counts = [int((levels == at).sum()) for at in range(len(named))]
    said = "; ".join(f"{n}: {c:,}" for n, c in zip(named, counts, strict=True))
    description = (
        f"Hours of the day from 00:00 downwards, days across. The stronger the colour "
        f"and the closer hatched, the worse. Hours at each level: {said}."
    )
    key = [
        Level(f"{name} ({count:,} h)", f"l{LEVELS - len(named) + at}")
        for at, (name, count) in enumerate(zip(named, counts, strict=True))
    ]
    svg = heat_map(title, description, cells, first, key)
    yield Figure(title, description, svg, _periods(seen, values, what, title))


def _told(
    seen: EveryHour, notice: int, names: tuple[str, str]
) -> tuple[Numbers, tuple[str, ...], Numbers, str]:
    """Return a value for each hour, what levels are called, the level of each, and what it is."""
    asked = seen.required[:, notice].any()
    if asked and len(seen.forces) == 1:
        chance = seen.chance(0)[:, notice]
        what = f"chance of the {counted(int(seen.required[0, notice]), *names)} required"
    elif asked:
        chance = _likely(seen, notice)
        what = f"share of forces with a chance of {LIKELY:.0%} or more of what is required"
    else:
        units = seen.units[:, :, notice].sum(axis=0)
        return units, *_units_levels(units), f"{WHOLE} {names[1]}"
    return chance, CHANCE_NAMES, np.searchsorted(EDGES, chance, side="right"), what


def _units_levels(units: Numbers) -> tuple[tuple[str, ...], Numbers]:
    """Return up to five levels of a count, none at all by itself, and the level of each hour."""
    most = int(units.max())
    edges = sorted({-(-most * at // (LEVELS - 1)) for at in range(1, LEVELS - 1)} | {1, most})
    edges = [edge for edge in edges if edge > 0][: LEVELS - 1]
    lows, highs = [0, *edges], [*(edge - 1 for edge in edges), max(most, edges[-1])]
    named = tuple(
        f"{low:,}" if low == high else f"{low:,} to {high:,}"
        for low, high in zip(lows, highs, strict=True)
    )
    return named, np.searchsorted(edges, units, side="right")


def _periods(seen: EveryHour, values: Numbers, what: str, title: str) -> Table:
    """Return the lowest, mean and highest of a value by month, or by day of a short span."""
    days = clock.local_day(seen.minutes)
    form = "%-d %B %Y" if days[-1] - days[0] < MANY_DAYS else "%B %Y"
    names = np.array([f"{clock.date_of(int(day)):{form}}" for day in days])
    rows = []
    for name in dict.fromkeys(names.tolist()):
        own = values[names == name]
        rows.append((name, *(_number(each, what) for each in (own.min(), own.mean(), own.max()))))
    by = "month" if form == "%B %Y" else "day"
    return table(f"{title}, by {by}", (opened(by), "Lowest#", "Mean#", "Highest#"), rows)


def _number(value: float, what: str) -> str:
    if what.startswith(WHOLE):
        return f"{value:,.1f}".removesuffix(".0")
    return f"{value:.0%}"


def _tables(
    seen: EveryHour, title: str, first: str, rows: Sequence[Row], background: Background
) -> Iterator[Block]:
    """Yield what could be raised, and the worst hours, a row for each force or notice."""
    could = (first, "Required#", "Fewest#", "Mean#", "Most#", "Mean chance#", "Under half#")
    counts = [(opened(name), *_counts(seen, force, at)) for name, force, at in rows]
    yield table(f"What could be raised, {title}", could, counts)
    when = (first, "Chance then#", "Hours#", "When", "What runs short then")
    worst = [(opened(name), *_worst(seen, force, at, background)) for name, force, at in rows]
    yield table(f"The worst hours, {title}", when, worst)


def _counts(seen: EveryHour, force: int, notice: int) -> list[str]:
    """Return units at full count, the mean chance, and hours at which it is under a half."""
    units, required = seen.units[force, :, notice], int(seen.required[force, notice])
    counts = [f"{units.min():,}", f"{units.mean():.1f}", f"{units.max():,}"]
    if not required:
        return ["none", *counts, "–", "–"]
    chance = seen.chance(force)[:, notice]
    return [f"{required:,}", *counts, f"{chance.mean():.0%}", f"{(2 * chance < 1).mean():.0%}"]


def _worst(seen: EveryHour, force: int, notice: int, background: Background) -> list[str | Cell]:
    worst = find_worst_hours(seen, force, notice)
    return [
        _worst_cell(worst),
        f"{len(worst.minutes):,}",
        opened(when_words(worst)),
        limit_words(worst.limits, background.doctrine),
    ]


def _worst_cell(worst: WorstHours) -> Cell:
    if worst.chance is None or worst.least_chance is None:
        return Cell("–")
    low, high = worst.least_chance, worst.chance
    said = f"{high:.0%}" if low == high else f"{low:.0%} to {high:.0%}"
    return Cell(said, "short" if high < LIKELY else "")


def _remarks(seen: EveryHour) -> Iterator[str]:
    if seen.given:
        yield "What is required is as it was asked, and not what any force has declared."
    yield (
        "The worst hours are the worst hundredth, by chance, then by count, then by how many "
        "people the next unit lacks, and all as bad as the best of those; where that would be "
        "most hours, those worse than that. Beside each time stands how many of its hours are "
        "among them."
    )
    yield (
        "A night runs from 22:00 to 06:00 and belongs to the day on which it begins; mornings "
        "are from 06:00, afternoons from 12:00, evenings from 18:00. Bank holidays are those of "
        "England and Wales by rule; days moved or added for one year are not known."
    )
    yield (
        "Nobody is kept back for minimum cover, and nobody is tired by an earlier call: each "
        "hour is asked by itself."
    )


def _standards(background: Background) -> Table:
    """Return the shares of a contribution that are asked by notice, and whose they are."""
    rows = [
        (
            f"{each.share:.0%} of the contribution {within_words(each.minutes)}, rounded up",
            opened(each.source.standing),
            each.source.note,
        )
        for each in sorted(background.doctrine.time_standards, key=lambda each: each.minutes)
    ]
    return table("What is required by notice", ("Share", "Standing", "Source"), rows)
