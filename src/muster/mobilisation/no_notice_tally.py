"""What the answers to a test come to by a minute: whole units, from posts and vehicles.

Figures that were said may be about the same people, and hold at the notice they are for: one
for a shorter notice is a lower bound later, one for a longer notice an upper bound sooner.
People who acknowledged, arrived or were deployed are counted in one by one, so nobody is in two
figures. A post or vehicle no answer speaks of is unknown, not nought.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from muster.errors import MusterError
from muster.mobilisation.no_notice import FIGURES, AnswerKind, TimedAnswer
from muster.policing import Composition
from muster.strength import Filled, KindCount, count_filled

Subjects = tuple[str, ...]
Event = tuple[int, int]  # the minute it counts from, and how many
Events = dict[Subjects, list[Event]]


class UnableToScoreTest(MusterError):
    """The answers contradict one another, or name people the records do not know."""

    def __init__(self, faults: Iterable[str]) -> None:
        """Keep every fault, and say them all."""
        self.faults = tuple(faults)
        super().__init__(
            "The test cannot be scored:\n" + "\n".join(f"  {fault}" for fault in self.faults)
        )


def settled(answers: Iterable[TimedAnswer]) -> tuple[TimedAnswer, ...]:
    """Return answers in one order, an answer sent twice once.

    Raises UnableToScoreTest where two different answers have one id, or an officer is
    answered for in two posts.
    """
    ordered = sorted(answers, key=lambda each: each.order)
    faults = list(answer_faults(ordered))
    if faults:
        raise UnableToScoreTest(faults)
    named = {each.answer_id: each for each in ordered if each.answer_id}
    once = [*named.values(), *(each for each in ordered if not each.answer_id)]
    return tuple(sorted(once, key=lambda each: each.order))


def answer_faults(answers: Sequence[TimedAnswer]) -> Iterable[str]:
    """Yield what is contradictory in answers that are each sound by themselves."""
    by_id: dict[str, set[TimedAnswer]] = defaultdict(set)
    posts: dict[tuple[AnswerKind, str], set[Subjects]] = defaultdict(set)
    for each in answers:
        if each.answer_id:
            by_id[each.answer_id].add(each)
        for officer in each.officers:
            posts[each.kind, officer].add(each.subjects)
    for name, given in by_id.items():
        if len(given) > 1:
            yield f"answer {name} is given in {len(given)} ways; keep one, or give each its own id"
    for (kind, officer), several in posts.items():
        if len(several) > 1:
            named = " and as ".join(sorted("+".join(each) for each in several))
            yield f"officer {officer} is {kind.replace('_', ' ')} as {named}; keep one post"


def events_of(answers: Iterable[TimedAnswer], kind: AnswerKind) -> Events:
    """Return, by what they are about, when and how many; an officer counts once, at the first."""
    found: Events = defaultdict(list)
    first: dict[str, tuple[int, Subjects]] = {}
    for each in answers:
        if each.kind is not kind:
            continue
        if not each.officers:
            found[each.subjects].append((each.counts_from, each.count))
        for officer in each.officers:
            now = each.counts_from, each.subjects
            first[officer] = min(first.get(officer, now), now)
    for minute, subjects in first.values():
        found[subjects].append((minute, 1))
    return found


def claimed_units(
    answers: Iterable[TimedAnswer], unit: str, minutes: int
) -> tuple[int, int | None] | None:
    """Return bounds on the whole units said to be there by a minute; None where none were said."""
    said = [each for each in answers if each.kind in FIGURES and each.subjects == (unit,)]
    return _bounds([(each.counts_from, each.count) for each in said], minutes) if said else None


def _bounds(figures: Sequence[Event], minutes: int) -> tuple[int, int | None]:
    """Return what figures in all, each from its minute on, come to at a minute."""
    low = max((count for minute, count in figures if minute <= minutes), default=0)
    later = [count for minute, count in figures if minute >= minutes]
    return low, max(low, min(later)) if later else None


def said_by(answers: Sequence[TimedAnswer], unit: str, minutes: int) -> tuple[Filled, ...]:
    """Return the figures that were said of posts and vehicles, as bounds at a minute."""
    said: dict[Subjects, list[Event]] = defaultdict(list)
    for each in answers:
        if each.kind in FIGURES and each.subjects != (unit,):
            said[each.subjects].append((each.counts_from, each.count))
    return tuple(Filled(subjects, *_bounds(figures, minutes)) for subjects, figures in said.items())


def counted_by(
    answers: Sequence[TimedAnswer], kind: AnswerKind, unit: Composition, minutes: int
) -> tuple[Filled, ...]:
    """Return the people and vehicles counted in by a minute; a whole unit is all it takes."""
    totals: dict[Subjects, int] = defaultdict(int)
    for subjects, events in events_of(answers, kind).items():
        by_then = sum(count for minute, count in events if minute <= minutes)
        for each, times in _parts(unit, subjects):
            totals[each] += by_then * times
    return tuple(Filled(subjects, total, total) for subjects, total in totals.items())


def _parts(unit: Composition, subjects: Subjects) -> Iterable[tuple[Subjects, int]]:
    """Yield the posts and vehicles that an answer is about, and how many of each it takes."""
    if subjects != (unit.unit,):
        yield subjects, 1
        return
    for post in unit.posts:
        yield (post.slug,), post.count
    for need in unit.vehicles:
        yield (need.kind,), need.count


def count_said(answers: Sequence[TimedAnswer], unit: Composition, minutes: int) -> KindCount | None:
    """Return the whole units that figures said of posts and vehicles make; None without any."""
    said = said_by(answers, unit.unit, minutes)
    return count_filled(unit, said, within=minutes, apart=False) if said else None


def count_counted(
    answers: Sequence[TimedAnswer], kind: AnswerKind, unit: Composition, minutes: int
) -> KindCount | None:
    """Return the whole units that those counted in make; None where nobody was."""
    counted = counted_by(answers, kind, unit, minutes)
    return count_filled(unit, counted, within=minutes, apart=True) if counted else None


def turning_points(answers: Iterable[TimedAnswer], until: int) -> tuple[int, ...]:
    """Return every minute up to `until` at which an answer begins to count, in order."""
    return tuple(sorted({each.counts_from for each in answers if each.counts_from <= until}))
