"""The count for every force of a network as a document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from muster.doctrine import Requirement
from muster.policing import clock
from muster.reporting.background import (
    Background,
    figures_used,
    instant_words,
    remarks,
    standing_cell,
    warnings,
)
from muster.reporting.charts import bars_chart
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
    Tone,
    table,
)
from muster.reporting.strength import unit_tone
from muster.reporting.words import (
    bounds_words,
    counted,
    force_name,
    joined,
    needs_words,
    opened,
    pluralise,
    post_name,
    unit_names,
    within_words,
)
from muster.strength import KindCount, UnitCount

FORCES_NAMED, NOTES_SHOWN = 4, 12


@dataclass(frozen=True, slots=True)
class Sum:
    """Whole units of several forces added up; `high` is None where one has no limit known."""

    name: str
    forces: int
    low: int
    high: int | None

    @property
    def said(self) -> str:
        """Return the sum in as few words as are true."""
        if self.high is None:
            return f"at least {self.low:,}"
        return f"{self.high:,}" if self.low == self.high else f"{self.low:,} to {self.high:,}"


def network_report(
    name: str, counts: Sequence[UnitCount], background: Background, *, brief: bool = False
) -> Document:
    """Return whole units by force, region and in all, and what limits each.

    A `brief` one shows of each region only the force with the fewest, and no notes.
    """
    first = counts[0]
    blocks: list[Block] = list(_invented(background))
    synthetic = background.synthetic and not background.invented
    for kind in first.kinds:
        blocks += _unit(kind.unit, counts, background, brief=brief)
    title = f"{opened(name)}: whole units {within_words(first.within)}"
    if brief:
        return Document(title, tuple(blocks), synthetic, background.origins)
    notes = remarks(background, *_notes(counts, background))
    blocks += [Heading("What to bear in mind"), *notes] if notes else []
    on = clock.instant_of(first.at).date()
    used = [background.doctrine.composition(kind.unit, on) for kind in first.kinds]
    people = any(kind.by_post for count in counts for kind in count.kinds)
    blocks.append(figures_used(used, background, people=people))
    return Document(title, tuple(blocks), synthetic, background.origins)


def _invented(background: Background) -> Iterator[Block]:
    """Yield what is said in place of the banner where only some forces are synthetic."""
    if background.invented:
        forces = joined(force_name(each, background.doctrine) for each in background.invented)
        yield Paragraph(
            f"Synthetic in part: nobody in {forces} is real, and what is said of them, or of any "
            "sum with them, says nothing of any force's readiness.",
            "warning",
        )


def _notes(counts: Sequence[UnitCount], background: Background) -> list[str]:
    """Return what was assumed of the forces, each note with those it is about."""
    about: dict[str, list[str]] = {}
    for count in counts:
        for note in count.notes:
            about.setdefault(note, []).append(force_name(count.force, background.doctrine))
    said = [
        f"{joined(forces) if len(forces) < FORCES_NAMED else counted(len(forces), 'force')}: {note}"
        for note, forces in about.items()
    ]
    more = len(said) - NOTES_SHOWN
    return said[:NOTES_SHOWN] + ([f"{more:,} more notes are in the JSON."] if more > 0 else [])


def summed(name: str, kinds: Sequence[KindCount]) -> Sum:
    """Return the units of several forces added up."""
    highs = [kind.high for kind in kinds if kind.high is not None]
    high = sum(highs) if len(highs) == len(kinds) else None
    return Sum(name, len(kinds), sum(kind.low for kind in kinds), high)


def by_region(unit: str, counts: Sequence[UnitCount], background: Background) -> "Regions":
    """Return each region's forces with their count of one kind, by name of region."""
    names = {region.slug: region.name for region in background.doctrine.regions}
    found: dict[str, list[tuple[str, KindCount]]] = {}
    for count in counts:
        region = background.doctrine.force(count.force).region
        kind = next(kind for kind in count.kinds if kind.unit == unit)
        found.setdefault(names.get(region, region), []).append((count.force, kind))
    return found


def _unit(
    unit: str, counts: Sequence[UnitCount], background: Background, *, brief: bool
) -> list[Block]:
    _, many = unit_names(background.doctrine.unit(unit))
    regions = by_region(unit, counts, background)
    kinds = [kind for members in regions.values() for _, kind in members]
    total = summed("All forces", kinds)
    first = counts[0]
    said = f"{total.said} whole {many} {within_words(first.within)}"
    lead = f"{counted(total.forces, 'force')} can raise {said} between them."
    return [
        Heading(opened(many)),
        Paragraph(f"{lead} {_limits(kinds, background)}".strip(), "lead"),
        Paragraph(f"Counted for {instant_words(first.at)}.", "note"),
        *warnings(background),
        KeyFigures(_key(total, kinds, many)),
        _regions(
            regions, total, many, _tightest(regions, total, many, background) if brief else None
        ),
        *_requirement(unit, counts, background),
        *([] if brief else [_forces(regions, total, many, background)]),
    ]


def _key(total: Sum, kinds: Sequence[KindCount], many: str) -> tuple[KeyFigure, ...]:
    none = sum(kind.high == 0 for kind in kinds)
    return (
        KeyFigure(total.said, f"whole {many}"),
        KeyFigure(f"{total.forces}", "forces"),
        KeyFigure(f"{none}", "forces that cannot raise one", "none" if none else ""),
    )


def _limits(kinds: Sequence[KindCount], background: Background) -> str:
    """Return which posts stop the next unit in how many forces, commonest first."""
    tally: dict[str, int] = {}
    for kind in kinds:
        for post in kind.limited_by:
            tally[post] = tally.get(post, 0) + 1
    ranked = sorted(tally.items(), key=lambda item: -item[1])
    said = joined(
        f"{pluralise(post_name(post, background.doctrine))} in {number:,}"
        for post, number in ranked
    )
    return f"What stops the next one: {said}." if said else ""


Regions = Mapping[str, list[tuple[str, KindCount]]]


def _regions(regions: Regions, total: Sum, many: str, numbers: Table | None) -> Figure:
    sums = [summed(name, [kind for _, kind in members]) for name, members in regions.items()]
    title = f"Whole {many} by region"
    bars = [(each.name, each.low if each.high is None else each.high) for each in sums]
    said = "; ".join(f"{each.name} {each.said}" for each in sums)
    rows = [(each.name, each.forces, Cell(each.said)) for each in (*sums, total)]
    plain = table(title, ("Region", "Forces#", f"Whole {many}#"), rows, strong=[len(sums)])
    return Figure(title, said, bars_chart(title, said, bars), numbers or plain)


def _tightest(regions: Regions, total: Sum, many: str, background: Background) -> Table:
    """Return each region with the force that has the fewest units, and what that needs."""
    rows: list[tuple[Cell, ...]] = []
    for region, members in regions.items():
        force, kind = min(members, key=lambda member: member[1].high or 0)
        whole = summed(region, [each for _, each in members])
        rows.append((Cell(region), Cell(whole.said), *_force(force, kind, background)))
    rows.append((Cell(total.name), Cell(total.said), Cell(""), Cell(""), Cell("")))
    return table(
        f"Whole {many} by region, and the tightest force of each",
        ("Region", f"{many}#", "Tightest force", "Has#", "Its next one needs"),
        rows,
        strong=[len(regions)],
    )


def _forces(regions: Regions, total: Sum, many: str, background: Background) -> Table:
    rows: list[tuple[Cell, ...]] = []
    strong: list[int] = []
    for region, members in regions.items():
        rows += [_force(force, kind, background) for force, kind in members]
        strong.append(len(rows))
        rows.append(_sum(summed(f"{region} ({len(members)})", [kind for _, kind in members])))
    strong.append(len(rows))
    rows.append(_sum(total))
    return table(
        "Force by force, and what stops the next one",
        ("Force", f"Whole {many}#", "The next one needs"),
        rows,
        strong=strong,
    )


def _force(force: str, kind: KindCount, background: Background) -> tuple[Cell, ...]:
    needs = needs_words(kind.next_unit_needs, background.doctrine)
    return (
        Cell(force_name(force, background.doctrine)),
        Cell(bounds_words(kind), unit_tone(kind)),
        Cell(needs or "nothing stated limits it"),
    )


def _sum(total: Sum) -> tuple[Cell, ...]:
    return Cell(total.name), Cell(total.said), Cell("")


def _requirement(unit: str, counts: Sequence[UnitCount], background: Background) -> list[Block]:
    """Return what the nation is to have on the move by when, for a whole nation and no less."""
    doctrine = background.doctrine
    nation = {force.slug for force in doctrine.forces if force.territorial}
    wanted = [each for each in doctrine.requirements if each.unit == unit]
    if not wanted or not nation <= {count.force for count in counts}:
        return []
    return [_standards(max(wanted, key=lambda each: each.starts), counts, background)]


def _standards(
    requirement: Requirement, counts: Sequence[UnitCount], background: Background
) -> Table:
    rows = []
    for standard in sorted(background.doctrine.time_standards, key=lambda each: each.minutes):
        asked = ceil(requirement.count * standard.share)
        raised = _raised(requirement.unit, counts, standard.minutes)
        rows.append(
            (
                opened(within_words(standard.minutes)),
                asked,
                Cell("not counted", "soft") if raised is None else Cell(raised.said),
                _verdict(asked, raised),
                standing_cell(standard.source),
            )
        )
    return table(
        f"Against {requirement.count:,} required ({requirement.source.describe()})",
        ("Notice", "To be moving#", "Could raise#", "Verdict", "Standing"),
        rows,
    )


def _raised(unit: str, counts: Sequence[UnitCount], minutes: int) -> Sum | None:
    kinds = [
        kind
        for count in counts
        for row in count.curve
        for kind in row
        if kind.unit == unit and kind.within == minutes
    ]
    return summed("", kinds) if len(kinds) == len(counts) else None


def _verdict(asked: int, raised: Sum | None) -> Cell:
    if raised is None:
        return Cell("")
    tone: Tone = "good" if raised.low >= asked else "short"
    if raised.low >= asked:
        return Cell("enough", tone)
    if raised.high is None or raised.high >= asked:
        return Cell("may not be enough", tone)
    return Cell(f"{asked - raised.high:,} short", "none")
