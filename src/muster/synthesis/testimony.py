"""What a synthetic force says of itself, what its registers hold, and who judges it.

Nothing of it is any force's own. Each measure and each criterion has its own stream, so that
one more in doctrine changes what is said of no other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from muster.assessment import REQUIRED
from muster.doctrine import Criterion, Doctrine
from muster.intake import Table
from muster.policing import clock
from muster.strength import Roster
from muster.synthesis.answers import Answer, answers
from muster.synthesis.calibration import Calibration, MeasureFigures
from muster.synthesis.stream import Stream

DECLARED = ("measure", "value", "unit", "as_at", "source", "within_minutes")
EVIDENCE = (
    "criterion",
    "kind",
    "level",
    "statement",
    "outcome",
    "value",
    "as_at",
    "source",
    "within_minutes",
)
JUDGEMENTS = ("subject", "judgement", "reasons", "by", "at")
SHARE = "share"  # the unit of figures that are not whole
PLACES = 2  # decimals of a share

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Testimony:
    """The three tables of a return that are testimony and not people or vehicles."""

    declared: Table
    evidence: Table
    judgements: Table


@dataclass(frozen=True, slots=True, eq=False)
class _Force:
    """The force that speaks, and the local day on which its return is prepared."""

    slug: str
    seed: int
    size: int
    day: int
    neglect: float
    ambition: float
    doctrine: Doctrine
    calibration: Calibration

    def stream(self, topic: str) -> Stream:
        """Return the force's own chance on a topic."""
        return Stream(self.seed, self.slug, topic)

    def date(self, age: int) -> str:
        """Return the date so many days before the return was prepared."""
        return clock.date_of(self.day - age).isoformat()


@dataclass(frozen=True, slots=True)
class _Said:
    """What a force makes of one measure: its own figure, and what it declares to have."""

    figures: MeasureFigures
    required: float
    declared: float | None
    within: int


def make_testimony(
    roster: Roster, *, seed: int, doctrine: Doctrine, calibration: Calibration
) -> Testimony:
    """Return what the force of a roster says, holds and is judged to be."""
    ways = Stream(seed, roster.force, "testimony")
    force = _Force(
        slug=roster.force,
        seed=seed,
        size=len(roster),
        day=clock.day_of(clock.instant_of(roster.starts).date()),
        neglect=ways.between(*calibration.testimony.neglect),
        ambition=ways.between(*calibration.testimony.ambition),
        doctrine=doctrine,
        calibration=calibration,
    )
    criteria = {criterion.measure: criterion for criterion in doctrine.criteria}
    said = {
        figures.measure: _said(force, figures, criteria[figures.measure])
        for figures in calibration.measures
    }
    return Testimony(
        Table(DECLARED, tuple(_declared(force, criteria, said))),
        Table(EVIDENCE, tuple(_evidence(force, said))),
        Table(JUDGEMENTS, tuple(_judgements(force))),
    )


def _said(force: _Force, figures: MeasureFigures, criterion: Criterion) -> _Said:
    stream = force.stream(f"declared {figures.measure}")
    usual = force.size / figures.officers_each if figures.officers_each else figures.flat
    least = 0.0 if criterion.unit == SHARE else 1.0
    wanted = usual * stream.between(*figures.spread) * force.ambition
    required = max(least, _rounded(criterion, wanted))
    claims = bool(stream.chance(1, figures.declares)[0])
    declared = _rounded(criterion, required * stream.between(*figures.declared))
    notice = list(figures.notices)[int(stream.pick(1, list(figures.notices.values()))[0])]
    return _Said(figures, required, declared if claims else None, notice)


def _rounded(criterion: Criterion, figure: float) -> float:
    """Return a figure of a criterion's unit: a share to two places, anything else whole."""
    return min(1.0, round(figure, PLACES)) if criterion.unit == SHARE else float(round(figure))


def _declared(
    force: _Force, criteria: Mapping[str, Criterion], said: Mapping[str, _Said]
) -> Iterator[Row]:
    """Yield a requirement wherever doctrine states none, and what is declared to be held."""
    when, source = force.date(0), "synthetic statement"
    for measure, each in said.items():
        unit = criteria[measure].unit
        if criteria[measure].requirement is None:
            yield measure + REQUIRED, _figure(each.required), unit, when, source, ""
        if each.declared is not None:
            within = "" if each.within < 0 else str(each.within)
            yield measure, _figure(each.declared), unit, when, source, within


def _evidence(force: _Force, said: Mapping[str, _Said]) -> Iterator[Row]:
    """Yield what registers, ledgers and tests hold, criterion by criterion."""
    for criterion in force.doctrine.criteria:
        stream = force.stream(f"evidence {criterion.slug}")
        if criterion.yes_no:
            for answer in answers(force.calibration.testimony, force.neglect, stream):
                yield _answered(force, criterion, answer)
        elif criterion.measure in said:
            yield from _figures(force, criterion, said[criterion.measure], stream)


def _answered(force: _Force, criterion: Criterion, answer: Answer) -> Row:
    kind = "demonstrated" if answer.level else "recorded"
    source = "synthetic test" if answer.level else "synthetic register"
    when = force.date(answer.age)
    return criterion.slug, kind, answer.level, answer.words, answer.outcome, "", when, source, ""


def _figures(force: _Force, criterion: Criterion, said: _Said, stream: Stream) -> Iterator[Row]:
    """Yield what a ledger holds of a measure, and what a muster has shown of it."""
    figures, base = said.figures, said.required
    soonest, latest = min(force.calibration.testimony.ages), max(force.calibration.testimony.ages)
    if figures.recorded:
        held = _figure(_rounded(criterion, base * stream.between(*figures.recorded)))
        source = "synthetic ledger"
        when = force.date(int(stream.below(1, soonest)[0]))
        yield criterion.slug, "recorded", "", "", "", held, when, source, ""
    if stream.chance(1, figures.tested)[0]:
        shown = _figure(_rounded(criterion, base * stream.between(*figures.shown)))
        when = force.date(int(stream.below(1, latest)[0]))
        words, source = "They mustered.", "synthetic test"
        yield criterion.slug, "demonstrated", "mustered", words, "", shown, when, source, ""


def _figure(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else repr(value)


def _judgements(force: _Force) -> Iterator[Row]:
    """Yield what invented people say of a few cells and criteria."""
    figures, stream = force.calibration.judgements, force.stream("judgements")
    doctrine, grades = force.doctrine, list(figures.grades)
    cells = [
        f"{threat.slug}.{aspect.slug}" for threat in doctrine.threats for aspect in doctrine.aspects
    ]
    criteria = [criterion.slug for criterion in doctrine.criteria]
    for number in range(1, figures.each + 1):
        among = cells if stream.chance(1, figures.cells)[0] else criteria
        subject = among[int(stream.below(1, len(among))[0])]
        grade = grades[int(stream.pick(1, list(figures.grades.values()))[0])]
        age = int(stream.below(1, min(force.calibration.testimony.ages))[0])
        by = f"SYN{number:05}, invented superintendent (synthetic)"
        yield subject, grade.value, "Invented: seen at an invented exercise.", by, force.date(age)
