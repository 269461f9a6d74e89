"""A campaign in sentences: how sure we are, what stops us, what would help."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from muster.doctrine import Doctrine
from muster.mobilisation import name_of
from muster.rehearsal import Bottleneck, Campaign, Difference, Outcome, Requirement, Sensitivity
from muster.reporting.chances import (
    amount_words,
    interval_words,
    points_words,
    share_words,
)
from muster.reporting.hours import hour_sentence
from muster.reporting.words import counted, joined, lowered, pluralise, post_name


@dataclass(frozen=True, slots=True)
class Worst:
    """The place and the step at which most is short, on average."""

    host: str
    minute: int
    units: float
    chance: float


def answer_words(campaign: Campaign, doctrine: Doctrine) -> str:
    """Return the whole answer in a few sentences, all of the first policy."""
    return " ".join(
        (
            sure_words(campaign),
            stops_words(campaign.outcomes[0], campaign, doctrine),
            helps_words(campaign),
        )
    )


def sure_words(campaign: Campaign) -> str:
    """Return how likely it is that the requirement is met, with its interval."""
    outcome = campaign.outcomes[0]
    asked = requirement_words(campaign.scenario.requirement)
    under = f" under “{outcome.policy.name}”" if len(campaign.outcomes) > 1 else ""
    return (
        f"The requirement ({asked}) is met in {share_words(outcome.met.value)} of "
        f"{counted(outcome.replications, 'replication')}{under}: as far as sampling goes, "
        f"{interval_words(outcome.met)}."
    )


def requirement_words(asked: Requirement) -> str:
    """Return what is asked: `90% of units in time, and 20 within 120 minutes`."""
    marks = [
        f"{mark.units:,} unit{'s' * (mark.units > 1)} within {mark.minutes:,} minutes"
        for mark in asked.marks
    ]
    return joined((f"{asked.share}% of units in time", *marks), "and")


def stops_words(outcome: Outcome, campaign: Campaign, doctrine: Doctrine) -> str:
    """Return what stops forces most often, and where and when most is short."""
    stops = "No force that was asked ran out of people or vehicles"
    if outcome.bottlenecks:
        first = max(outcome.bottlenecks, key=lambda each: each.share)
        stops = (
            f"What most often stops a force is a lack of {bottleneck_words(first, doctrine)} at "
            f"{name_of(first.force, doctrine)} ({share_words(first.share)} of replications)"
        )
    worst = worst_hour(outcome, campaign)
    if worst is None:
        return f"{stops}; at no hour is anything short."
    return (
        f"{stops}; at the worst hour, {hour_sentence(worst.minute)}, "
        f"{name_of(worst.host, doctrine)} is {counted_units(worst.units)} short on average."
    )


def place_name(force: str, doctrine: Doctrine) -> str:
    """Return what the area of a force is called: its name without `Police` and the like."""
    name = name_of(force, doctrine)
    for ending in (" Police Service", " Police", " Constabulary"):
        name = name.removesuffix(ending)
    return name


def bottleneck_words(each: Bottleneck, doctrine: Doctrine) -> str:
    """Return what ran short: posts together, or a kind of vehicle."""
    if each.vehicle:
        return pluralise(post_name(each.vehicle, doctrine))
    return joined(pluralise(post_name(post, doctrine)) for post in each.posts)


def counted_units(units: float) -> str:
    """Return a mean number of units: `1 unit`, `3.2 units`."""
    said = amount_words(units)
    return f"{said} unit" if said in ("1", "1.0") else f"{said} units"


def worst_hour(outcome: Outcome, campaign: Campaign) -> Worst | None:
    """Return the place and step with the highest mean shortfall; None where nothing is short."""
    found = [
        Worst(place.host, campaign.scenario.starts + at * campaign.step, units, chance)
        for place in outcome.short
        for at, (units, chance) in enumerate(zip(place.mean, place.chance, strict=True))
        if chance > 0
    ]
    return max(found, key=lambda each: each.units, default=None)


def helps_words(campaign: Campaign) -> str:
    """Return which other policy helps most, where noise allows."""
    if not campaign.differences:
        return "No other policy was tried, so it cannot be said from this whether one would help."
    several = len(campaign.differences) > 1
    better = [each for each in campaign.differences if each.met.low > 0]
    if better:
        best = max(better, key=lambda each: each.met.value)
        gain, low, high = (
            points_words(each).lstrip("+") for each in (best.met.value, best.met.low, best.met.high)
        )
        most = ", the most of the policies tried" if several else ""
        return f"“{best.policy}” would raise the chance by {gain} points ({low} to {high}){most}."
    unsure = [each for each in campaign.differences if each.met.straddles]
    if all(each.better is False for each in campaign.differences):
        return _worse_words(campaign.differences)
    fewer = [each for each in unsure if each.hours_short.high < 0]
    sooner = [each for each in unsure if each.in_time.low > 0]
    if sooner:
        best = max(sooner, key=lambda each: each.in_time.value)
        gain = counted(round(best.in_time.value), "more unit")
        return (
            f"Whether “{best.policy}” would move the chance, these replications cannot tell; it "
            f"brings {gain} in time a replication ({best.in_time.low:,.1f} to "
            f"{best.in_time.high:,.1f}){_fewer_words(best)}."
        )
    if fewer:
        best = min(fewer, key=lambda each: each.hours_short.value)
        return (
            f"Whether “{best.policy}” would move the chance, these replications cannot tell"
            f"{_fewer_words(best)}."
        )
    if unsure:
        other = "any other policy tried" if several else f"“{campaign.differences[0].policy}”"
        return f"Whether {other} would help, these replications cannot tell."
    return _worse_words(campaign.differences)


def _worse_words(differences: Sequence[Difference]) -> str:
    """Return that every other policy does worse, and in what where the chance does not tell."""
    if len(differences) > 1:
        return "Each other policy tried does worse."
    each = differences[0]
    if not each.met.straddles:
        return "The other policy does worse."
    said = f"“{each.policy}” does worse: it {_lost_words(each)}"
    return f"{said}; whether it moves the chance, these replications cannot tell."


def _lost_words(each: Difference) -> str:
    """Return how many fewer units a policy brings in time, or how many hours more are short."""
    if each.in_time.high < 0:
        lost = (-each.in_time.value, -each.in_time.high, -each.in_time.low)
        said = "brings {} fewer units in time a replication ({} to {})"
    else:
        lost = (each.hours_short.value, each.hours_short.low, each.hours_short.high)
        said = "leaves {} more unit-hours short a replication ({} to {})"
    return said.format(*map(amount_words, lost))


def _fewer_words(each: Difference) -> str:
    """Return how many unit-hours fewer a policy leaves short; nothing where noise wins."""
    if each.hours_short.high >= 0:
        return ""
    less, least, most = (
        amount_words(-value)
        for value in (each.hours_short.value, each.hours_short.high, each.hours_short.low)
    )
    return f"; it leaves {less} unit-hours fewer short a replication ({least} to {most})"


def matters_words(tried: tuple[Sensitivity, ...]) -> Iterator[str]:
    """Yield which figure matters most, where any was tried and noise allows."""
    told = [each for each in tried if not each.cannot_tell]
    if told:
        most = max(told, key=lambda each: abs(each.swing.value))
        yield (
            f"Of the figures tried, {lowered(most.figure)} matters most: at {most.low}, "
            f"{share_words(most.share_low.value)} of units are in time, and at {most.high}, "
            f"{share_words(most.share_high.value)}."
        )
    elif tried:
        yield "Which of the figures tried matters, these replications cannot tell."
