"""Who was called and who came: what a test, or a call-out, says of turnout."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from muster.doctrine import Doctrine
from muster.mobilisation.no_notice import (
    FROM_DUTY,
    MOVED,
    NOT_SAID,
    ON_CALL,
    RECALLED,
    UNEXPECTED,
    AnswerKind,
    NoNoticeTest,
    TimedAnswer,
    level_reached,
)
from muster.mobilisation.no_notice_tally import UnableToScoreTest, count_counted, turning_points
from muster.policing import Composition
from muster.strength import CountSet, Overlay, Roster, State, available

NAMED = {
    State.ON_DUTY: FROM_DUTY,
    State.STARTING: FROM_DUTY,
    State.ON_CALL: ON_CALL,
    State.RECALL: RECALLED,
}
Group = tuple[str, str]  # the post people were called for, and how they were to come


@dataclass(frozen=True, slots=True)
class Outcome:
    """So many people called alike, at the UTC minute `called_at`, and what became of them.

    `state` is how they were to come, `unexpected` where records said that they could not,
    `not_said` where nobody says.
    `predicted` and `arrived` are minutes after the call: None where nobody foretold it, and
    where they did not come. `absent` says that they were found on leave, sick, on a course.
    """

    occasion: str
    force: str
    called_at: int
    post: str
    state: str
    count: int
    predicted: int | None
    arrived: int | None
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Assembly:
    """One whole unit of a test: the minutes between having all it takes and being deployed."""

    occasion: str
    minutes: int


@dataclass(frozen=True, slots=True)
class _Person:
    """What records say of an officer at the start: how they would come, and in how many minutes."""

    state: str
    ready: int | None


def outcomes_of(
    test: NoNoticeTest,
    answers: Sequence[TimedAnswer],
    unit: Composition,
    holding: Roster | CountSet,
    *,
    within: int,
    doctrine: Doctrine,
    overlays: Sequence[Overlay] = (),
) -> tuple[tuple[Outcome, ...], tuple[str, ...]]:
    """Return what became of everyone called to a post, and notes on what could not be told.

    Officers named by id are followed one by one, with what the roster foretold of each; others
    are taken in the order in which they were called and came. Raises UnableToScoreTest for
    officers who are not in the roster.
    """
    people = _people(test, answers, holding, within, doctrine, overlays)
    if level_reached(answers) not in MOVED:
        return (), ()
    found: Counter[_Fate] = Counter()
    notes: list[str] = []
    posts = {post.slug for post in unit.posts}
    answers = [each for each in answers if set(each.subjects) <= posts]
    _follow_officers(answers, people, found)
    _follow_groups(answers, people, found, notes)
    made = [_outcome(test, fate, count) for fate, count in found.items()]
    return tuple(sorted(made, key=_order)), tuple(notes)


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of one person who was called, in minutes of the test."""

    called: int
    post: str
    state: str
    predicted: int | None
    arrived: int | None
    absent: bool


def _outcome(test: NoNoticeTest, fate: _Fate, count: int) -> Outcome:
    return Outcome(
        occasion=test.name,
        force=test.force,
        called_at=test.put_at + fate.called,
        post=fate.post,
        state=fate.state,
        count=count,
        predicted=fate.predicted,
        arrived=fate.arrived,
        absent=fate.absent,
    )


def _order(outcome: Outcome) -> tuple[str, str, int, bool, int, int]:
    never = -1
    return (
        outcome.post,
        outcome.state,
        outcome.called_at,
        outcome.absent,
        never if outcome.arrived is None else outcome.arrived,
        never if outcome.predicted is None else outcome.predicted,
    )


def _people(
    test: NoNoticeTest,
    answers: Sequence[TimedAnswer],
    holding: Roster | CountSet,
    within: int,
    doctrine: Doctrine,
    overlays: Sequence[Overlay],
) -> Mapping[str, _Person]:
    """Return what the roster foretells of each officer named. Raises for those not in it."""
    named = sorted({officer for each in answers for officer in each.officers})
    if not named:
        return {}
    if isinstance(holding, CountSet):
        raise UnableToScoreTest(
            ["officers are named, and the force gives totals; leave the officers out"]
        )
    present = available(
        holding, at=test.put_at, within=within, doctrine=doctrine, overlays=overlays
    )
    rows = {holding.officer_name(row): row for row in range(len(holding))}
    unknown = [officer for officer in named if officer not in rows]
    if unknown:
        raise UnableToScoreTest(
            f"officer {officer} is not in the roster of {test.force}; mend the number"
            for officer in unknown
        )
    return {
        officer: _person(present.state[rows[officer]], present.ready[rows[officer]])
        for officer in named
    }


def _person(state: int, ready: int) -> _Person:
    come = NAMED.get(State(int(state)))
    return _Person(come or UNEXPECTED, int(ready) if come else None)


def _follow_officers(
    answers: Sequence[TimedAnswer], people: Mapping[str, _Person], found: Counter[_Fate]
) -> None:
    """Add what became of each officer who was called by id."""
    came = _first(answers, AnswerKind.ARRIVED, AnswerKind.DEPLOYED)
    away = _first(answers, AnswerKind.ABSENT)
    for officer, answer in _first(answers, AnswerKind.CALLED).items():
        arrived = came.get(officer)
        person = people[officer]
        found[
            _Fate(
                answer.counts_from,
                "+".join(answer.subjects),
                answer.state or person.state,
                person.ready,
                max(0, arrived.counts_from - answer.counts_from) if arrived else None,
                arrived is None and officer in away,
            )
        ] += 1


def _first(answers: Sequence[TimedAnswer], *kinds: AnswerKind) -> dict[str, TimedAnswer]:
    """Return the first answer of some kinds about each officer; answers come in order."""
    found: dict[str, TimedAnswer] = {}
    for each in answers:
        for officer in each.officers if each.kind in kinds else ():
            found.setdefault(officer, each)
    return found


def _follow_groups(
    answers: Sequence[TimedAnswer],
    people: Mapping[str, _Person],
    found: Counter[_Fate],
    notes: list[str],
) -> None:
    """Add what became of those called as numbers, post by post, and note what cannot be told.

    The first called are taken to be the first to come, and those who neither came nor were
    found away did not come.
    """
    called = _minutes(answers, people, AnswerKind.CALLED)
    came = _minutes(answers, people, AnswerKind.ARRIVED)
    away = _minutes(answers, people, AnswerKind.ABSENT)
    for post, state in sorted(called):
        if state != NOT_SAID and (post, NOT_SAID) in came:
            notes.append(
                f"{post.replace('_', ' ')}: some came of whom it is not said whether from duty, "
                "on call or recalled, so turnout for the post is left out."
            )
            continue
        arrivals, absent = came.get((post, state), []), len(away.get((post, state), []))
        for place, minute in enumerate(called[post, state]):
            arrived = max(0, arrivals[place] - minute) if place < len(arrivals) else None
            gone = arrived is None and place - len(arrivals) < absent
            found[_Fate(minute, post, state, None, arrived, gone)] += 1
    notes += _uncalled(called, came)


def _uncalled(called: Mapping[Group, list[int]], came: Mapping[Group, list[int]]) -> Iterator[str]:
    """Yield a note on those who came whom nobody called, where anybody was called."""
    uncalled = sum(
        max(0, len(minutes) - len(called.get(group, []))) for group, minutes in came.items()
    )
    if uncalled and called:
        many = "person" if uncalled == 1 else "people"
        yield (
            f"{uncalled:,} {many} came of whom no call is recorded for that post and way of "
            "coming; turnout is worked out without them."
        )


def _minutes(
    answers: Sequence[TimedAnswer], people: Mapping[str, _Person], kind: AnswerKind
) -> dict[Group, list[int]]:
    """Return the minute of each person answered for, by post and way of coming, in order.

    An officer who was called by id is left out: those are followed one by one.
    """
    followed = _first(answers, AnswerKind.CALLED)
    found: dict[Group, list[int]] = defaultdict(list)
    for each in answers:
        if each.kind is not kind:
            continue
        post = "+".join(each.subjects)
        if not each.officers:
            found[post, each.state or NOT_SAID] += [each.counts_from] * each.count
        for officer in each.officers:
            if officer not in followed:
                found[post, each.state or people[officer].state].append(each.counts_from)
    return found


def assemblies_of(
    test: NoNoticeTest, answers: Sequence[TimedAnswer], unit: Composition, *, until: int
) -> tuple[Assembly, ...]:
    """Return, for each whole unit deployed, the minutes since all it takes had arrived."""
    minutes = turning_points(answers, until)
    there = _first_minutes(answers, AnswerKind.ARRIVED, unit, minutes)
    gone = _first_minutes(answers, AnswerKind.DEPLOYED, unit, minutes)
    pairs = zip(there, gone, strict=False)
    return tuple(Assembly(test.name, max(0, left - came)) for came, left in pairs)


def _first_minutes(
    answers: Sequence[TimedAnswer], kind: AnswerKind, unit: Composition, minutes: Sequence[int]
) -> list[int]:
    """Return the minute at which the first whole unit was counted in, the second, and so on."""
    found: list[int] = []
    for minute in minutes:
        count = count_counted(answers, kind, unit, minute)
        found += [minute] * max(0, (count.low if count else 0) - len(found))
    return found
