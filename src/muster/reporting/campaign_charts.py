"""What a campaign found, drawn: each figure with its numbers in a table beneath."""

from collections.abc import Collection, Iterator, Sequence

from muster.rehearsal import Arrival, Campaign, Estimate, Outcome
from muster.reporting.campaign_basis import reason_words
from muster.reporting.chance_charts import Curve, curve_chart, fan_chart
from muster.reporting.chances import (
    CANNOT_TELL,
    amount_range,
    amount_words,
    interval_words,
    letter,
    lettered,
    letters,
    points_range,
    share_words,
)
from muster.reporting.document import Figure, Table, table
from muster.reporting.dots_charts import (
    Dot,
    DotGroup,
    Swing,
    dots_chart,
    share_scale,
    tornado_chart,
)
from muster.reporting.hours import hour_words
from muster.reporting.words import counted

PER_CENT = 100
CURVE_COLUMNS = (50, 75, 90, 95, 100)
FAN_ROWS = 12
MOST_ARRIVALS = 4


def names_of(campaign: Campaign) -> tuple[str, ...]:
    """Return the names of the policies, each with its letter where there are several."""
    return lettered([each.policy.name for each in campaign.outcomes])


def _letters(campaign: Campaign) -> tuple[str, ...]:
    return letters([each.policy.name for each in campaign.outcomes])


def curve_figure(campaign: Campaign) -> Figure:
    """Return the chance that so many per cent or more are in time, policy by policy."""
    title = "Chance that so many of the units, or more, are in time"
    asked = campaign.scenario.requirement.share
    curves = [
        Curve(letter(at), each.policy.name, each.curve) for at, each in enumerate(campaign.outcomes)
    ]
    said = "; ".join(
        f"{name}: {share_words(each.curve[asked])}"
        for name, each in zip(names_of(campaign), campaign.outcomes, strict=True)
    )
    marked = " (the marks are judged apart)" if campaign.scenario.requirement.marks else ""
    described = (
        f"The chance that {asked}% or more of the units are in time{marked}: {said}. "
        "A line that stays high further to the right is better."
    )
    wanted = sorted({*CURVE_COLUMNS, asked})
    columns = ("Policy", *(f"{x}%#" for x in wanted))
    rows = [
        (name, *(share_words(each.curve[x]) for x in wanted))
        for name, each in zip(names_of(campaign), campaign.outcomes, strict=True)
    ]
    svg = curve_chart(title, described, curves, asked)
    return Figure(title, described, svg, table(title, columns, rows))


def fan_figure(outcome: Outcome, campaign: Campaign) -> Figure:
    """Return the units in place over time under one policy."""
    title = f"Units in place over time, “{outcome.policy.name}”"
    starts, step = campaign.scenario.starts, campaign.step
    most = max(range(len(outcome.fan)), key=lambda at: outcome.fan[at][2], default=0)
    described = "Nothing is in place at any time."
    if outcome.fan:
        low, _, half, _, high = outcome.fan[most]
        described = (
            f"Most are in place at {hour_words(starts + most * step)}: {half:,} in the middle of "
            f"the replications, and {low:,} to {high:,} in nine of ten."
        )
    every = max(1, -(-len(outcome.fan) // FAN_ROWS))
    rows = [
        (hour_words(starts + at * step), *outcome.fan[at])
        for at in range(0, len(outcome.fan), every)
    ]
    columns = ("At", "5th of 100#", "25th#", "Middle#", "75th#", "95th#")
    svg = fan_chart(title, described, outcome.fan, starts=starts, step=step, unit="units in place")
    return Figure(title, described, svg, table(title, columns, rows))


def policies_figure(campaign: Campaign) -> Figure:
    """Return the policies side by side: the chance, and the share in time, with intervals."""
    title = "The policies side by side"
    names = names_of(campaign)
    groups = [
        DotGroup(heading, [_dot(*each) for each in zip(names, figures, strict=True)])
        for heading, figures in (
            ("Chance that the requirement is met", [each.met for each in campaign.outcomes]),
            ("Share of all units in time", [each.share for each in campaign.outcomes]),
        )
    ]
    said = "; ".join(
        f"{name}: {share_words(each.met.value)} ({interval_words(each.met)})"
        for name, each in zip(names, campaign.outcomes, strict=True)
    )
    described = f"The chance that the requirement is met, with its interval at 95%: {said}."
    ends = [end for group in groups for dot in group.dots for end in (dot.low, dot.high)]
    svg = dots_chart(title, described, groups, share_scale(ends))
    return Figure(title, described, svg, _policies_table(title, campaign))


def _dot(name: str, estimate: Estimate) -> Dot:
    said = f"{share_words(estimate.value)} ({interval_words(estimate)})"
    return Dot(name, estimate.low, estimate.value, estimate.high, said)


def _policies_table(title: str, campaign: Campaign) -> Table:
    rows = [
        (
            name,
            f"{share_words(each.met.value)} ({interval_words(each.met)})",
            f"{share_words(each.share.value)} ({interval_words(each.share)})",
            amount_words(each.late),
            amount_words(each.never),
            f"{amount_words(each.hours_short.value)} ({amount_range(each.hours_short)})",
        )
        for name, each in zip(names_of(campaign), campaign.outcomes, strict=True)
    ]
    columns = ("Policy", "Met#", "In time#", "Units late#", "Never sent#", "Unit-hours short#")
    return table(f"{title}: units are means of a replication", columns, rows)


def means_table(campaign: Campaign) -> Table:
    """Return what else each policy comes to, as means of a replication."""
    rows = [
        (
            name,
            *(
                amount_words(figure)
                for figure in (each.incidents, each.wanted, each.in_time, each.stood_down)
            ),
            f"{each.late_minutes:,.0f}",
            share_words(each.activated),
        )
        for name, each in zip(_letters(campaign), campaign.outcomes, strict=True)
    ]
    columns = (
        *("Policy", "Incidents#", "Wanted#", "In time#", "Stood down#"),
        *("Unit-minutes late#", "Nation called#"),
    )
    return table("What else each policy comes to, a replication", columns, rows)


def tornado_figure(campaign: Campaign) -> Iterator[Figure]:
    """Yield what moves the share in time most, the most first; nothing where none was tried."""
    if not campaign.sensitivities:
        return
    title = "What matters: the share in time as one figure changes"
    tried = sorted(campaign.sensitivities, key=lambda each: -abs(each.swing.value))
    base = campaign.outcomes[0].share.value
    swings = [
        Swing(
            each.figure,
            each.share_low.value,
            each.share_high.value,
            CANNOT_TELL
            if each.cannot_tell
            else f"{share_words(each.share_low.value)} / {share_words(each.share_high.value)}",
        )
        for each in tried
    ]
    first = tried[0]
    described = (
        f"{counted(len(tried), 'figure')} tried, one at a time, all else and every draw as before; "
        f"the upright line is the share as it is, {share_words(base)}. The widest is "
        f"{first.figure}."
    )
    rows = [
        (
            each.figure,
            each.was,
            f"{each.low} / {each.high}",
            f"{share_words(each.share_low.value)} / {share_words(each.share_high.value)}",
            f"{share_words(each.met_low.value)} / {share_words(each.met_high.value)}",
            points_range(each.swing),
            reason_words(each.basis),
        )
        for each in tried
    ]
    columns = (
        *("Figure", "Was", "Low / high tried", "In time#", "Met#", "In time, points#"),
        "Source or reason",
    )
    scale = share_scale([value for each in swings for value in (each.low, each.high)] + [base])
    svg = tornado_chart(title, described, swings, base, scale)
    yield Figure(title, described, svg, table(title, columns, rows))


def arrivals_table(campaign: Campaign) -> Table:
    """Return when some of the units come, those of the marks among them, policy by policy."""
    asked = campaign.scenario.requirement
    rows = [
        (
            name,
            f"{each.units:,}",
            share_words(each.reached),
            *(_minutes(value) for value in (each.tenth, each.half, each.nine_tenths)),
        )
        for name, outcome in zip(_letters(campaign), campaign.outcomes, strict=True)
        for each in _told(outcome.arrivals, {mark.units for mark in asked.marks})
    ]
    columns = (
        "Policy",
        "Units there#",
        "Reached#",
        "One in ten by#",
        "Half by#",
        "Nine in ten by#",
    )
    title = "When so many units are there, in minutes from the first call, where they ever are"
    return table(title, columns, rows)


def _told(arrivals: Sequence[Arrival], marks: Collection[int]) -> list[Arrival]:
    """Return the first and the last arrival, a few between, and those that are asked for."""
    last = len(arrivals) - 1
    picked = {last * at // (MOST_ARRIVALS - 1) for at in range(MOST_ARRIVALS)}
    return [each for at, each in enumerate(arrivals) if at in picked or each.units in marks]


def _minutes(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"
