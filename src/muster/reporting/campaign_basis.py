"""What a rehearsal rests on: its figures, how firm each is, and what each policy does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from muster.doctrine import Doctrine
from muster.rehearsal import (
    Campaign,
    Policy,
    Scenario,
    ScenarioFigure,
    Worths,
    figures_of,
    hide_in_texts,
)
from muster.reporting.background import Background, instant_words
from muster.reporting.chances import lettered, policy_words
from muster.reporting.document import Block, Cell, Heading, Items, Paragraph, Table, table
from muster.reporting.words import counted

NAMELESS = ("Doctrine", "Made by")  # origins in which no force can be named


def basis_blocks(scenario: Scenario, policies: Sequence[Policy]) -> Iterator[Block]:
    """Yield what is played, each policy, which figures are assumed, and the notes' heading."""
    yield Heading("What it rests on")
    yield Paragraph(
        f"{counted(scenario.hours, 'hour')} from {instant_words(scenario.starts)}, played over and "
        "over: in each replication incidents, shocks and doubts are drawn, and the policy answers "
        "minute by minute."
    )
    figures = figures_of(scenario)
    assumed = sum(figure.assumed for figure in figures)
    if assumed:
        yield Paragraph(
            f"{assumed:,} of its {counted(len(figures), 'figure')} are assumed: nobody has "
            "published them. The answer is no firmer than they are.",
            "warning",
        )
    yield _policies(policies)
    rows = [(each.name, each.value, *_standing(each)) for each in figures]
    columns = ("Figure", "Value", "Standing", "Source or reason")
    yield table("Figures of the scenario, and how firm they are", columns, rows)
    if scenario.assumed:
        yield Heading("Assumed besides", 3)
        yield Items(scenario.assumed)
    yield Heading("How it was played", 3)


def _standing(figure: ScenarioFigure) -> tuple[Cell, str]:
    """Return how firm a figure is, and its source, or why it is assumed."""
    cell = Cell("Assumed", "short") if figure.assumed else Cell("Sourced", "good")
    return cell, reason_words(figure.basis)


def reason_words(basis: str) -> str:
    """Return a source, or why a figure is assumed, without the word itself."""
    return basis.removeprefix("assumed").lstrip(":;, ") or "no reason given"


def _policies(policies: Sequence[Policy]) -> Table:
    names = lettered([policy.name for policy in policies])
    rows = [(name, policy_words(each)) for name, each in zip(names, policies, strict=True)]
    return table("What each policy does", ("Policy", "When units are wanted"), rows)


def quiet(background: Background, about: Campaign | Worths) -> Background:
    """Return what is said with an answer, without what names a force, or a file that may."""
    besides = names_besides(background.doctrine)
    return replace(
        background,
        notes=hide_in_texts(background.notes, about, also=besides),
        warnings=hide_in_texts(background.warnings, about, also=besides),
        origins=tuple(pair for pair in background.origins if pair[0] in NAMELESS),
    )


def names_besides(doctrine: Doctrine) -> tuple[str, ...]:
    """Return what forces go by besides their slugs, for texts that may not name them."""
    return tuple(
        dict.fromkeys(name for force in doctrine.forces for name in (force.name, force.short_name))
    )


def played_words(campaign: Campaign) -> tuple[str, ...]:
    """Return how a campaign was played, each a sentence."""
    return (
        f"Travel times: {campaign.travel_times}.",
        f"{counted(campaign.replications, 'replication')} of each policy from seed "
        f"{campaign.seed}; every policy meets the same draws.",
    )
