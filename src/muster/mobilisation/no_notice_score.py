"""Score a test: at each mark, the whole units its answers make against what records allow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from muster.doctrine import Criterion, Doctrine, Level
from muster.mobilisation.no_notice import (
    FIGURES,
    MOVED,
    AnswerKind,
    NoNoticeTest,
    TimedAnswer,
    level_reached,
)
from muster.mobilisation.no_notice_result import (
    Bounds,
    CurvePoint,
    MarkScore,
    NoNoticeResult,
    Standing,
)
from muster.mobilisation.no_notice_tally import (
    claimed_units,
    count_counted,
    count_said,
    settled,
    turning_points,
)
from muster.mobilisation.no_notice_turnout import assemblies_of, outcomes_of
from muster.policing import Composition, clock
from muster.strength import (
    CountSet,
    KindCount,
    Options,
    Overlay,
    Roster,
    Wanted,
    count_units,
    measure_strength,
)

MARKS = "no_notice_test"
COMPUTED = "computed"
UNKNOWN: Bounds = (0, None)


@dataclass(frozen=True, slots=True, eq=False)
class _Scoring:
    """What one test is scored with."""

    test: NoNoticeTest
    answers: tuple[TimedAnswer, ...]
    level: Level | None
    unit: Composition
    holding: Roster | CountSet
    doctrine: Doctrine
    overlays: Sequence[Overlay]

    def recorded(self, marks: Sequence[int], *, assured: bool) -> Mapping[int, KindCount]:
        """Return what the records allow within each of some minutes of the start.

        One count tells of every notice of its curve, so few counts are made.
        """
        found: dict[int, KindCount] = {}
        for minutes in sorted(marks, reverse=True):
            if minutes not in found:
                counted = count_units(
                    self.holding,
                    units=[self.test.unit],
                    at=self.test.put_at,
                    within=minutes,
                    doctrine=self.doctrine,
                    options=Options(assured=assured),
                    overlays=self.overlays,
                )
                found |= {kind.within: kind for (kind,) in counted.curve}
        return found


def score_test(
    test: NoNoticeTest,
    holding: Roster | CountSet,
    *,
    doctrine: Doctrine,
    overlays: Sequence[Overlay] = (),
) -> NoNoticeResult:
    """Return a test scored at doctrine's marks against what a force's records allow.

    Raises UnableToScoreTest naming every contradiction in the answers and every officer the
    records do not know, and the errors of counting.
    """
    answers = settled(test.answers)
    on = clock.instant_of(test.put_at).date()
    marks = doctrine.notice(MARKS, on).minutes
    unit = doctrine.composition(test.unit, on)
    level = level_reached(answers)
    scoring = _Scoring(test, answers, level, unit, holding, doctrine, overlays)
    recorded, assured = (scoring.recorded(marks, assured=firm) for firm in (False, True))
    outcomes, notes = outcomes_of(
        test, answers, unit, holding, within=max(marks), doctrine=doctrine, overlays=overlays
    )
    return NoNoticeResult(
        test=test,
        level=level,
        marks=tuple(
            _mark(scoring, minutes, recorded[minutes], assured[minutes]) for minutes in marks
        ),
        curve=_curve(scoring, marks),
        outcomes=outcomes,
        assemblies=assemblies_of(test, answers, unit, until=max(marks)),
        notes=(*_notes(scoring), *notes),
    )


def _mark(scoring: _Scoring, minutes: int, recorded: KindCount, assured: KindCount) -> MarkScore:
    answers, unit = scoring.answers, scoring.unit
    ended = scoring.test.ended
    over = ended is not None and ended < minutes
    counted = {
        kind: None if over else count_counted(answers, kind, unit, minutes)
        for kind in (AnswerKind.ARRIVED, AnswerKind.DEPLOYED)
    }
    shown = _shown(scoring, minutes)
    return MarkScore(
        minutes=minutes,
        claimed=claimed_units(answers, unit.unit, minutes),
        said=count_said(answers, unit, minutes),
        acknowledged=count_counted(answers, AnswerKind.ACKNOWLEDGED, unit, minutes),
        arrived=counted[AnswerKind.ARRIVED],
        deployed=counted[AnswerKind.DEPLOYED],
        recorded=recorded,
        assured=assured,
        required=_required(scoring, minutes),
        shown=shown,
        standing=_standing(scoring, minutes, shown, (recorded.low, recorded.high)),
    )


def _required(scoring: _Scoring, minutes: int) -> tuple[Criterion, ...]:
    """Return the criteria that ask for units of this kind at this very notice."""
    return tuple(
        each
        for each in scoring.doctrine.criteria
        if each.basis == COMPUTED
        and each.measure.partition(".")[0] == scoring.test.unit
        and each.within_minutes == minutes
        and each.requirement is not None
    )


def bounds_of(count: KindCount | None) -> Bounds | None:
    """Return the low and high of a count, None where there is none."""
    return None if count is None else (count.low, count.high)


def stated_bounds(answers: Sequence[TimedAnswer], unit: Composition, minutes: int) -> Bounds | None:
    """Return the units stated by a minute: as whole units, else by posts, else acknowledged."""
    claimed = claimed_units(answers, unit.unit, minutes)
    if claimed is not None:
        return claimed
    said = count_said(answers, unit, minutes)
    come = count_counted(answers, AnswerKind.ACKNOWLEDGED, unit, minutes)
    return bounds_of(said or come)


def arrived_bounds(
    answers: Sequence[TimedAnswer], unit: Composition, minutes: int
) -> Bounds | None:
    """Return the units that had come by a minute; those deployed had come, counted in or not."""
    kinds = (AnswerKind.ARRIVED, AnswerKind.DEPLOYED)
    counts = [count_counted(answers, kind, unit, minutes) for kind in kinds]
    found = [each for each in map(bounds_of, counts) if each]
    return max(found, key=lambda each: each[0], default=None)


def _shown(scoring: _Scoring, minutes: int) -> Bounds | None:
    """Return the units shown by a minute at the level the test reached."""
    ended = scoring.test.ended
    if scoring.level in MOVED:
        if ended is not None and ended < minutes:
            return None
        return arrived_bounds(scoring.answers, scoring.unit, minutes)
    return stated_bounds(scoring.answers, scoring.unit, minutes) if scoring.level else None


def _standing(scoring: _Scoring, minutes: int, shown: Bounds | None, recorded: Bounds) -> Standing:
    if scoring.level is None:
        return Standing.NOTHING_SHOWN
    if shown is None:
        return Standing.NOT_REACHED
    if not minutes and not shown[0] and scoring.level in MOVED:
        return Standing.TRAVELLING
    return compare_bounds(shown, recorded)


def compare_bounds(shown: Bounds, recorded: Bounds) -> Standing:
    """Return how units shown stand to those recorded, so far as the bounds of both tell."""
    if recorded[1] is not None and shown[0] > recorded[1]:
        return Standing.ABOVE
    if shown[1] is not None and shown[1] < recorded[0]:
        return Standing.BELOW
    exact = shown[0] == shown[1] and recorded[0] == recorded[1]
    return Standing.AGREES if exact else Standing.UNSETTLED


def _curve(scoring: _Scoring, marks: Sequence[int]) -> tuple[CurvePoint, ...]:
    """Return the units at every mark, and at every minute at which they change between."""
    last = max(marks)
    minutes = sorted({*marks, *turning_points(scoring.answers, last)})
    points: list[tuple[int, Bounds | None, Bounds | None]] = []
    for minute in minutes:
        stated = stated_bounds(scoring.answers, scoring.unit, minute)
        over = scoring.test.ended is not None and scoring.test.ended < minute
        arrived = None if over else arrived_bounds(scoring.answers, scoring.unit, minute)
        if minute in marks or not points or points[-1][1:] != (stated, arrived):
            points.append((minute, stated, arrived))
    recorded = _recorded_along(scoring, [minute for minute, _, _ in points])
    return tuple(
        CurvePoint(minute, recorded[minute], stated, arrived) for minute, stated, arrived in points
    )


def _recorded_along(scoring: _Scoring, minutes: Sequence[int]) -> dict[int, Bounds]:
    """Return what records allow at each of some minutes, each read once."""
    wanted = [Wanted(f"{scoring.test.unit}.test", minute) for minute in minutes]
    measured = measure_strength(
        scoring.holding, wanted, at=scoring.test.put_at, doctrine=scoring.doctrine
    )
    found = {each.wanted.within: (each.low, each.high) for each in measured}
    return {minute: found.get(minute, UNKNOWN) for minute in minutes}


def _notes(scoring: _Scoring) -> list[str]:
    """Return what must be borne in mind of the records, and of figures that went down."""
    notes = [
        "Records say who can be on parade at their own base by a minute, and nothing of the "
        "journey to a rendezvous."
    ]
    if isinstance(scoring.holding, CountSet):
        notes.append("The force gives totals and not people, so what records allow is bounds.")
    late = [each.minutes for each in scoring.answers if each.minutes > each.counts_from]
    if late:
        figures = "figure was" if len(late) == 1 else "figures were"
        notes.append(
            f"{len(late):,} {figures} for a minute already past when it was given, the latest at "
            f"{max(late):,} minutes; what was said is taken at its word."
        )
    said: dict[tuple[str, ...], int] = {}
    for each in scoring.answers:
        if each.kind in FIGURES:
            before = said.get(each.subjects, 0)
            if each.count < before:
                notes.append(
                    f"{' or '.join(each.subjects).replace('_', ' ')}: {before:,} were said, and "
                    f"{each.count:,} at {each.counts_from} minutes; the larger is kept."
                )
            said[each.subjects] = max(before, each.count)
    return notes
