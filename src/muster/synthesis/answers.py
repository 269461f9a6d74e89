"""What a synthetic register answers of one criterion: at most two answers, some of them old."""

from collections.abc import Iterator
from dataclasses import dataclass

from muster.synthesis.calibration import TestimonyFigures
from muster.synthesis.stream import Stream

WORDS = {
    "yes": "It is in place.",
    "partly": "It is in place in part.",
    "no": "It is not in place.",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, its age in days, and the level of the test that gave it, blank for none."""

    outcome: str
    age: int
    level: str

    @property
    def words(self) -> str:
        """Return the answer as a sentence."""
        return WORDS[self.outcome]


def answers(figures: TestimonyFigures, neglect: float, stream: Stream) -> Iterator[Answer]:
    """Yield the answers a force has of one criterion: none, one, or two that differ.

    The more `neglect`, the more is missing, short or old.
    """
    missing = bool(stream.chance(1, figures.missing * neglect)[0])
    contradicted = bool(stream.chance(1, figures.contradicted)[0])
    first = _answer(figures, neglect, stream)
    second = _answer(figures, neglect, stream)
    if missing:
        return
    yield first
    if contradicted:
        outcome = "no" if first.outcome == "yes" else "yes"
        yield Answer(outcome, second.age, second.level)


def _answer(figures: TestimonyFigures, neglect: float, stream: Stream) -> Answer:
    weights = {"yes": figures.yes, "partly": figures.partly * neglect, "no": figures.no * neglect}
    outcome = list(weights)[int(stream.pick(1, list(weights.values()))[0])]
    shown = bool(stream.chance(1, figures.demonstrated)[0])
    level = list(figures.levels)[int(stream.pick(1, list(figures.levels.values()))[0])]
    return Answer(outcome, _age(figures, neglect, stream), level if shown else "")


def _age(figures: TestimonyFigures, neglect: float, stream: Stream) -> int:
    """Return an age in days: a band by weight, then anywhere in it."""
    bands = sorted(figures.ages)
    weights = [figures.ages[band] for band in bands]
    weights[-1] *= neglect
    band = int(stream.pick(1, weights)[0])
    floor = bands[band - 1] if band else 0
    return floor + int(stream.below(1, bands[band] - floor)[0])
