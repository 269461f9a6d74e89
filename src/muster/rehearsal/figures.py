"""The figures a scenario rests on, each in words, with where it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass

from muster.rehearsal.distributions import Distribution
from muster.rehearsal.scenario import Scenario, Shock, Source

EFFECTS = {
    "travel": "journeys take {}% of their time",
    "people": "{}% of those who would come are lost",
    "answer": "calls take {}% of their time",
    "vehicles": "{}% of vehicles are lost",
}


@dataclass(frozen=True, slots=True)
class ScenarioFigure:
    """A figure of a scenario: what it is of, its value in words, and its source or reason."""

    name: str
    value: str
    basis: str

    @property
    def assumed(self) -> bool:
        """Say whether nobody has published it."""
        return self.basis.startswith("assumed")


def figures_of(scenario: Scenario) -> tuple[ScenarioFigure, ...]:
    """Return the figures of a scenario in its order: requirement, sources, shocks, doubts, prices.

    A doubt that is fixed, and so no doubt, is left out.
    """
    return (
        *_requirement(scenario),
        *(figure for source in scenario.sources for figure in _source(source)),
        *(_shock(shock) for shock in scenario.shocks),
        *_doubts(scenario),
        *(
            ScenarioFigure(f"Price of one more {price.what}", f"{price.amount:,g}", price.basis)
            for price in scenario.prices
        ),
    )


def distribution_words(distribution: Distribution, unit: str = "") -> str:
    """Return how a figure in doubt may turn out: `5 to 20 minutes, most often 10`."""
    numbers = [f"{number:,g}" for number in distribution.numbers]
    if distribution.shape == "fixed":
        return f"{numbers[0]}{unit}"
    if distribution.shape == "exponential":
        return f"{numbers[0]}{unit} on average, at most {numbers[1]}"
    if distribution.shape == "discrete":
        pairs = zip(numbers, distribution.chances, strict=True)
        return ", ".join(f"{number}{unit} ({chance:.0%})" for number, chance in pairs)
    said = f"{numbers[0]} to {numbers[-1]}{unit}"
    if distribution.shape == "triangular":
        return f"{said}, most often {numbers[1]}"
    if distribution.shape == "quantiles":
        return f"{said}, as often below {numbers[len(numbers) // 2]} as above"
    return said


def _requirement(scenario: Scenario) -> Iterator[ScenarioFigure]:
    asked = scenario.requirement
    marks = [
        f"{mark.units:,} unit{'s' * (mark.units > 1)} within {mark.minutes:,} minutes"
        for mark in asked.marks
    ]
    said = ", and ".join((f"{asked.share}% of units in time", *marks))
    yield ScenarioFigure("Requirement", said, asked.basis)


def _source(source: Source) -> Iterator[ScenarioFigure]:
    if source.rate:
        often = f"{source.rate.per_day:,g} a day on average"
        yield ScenarioFigure(f"{source.name}: how often", often, source.basis)
    else:
        come = "by contagion" if source.at is None else f"a chance of {source.chance:.0%}"
        yield ScenarioFigure(f"{source.name}: whether", come, source.basis)
    size, lasts = source.size, source.lasts
    yield ScenarioFigure(f"{source.name}: units", distribution_words(size), size.basis)
    said = distribution_words(lasts, " minutes")
    yield ScenarioFigure(f"{source.name}: how long", said, lasts.basis)
    for each in source.escalates:
        grows = f"a chance of {each.chance:.0%}, by {distribution_words(each.by, ' units')}"
        yield ScenarioFigure(f"{source.name}: escalates", grows, each.by.basis)


def _shock(shock: Shock) -> ScenarioFigure:
    effect = EFFECTS[shock.kind].format(shock.amount)
    return ScenarioFigure(shock.name, f"a chance of {shock.chance:.0%}: {effect}", shock.basis)


def _doubts(scenario: Scenario) -> Iterator[ScenarioFigure]:
    doubts = scenario.doubts
    for name, distribution, unit in (
        ("Away who should be there", doubts.abstraction, "%"),
        ("Turn-out of those called in", doubts.turnout, "%"),
        ("Time to answer", doubts.answer, " minutes"),
        ("Journeys, of their usual time", doubts.travel, "%"),
    ):
        if distribution.shape != "fixed":
            yield ScenarioFigure(name, distribution_words(distribution, unit), distribution.basis)
