"""A test's result as evidence: rows in the shape of a return's `evidence` table.

A test shows a thing at the level it reached and at no other. One that moved nobody is stated,
and shows what the control room knows, never units.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from muster.doctrine import LEVELS, Criterion, Doctrine, Level
from muster.mobilisation.no_notice import (
    EXERCISE,
    FIGURES,
    AnswerKind,
    NoNoticeTest,
    TimedAnswer,
)
from muster.mobilisation.no_notice_result import Bounds, MarkScore, NoNoticeResult
from muster.mobilisation.no_notice_score import COMPUTED, arrived_bounds, stated_bounds
from muster.mobilisation.no_notice_sentences import notice_words
from muster.mobilisation.no_notice_tally import counted_by, said_by, settled
from muster.policing import Composition, clock
from muster.strength import people_filled

SKILL, VEHICLE = "skill", "vehicle"
DEMONSTRATED = "demonstrated"
ONE = {"units": "unit", "people": "person", "vehicles": "vehicle"}


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One row of evidence, as the table of a return spells it; `value` may be bounds."""

    criterion: str
    kind: str
    level: Level
    statement: str
    outcome: str
    value: str
    as_at: str
    source: str
    within_minutes: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Level:
    """What was shown at one level: the answers that show it, and how they are to be counted."""

    level: Level
    words: str
    kinds: tuple[AnswerKind, ...]
    moved: bool


LEVELS_SHOWN = (
    _Level("stated", "stated", (AnswerKind.AVAILABLE, AnswerKind.ACKNOWLEDGED), False),
    _Level("table-top", "worked through at a table-top", (AnswerKind.TALKED_THROUGH,), False),
    _Level("mustered", "at the rendezvous", (AnswerKind.ARRIVED, AnswerKind.DEPLOYED), True),
    _Level("deployed", "deployed", (AnswerKind.DEPLOYED,), True),
)


def evidence_of_test(result: NoNoticeResult, *, doctrine: Doctrine) -> tuple[EvidenceRow, ...]:
    """Return a row for each criterion that asks for what was shown, at each level of showing.

    Marks the test did not reach show nothing, and neither does it that nobody had arrived at
    once: nobody can have travelled.
    """
    test = result.test
    on = clock.instant_of(test.put_at).date()
    unit = doctrine.composition(test.unit, on)
    answers = settled(test.answers)
    marks = {mark.minutes: mark for mark in result.marks}
    asked = _asked(test, doctrine)
    rows = []
    for criterion in doctrine.criteria:
        mark = marks.get(-1 if criterion.within_minutes is None else criterion.within_minutes)
        if criterion.basis != COMPUTED or mark is None:
            continue
        found = [
            (level, bounds)
            for level in LEVELS_SHOWN
            for bounds in [_shown(criterion, answers, level, unit, mark.minutes)]
            if bounds and _speaks(bounds, level, mark, test)
        ]
        rows += [_row(criterion, *each, mark, test, asked) for each in _telling(found)]
    return tuple(rows)


def _telling(found: Sequence[tuple[_Level, Bounds]]) -> Iterator[tuple[_Level, Bounds]]:
    """Yield the row that says most of what was said, and of what moved.

    Where only some of the units that came were deployed, all of them came nevertheless: the
    larger figure is kept, and of two as large that of the higher level.
    """
    for moved in (False, True):
        rows = [each for each in found if each[0].moved is moved]
        if rows:
            yield max(rows, key=lambda each: (each[1][0], LEVELS.index(each[0].level)))


def _speaks(bounds: Bounds, level: _Level, mark: MarkScore, test: NoNoticeTest) -> bool:
    """Say whether figures say anything: not where all is unknown, over, or too soon to travel."""
    over = level.moved and test.ended is not None and test.ended < mark.minutes
    too_soon = level.moved and not mark.minutes and not bounds[0]
    return not over and not too_soon and bounds != (0, None)


def _shown(
    criterion: Criterion,
    given: Sequence[TimedAnswer],
    level: _Level,
    unit: Composition,
    minutes: int,
) -> Bounds | None:
    """Return what the answers of a level show of a measure by a mark; None for nothing."""
    head, name = (*criterion.measure.split("."), "")[:2]
    answers = [each for each in given if each.kind in level.kinds]
    if not answers:
        return None
    if head == unit.unit:
        read = arrived_bounds if level.moved else stated_bounds
        return read(answers, unit, minutes)
    if head == SKILL and any(name in post.skills for post in unit.posts):
        return _best(_people(answers, level, unit, minutes, name))
    if head == VEHICLE and any(name == need.kind for need in unit.vehicles):
        return _best(_vehicles(answers, level, unit, minutes, name))
    return None


def _best(found: Iterator[Bounds]) -> Bounds | None:
    return max(found, key=lambda each: each[0], default=None)


def _people(
    answers: Sequence[TimedAnswer], level: _Level, unit: Composition, minutes: int, skill: str
) -> Iterator[Bounds]:
    """Yield the people in posts that ask for a skill, by each kind of answer."""
    if not level.moved:
        said = said_by(answers, unit.unit, minutes)
        if said:
            yield people_filled(unit, said, skill, apart=False)
    for kind in _counted(level):
        counted = counted_by(answers, kind, unit, minutes)
        if counted:
            yield people_filled(unit, counted, skill, apart=True)


def _vehicles(
    answers: Sequence[TimedAnswer], level: _Level, unit: Composition, minutes: int, name: str
) -> Iterator[Bounds]:
    """Yield the vehicles of a kind, by each kind of answer."""
    given = [] if level.moved else list(said_by(answers, unit.unit, minutes))
    for kind in _counted(level):
        given += counted_by(answers, kind, unit, minutes)
    for filled in given:
        if filled.subjects == (name,):
            yield filled.low, filled.high


def _counted(level: _Level) -> tuple[AnswerKind, ...]:
    return tuple(kind for kind in level.kinds if kind not in FIGURES)


def _asked(test: NoNoticeTest, doctrine: Doctrine) -> str:
    """Return what was asked for, so far as it is known."""
    return (
        ""
        if test.units is None
        else f", asked for {test.units:,} " + (doctrine.unit(test.unit).plural)
    )


def _row(
    criterion: Criterion,
    level: _Level,
    bounds: Bounds,
    mark: MarkScore,
    test: NoNoticeTest,
    asked: str,
) -> EvidenceRow:
    when = clock.instant_of(test.put_at)
    said = f"{EXERCISE}: tested without notice at {when.strftime('%H:%M')}"
    one = value_of(bounds).split()[-1] == "1"
    what = ONE.get(criterion.unit, criterion.unit) if one else criterion.unit
    figure = f"{value_of(bounds)} {what} {level.words} {notice_words(mark.minutes)}"
    return EvidenceRow(
        criterion=criterion.slug,
        kind=DEMONSTRATED,
        level=level.level,
        statement=f"{said}{asked}: {figure}.",
        outcome="",
        value=value_of(bounds),
        as_at=when.date().isoformat(),
        source=f"No-notice test: {test.name}",
    )


def value_of(bounds: Bounds) -> str:
    """Return bounds as a return writes them: `3`, `at least 3`, `at most 3`.

    Of bounds on both sides the lower is kept, for it is what was shown.
    """
    low, high = bounds
    if low == high:
        return f"{low}"
    return f"at most {high}" if not low and high is not None else f"at least {low}"
