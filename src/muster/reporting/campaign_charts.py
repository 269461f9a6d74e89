"""What a campaign found, drawn: each figure with its numbers in a table beneath."""

from collections.abc import Iterator

from muster.rehearsal import Campaign, Estimate, Outcome
from muster.reporting.chance_charts import Curve, curve_chart, fan_chart
from muster.reporting.chances import (
    amount_words,
    interval_words,
    letter,
    lettered,
    share_words,
)
from muster.reporting.document import Figure, Table, table
from muster.reporting.dots_charts import (
    Dot,
    DotGroup,
    Scale,
    Swing,
    dots_chart,
    tornado_chart,
)
from muster.reporting.hours import hour_words
from muster.reporting.words import counted

PER_CENT = 100
WHOLE = Scale(0, 1, ((0, "0%"), (0.25, "25%"), (0.5, "50%"), (0.75, "75%"), (1, "100%")))
CURVE_ROWS = (50, 60, 70, 80, 90, 95, 100)
FAN_ROWS = 12
WIDEST = 0.1  # the least share that a tornado reaches across
TENTH = 0.1


def names_of(campaign: Campaign) -> tuple[str, ...]:
    """Return the names of the policies, each with its letter where there are several."""
    return lettered([each.policy.name for each in campaign.outcomes])


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
    columns = ("In time, or more", *(f"{name}#" for name in names_of(campaign)))
    wanted = sorted({*CURVE_ROWS, asked})
    rows = [(f"{x}%", *(share_words(each.curve[x]) for each in campaign.outcomes)) for x in wanted]
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
    columns = ("At", "5 in 100 have fewer than#", "25 in 100#", "Half#", "75 in 100#", "95 in 100#")
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
    svg = dots_chart(title, described, groups, WHOLE)
    return Figure(title, described, svg, _policies_table(title, campaign))


def _dot(name: str, estimate: Estimate) -> Dot:
    said = f"{share_words(estimate.value)} ({interval_words(estimate)})"
    return Dot(name, estimate.low, estimate.value, estimate.high, said)


def _policies_table(title: str, campaign: Campaign) -> Table:
    """Return all figures of each policy; units are means of a replication."""
    rows = [
        (
            name,
            f"{share_words(each.met.value)} ({interval_words(each.met)})",
            f"{share_words(each.share.value)} ({interval_words(each.share)})",
            *(
                amount_words(units)
                for units in (each.wanted, each.in_time, each.late, each.never, each.stood_down)
            ),
            f"{each.late_minutes:,.0f}",
            share_words(each.activated),
        )
        for name, each in zip(names_of(campaign), campaign.outcomes, strict=True)
    ]
    columns = (
        *("Policy", "Met#", "Share in time#", "Wanted#", "In time#", "Late#", "Never#"),
        *("Stood down#", "Unit-minutes late#", "Nation activated#"),
    )
    return table(f"{title}: units are means of a replication", columns, rows)


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
            "cannot tell"
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
            each.low,
            each.high,
            share_words(each.share_low.value),
            share_words(each.share_high.value),
            share_words(each.met_low.value),
            share_words(each.met_high.value),
            each.basis,
        )
        for each in tried
    ]
    columns = (
        *("Figure", "Was", "Low tried", "High tried", "In time at low#", "In time at high#"),
        *("Met at low#", "Met at high#", "Basis"),
    )
    scale = _around([value for each in swings for value in (each.low, each.high)] + [base])
    svg = tornado_chart(title, described, swings, base, scale)
    yield Figure(title, described, svg, table(title, columns, rows))


def _around(shares: list[float]) -> Scale:
    """Return a scale from a ten below the least to a ten above the most, marked in tens."""
    low = max(0, int(min(shares) / TENTH))
    high = min(10, max(-int(-max(shares) // TENTH), low + 1))
    step = 1 if high - low <= 5 else 2
    marks = tuple((at / 10, f"{at * 10}%") for at in range(low, high + 1, step))
    return Scale(low / 10, high / 10, marks)


def arrivals_table(campaign: Campaign) -> Table:
    """Return when the first, the tenth and other units come, policy by policy."""
    rows = [
        (
            name,
            f"{each.units:,}",
            share_words(each.reached),
            *(_minutes(value) for value in (each.tenth, each.half, each.nine_tenths)),
        )
        for name, outcome in zip(names_of(campaign), campaign.outcomes, strict=True)
        for each in outcome.arrivals
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


def _minutes(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"
