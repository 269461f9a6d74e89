"""Where and when a campaign is short: a map for real areas, else places by hours."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from muster.doctrine import read_area_map
from muster.mobilisation import name_of
from muster.policing import clock
from muster.rehearsal import Campaign, Outcome, ShortPlace
from muster.reporting.background import Background
from muster.reporting.campaign_words import Worst, counted_units, place_name, worst_hour
from muster.reporting.chances import amount_words, share_words
from muster.reporting.document import Block, Cell, Figure, Fold, Heading, Paragraph, Table, table
from muster.reporting.fills import Fill
from muster.reporting.heat_chart import HeatRow, heat_chart
from muster.reporting.hours import hour_sentence, hour_words
from muster.reporting.shades import Depths, depths_of
from muster.reporting.small_maps import SmallMap, small_maps

WINDOWS = 6
MOST_ROWS, NAMED = 12, 3
MOST_PLACES = 14
UNIT = "units"


def shortfall_blocks(
    outcome: Outcome, campaign: Campaign, background: Background, *, named: bool
) -> Iterator[Block]:
    """Yield where and when it is short; a map only where areas are known and may be named."""
    yield Heading("Where and when it is short")
    worst = worst_hour(outcome, campaign)
    if worst is None:
        yield Paragraph("Nothing is short at any hour in any replication.")
        return
    if named and _on_map(outcome):
        yield _maps(outcome, campaign, background, worst)
    yield _heat(outcome, campaign, background, worst)
    yield _worst_hours(outcome, campaign, background)


def map_origin(campaign: Campaign, *, named: bool) -> tuple[tuple[str, str], ...]:
    """Return whose map is drawn, for the end of the page; nothing where none is."""
    outcome = campaign.outcomes[0]
    drawn = named and _on_map(outcome) and worst_hour(outcome, campaign)
    return (("Map", read_area_map(drawn=True).credit),) if drawn else ()


def _on_map(outcome: Outcome) -> bool:
    """Say whether any place that is short has an area to be drawn."""
    areas = {area.name for area in read_area_map(drawn=True).areas}
    return any(place.host in areas and any(place.chance) for place in outcome.short)


def _short(outcome: Outcome) -> list[ShortPlace]:
    """Return the places that are ever short, the shortest first."""
    places = [each for each in outcome.short if any(each.chance)]
    return sorted(places, key=lambda each: -sum(each.mean))


def _heat(outcome: Outcome, campaign: Campaign, background: Background, worst: Worst) -> Figure:
    title = "Units short, place by place and hour by hour"
    places = _short(outcome)
    shown = places[:MOST_PLACES]
    rows = [
        HeatRow(place_name(each.host, background.doctrine), each.mean, amount_words(max(each.mean)))
        for each in shown
    ]
    more = f" {len(places) - len(shown):,} more places are in the JSON." * (
        len(places) > len(shown)
    )
    described = (
        f"Mean units wanted and not there; the number at the end of a row is its most. The worst "
        f"is {name_of(worst.host, background.doctrine)} on {hour_sentence(worst.minute)}, "
        f"{counted_units(worst.units)}, in {share_words(worst.chance)} of replications.{more}"
    )
    svg = heat_chart(
        title,
        described,
        rows,
        starts=campaign.scenario.starts,
        step=campaign.step,
        unit=UNIT,
    )
    return Figure(title, described, svg, _places_table(outcome, campaign, background))


def _places_table(outcome: Outcome, campaign: Campaign, background: Background) -> Table:
    """Return each place that is ever short: its worst hour, and how much in all."""
    rows = []
    for place in _short(outcome):
        at = max(range(len(place.mean)), key=lambda step: (place.mean[step], place.chance[step]))
        rows.append(
            (
                name_of(place.host, background.doctrine),
                hour_words(campaign.scenario.starts + at * campaign.step),
                amount_words(place.mean[at]),
                share_words(place.chance[at]),
                amount_words(sum(place.mean) * campaign.step / clock.HOUR),
            )
        )
    columns = ("Place", "Worst hour", "Units short then#", "Chance of any#", "Unit-hours in all#")
    return table("Each place that is ever short, means of a replication", columns, rows)


def _worst_hours(outcome: Outcome, campaign: Campaign, background: Background) -> Fold:
    """Return the worst hours of all places, shut until they are asked for."""
    starts, step = campaign.scenario.starts, campaign.step
    found = [
        (units, chance, each.host, starts + at * step)
        for each in outcome.short
        for at, (units, chance) in enumerate(zip(each.mean, each.chance, strict=True))
        if chance > 0
    ]
    found.sort(key=lambda each: (-each[0], -each[1], each[3]))
    rows = [
        (
            hour_words(minute),
            name_of(host, background.doctrine),
            amount_words(units),
            share_words(chance),
        )
        for units, chance, host, minute in found[:MOST_ROWS]
    ]
    rest = f"; {len(found) - len(rows):,} more are in the JSON" if len(found) > len(rows) else ""
    columns = ("From", "Place", "Units short, mean#", "Chance of any#")
    listed = table("The worst hours, the worst first", columns, rows)
    worst = "; ".join(f"{hour} at {place}" for hour, place, *_ in rows[:NAMED])
    said = f"{worst}. The first {len(rows):,} are listed{rest}."
    return Fold("The worst hours", Cell(""), said, (listed,))


def _maps(outcome: Outcome, campaign: Campaign, background: Background, worst: Worst) -> Figure:
    title = "Units short, area by area"
    starts, step = campaign.scenario.starts, campaign.step
    length = max(len(each.mean) for each in outcome.short)
    edges = [length * at // WINDOWS for at in range(WINDOWS + 1)]
    spans = [(a, b) for a, b in pairwise(edges) if a < b]
    depths = depths_of(max(max(each.mean, default=0) for each in outcome.short))
    maps = [_small(outcome, depths, span, starts, step) for span in spans]
    rows = [_window(outcome, background, span, starts, step) for span in spans]
    described = (
        "Each map is a part of the time, and an area is as dark as its worst hour in it. The worst "
        f"of all is {name_of(worst.host, background.doctrine)} on "
        f"{hour_sentence(worst.minute)}, {counted_units(worst.units)} on average."
    )
    svg = small_maps(title, described, maps, depths.legend(UNIT))
    columns = ("From", "Places short#", "Worst", "Units short then#", "Chance of any#")
    return Figure(title, described, svg, table(title, columns, rows))


def _small(
    outcome: Outcome, depths: Depths, span: tuple[int, int], starts: int, step: int
) -> SmallMap:
    fills: dict[str, Fill] = {
        each.host: depths.fill(max(each.mean[span[0] : span[1]])) for each in outcome.short
    }
    return SmallMap(f"From {hour_words(starts + span[0] * step)}", fills)


def _window(
    outcome: Outcome, background: Background, span: tuple[int, int], starts: int, step: int
) -> Sequence[str]:
    """Return a part of the time as a row: how many places are short, and which is worst."""
    inside = [
        (max(each.mean[span[0] : span[1]]), max(each.chance[span[0] : span[1]]), each.host)
        for each in outcome.short
    ]
    short = [each for each in inside if each[1] > 0]
    start = hour_words(starts + span[0] * step)
    if not short:
        return (start, "0", "–", "–", "–")
    units, chance, host = max(short)
    said = (amount_words(units), share_words(chance))
    return (start, f"{len(short):,}", name_of(host, background.doctrine), *said)
