"""A campaign of rehearsals as a document: how sure, what stops us, what would help."""

from collections.abc import Iterator

from muster.mobilisation import name_of, unit_words
from muster.rehearsal import Campaign, Difference, Estimate, Outcome, hide_forces
from muster.reporting.background import Background, remarks, warnings
from muster.reporting.campaign_basis import basis_blocks, names_besides, played_words, quiet
from muster.reporting.campaign_charts import (
    arrivals_table,
    curve_figure,
    fan_figure,
    means_table,
    names_of,
    policies_figure,
    tornado_figure,
)
from muster.reporting.campaign_shortfalls import map_origin, shortfall_blocks
from muster.reporting.campaign_words import (
    answer_words,
    bottleneck_words,
    matters_words,
    worst_hour,
)
from muster.reporting.chances import (
    CANNOT_TELL,
    amount_range,
    amount_words,
    gain_words,
    interval_words,
    points_range,
    share_words,
    verdict_words,
)
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Fold,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
    Tone,
    table,
)
from muster.reporting.words import counted, joined, opened

MOST_STOPS = 12
MOST_EXPOSED = 12
MOST_SENDERS = 20


def campaign_report(campaign: Campaign, background: Background, *, named: bool) -> Document:
    """Return a campaign as a document; without `named`, forces have numbers for names."""
    told = campaign
    if not named:
        told = hide_forces(campaign, also=names_besides(background.doctrine))
        background = quiet(background, campaign)
    first = told.outcomes[0]
    blocks = (
        *warnings(background),
        *_cautions(told),
        Paragraph(answer_words(told, background.doctrine), "lead"),
        _figures(first, told),
        *_question(told),
        Heading("How sure we are"),
        curve_figure(told),
        *([fan_figure(first, told)] if first.fan else ()),
        *_arrivals(told),
        *shortfall_blocks(first, told, background, named=named),
        *_stops(first, background),
        *_senders(first, told, background),
        *_helps(told),
        *_worst(first),
        *_misfits(told),
        *basis_blocks(told.scenario, [each.policy for each in told.outcomes]),
        *remarks(background, *played_words(told), *told.notes),
    )
    origins = (*background.origins, *map_origin(told, named=named), ("Digest", told.digest))
    return Document(told.scenario.name, blocks, background.synthetic, origins)


def _cautions(campaign: Campaign) -> Iterator[Block]:
    """Yield what makes the answer less than was asked for."""
    if not campaign.complete:
        yield Paragraph(
            f"This was interrupted after {counted(campaign.replications, 'replication')}, before "
            "what was asked. What it says is true of those.",
            "warning",
        )
    if campaign.precise is False:
        yield Paragraph(
            "The precision asked for was not reached: play more replications for narrower "
            "intervals.",
            "warning",
        )
    cut = [each for each in campaign.outcomes if each.truncated]
    for each in cut:
        yield Paragraph(
            f"{counted(each.truncated, 'replication')} under “{each.policy.name}” had more going "
            "on than could be played, and count as not met.",
            "warning",
        )


def _question(campaign: Campaign) -> Iterator[Block]:
    if campaign.scenario.question:
        yield Paragraph(campaign.scenario.question, "note")


def _figures(outcome: Outcome, campaign: Campaign) -> Block:
    worst = worst_hour(outcome, campaign)
    return KeyFigures(
        (
            KeyFigure(
                share_words(outcome.met.value),
                f"chance that the requirement is met ({interval_words(outcome.met)})",
            ),
            KeyFigure(
                share_words(outcome.share.value),
                f"of all units in time ({interval_words(outcome.share)})",
            ),
            KeyFigure(
                amount_words(outcome.never),
                f"units never sent, of {amount_words(outcome.wanted)} wanted, a replication",
                "short" if outcome.never else "good",
            ),
            KeyFigure(
                amount_words(outcome.hours_short.value),
                f"unit-hours short a replication ({amount_range(outcome.hours_short)})",
                "short" if outcome.hours_short.value else "good",
            ),
            KeyFigure(
                amount_words(worst.units) if worst else "0",
                "units short at the worst hour, on average",
                "short" if worst else "good",
            ),
        )
    )


def _arrivals(campaign: Campaign) -> Iterator[Block]:
    if any(each.arrivals for each in campaign.outcomes):
        yield arrivals_table(campaign)


def _stops(outcome: Outcome, background: Background) -> Iterator[Block]:
    """Yield what stops forces, and which donors are left with less than their own need."""
    doctrine = background.doctrine
    yield Heading("What stops us")
    if outcome.bottlenecks:
        found = sorted(outcome.bottlenecks, key=lambda each: -each.share)
        several = len({each.unit for each in found}) > 1
        rows = [
            (
                name_of(each.force, doctrine),
                opened(bottleneck_words(each, doctrine)),
                *((unit_words(1, each.unit, doctrine).partition(" ")[2],) if several else ()),
                share_words(each.share),
            )
            for each in found[:MOST_STOPS]
        ]
        title = "What stopped a force that was asked from sending one more" + _rest(
            len(found), len(rows)
        )
        kind = ("For one more",) if several else ()
        columns = ("Force", "Short of", *kind, "In replications#")
        yield table(title, columns, rows)
    else:
        yield Paragraph("No force that was asked ran out of people or vehicles.")
    yield _exposures(outcome, background)


def _exposures(outcome: Outcome, background: Background) -> Block:
    exposed = [each for each in outcome.exposures if each.share]
    found = sorted(exposed, key=lambda each: -each.share)
    shown = found[:MOST_EXPOSED]
    if not shown:
        return Paragraph("No donor is left with less than its assessed local need.")
    rows = [(name_of(each.force, background.doctrine), share_words(each.share)) for each in shown]
    title = "Donors left with less than their assessed local need" + _rest(len(found), len(shown))
    return table(title, ("Force", "In replications#"), rows)


def _senders(outcome: Outcome, campaign: Campaign, background: Background) -> Iterator[Block]:
    """Yield who comes to what, shut until it is asked for."""
    sources = {each.slug: each.name for each in campaign.scenario.sources}
    found = sorted(outcome.sent, key=lambda each: -each.units)
    shown = [each for each in found if each.units][:MOST_SENDERS]
    if not shown:
        return
    rows = [
        (
            name_of(each.force, background.doctrine),
            sources.get(each.source, each.source),
            amount_words(each.units),
        )
        for each in shown
    ]
    title = "Units that come, mean of a replication" + _rest(len(found), len(shown))
    listed = table(title, ("Force", "To", "Units#"), rows)
    yield Fold(
        "Who comes",
        Cell(""),
        f"From {counted(len({each.force for each in found}), 'force')}.",
        (listed,),
    )


def _rest(all_of_them: int, shown: int) -> str:
    return f" ({all_of_them - shown:,} more in the JSON)" if all_of_them > shown else ""


def _helps(campaign: Campaign) -> Iterator[Block]:
    yield Heading("What would help")
    yield policies_figure(campaign)
    yield means_table(campaign)
    if campaign.differences:
        yield _differences(campaign)
    for told in matters_words(campaign.sensitivities):
        yield Paragraph(told)
    yield from tornado_figure(campaign)


def _differences(campaign: Campaign) -> Table:
    letters = dict(
        zip((each.policy.name for each in campaign.outcomes), names_of(campaign), strict=True)
    )
    several = len({each.against for each in campaign.differences}) > 1
    rows = []
    for each in campaign.differences:
        rows.append(
            (
                letters.get(each.policy, each.policy),
                *((letters.get(each.against, each.against),) if several else ()),
                _verdict(each),
                points_range(each.met),
                gain_words(each.in_time),
                gain_words(each.hours_short),
            )
        )
    columns = (
        *("Policy", *(("Against",) if several else ())),
        *("Is it better?", "Chance, points#", "Units in time#"),
        "Unit-hours short#",
    )
    first = campaign.differences[0].against
    against = "another" if several else letters.get(first, first).partition(":")[0]
    title = f"Each policy against {against}, by the same draws, with the interval at 95%"
    return table(title, columns, rows)


def _verdict(each: Difference) -> Cell:
    """Return whether a policy is better: by the chance, or else by what units tell."""
    tone: Tone = "unknown" if each.better is None else "good" if each.better else "short"
    if not each.cannot_tell:
        return Cell(opened(verdict_words(each.met)), tone)
    short = each.hours_short
    told = {
        "units in time": verdict_words(each.in_time),
        "unit-hours": verdict_words(Estimate(-short.value, -short.high, -short.low)),
    }
    told = {measure: said for measure, said in told.items() if said != CANNOT_TELL}
    if not told:
        return Cell(opened(CANNOT_TELL), tone)
    if each.better is None:
        said = "; ".join(f"in {measure}, {which}" for measure, which in told.items())
    else:
        said = f"{next(iter(told.values()))} in {joined(told, 'and')}"
    return Cell(opened(f"{said}; of the chance, {CANNOT_TELL}"), tone)


def _worst(outcome: Outcome) -> Iterator[Block]:
    if not outcome.worst:
        return
    yield Heading("The worst cases")
    rows = [
        (
            f"Replication {each.replication:,}",
            each.wanted,
            each.in_time,
            each.late,
            each.never,
            each.late_minutes,
            f"{each.hours_short:,.0f}",
        )
        for each in outcome.worst
    ]
    columns = (
        *("Which", "Wanted#", "In time#", "Late#", "Never#"),
        *("Unit-minutes late#", "Unit-hours short#"),
    )
    yield table(f"The worst replications under “{outcome.policy.name}”", columns, rows)


def _misfits(campaign: Campaign) -> Iterator[Block]:
    if not campaign.misfits:
        return
    yield Heading("How far it is from what is published")
    rows = [
        (
            each.fact.what,
            f"{each.fact.value:,g} {each.fact.unit}",
            amount_words(each.rehearsed),
            each.policy,
            each.fact.source,
        )
        for each in campaign.misfits
    ]
    columns = ("Published", "Figure#", "Rehearsed#", "Policy", "Source")
    yield table("Published figures beside the mean of the replications", columns, rows)
