"""Add to a call-out: one step at a desk, or whatever has come in; and say what that changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from muster.mobilisation.callout_events import CalloutEvent
from muster.mobilisation.callout_folding import fold_callout
from muster.mobilisation.callout_rules import Stage
from muster.mobilisation.callout_states import Callout, Late, Progress, Refusal, UnableToTakeStep


@dataclass(frozen=True, slots=True)
class CalloutChange:
    """A line, unit or officer that stands elsewhere than was thought; None where unheard of.

    `was_since` and `since` are the minutes either stage was entered.
    """

    operation: str
    exercise: bool
    line: str
    unit: str
    officer: str
    was: Stage | None
    was_since: int | None
    now: Stage | None
    since: int | None


@dataclass(frozen=True, slots=True)
class CalloutUpdate:
    """A call-out with events added to it.

    `changes` are what stands elsewhere than before, `refused` what is now set aside and was
    not, `allowed` what was set aside and is no longer, `late` those of the new events that are
    old news.
    """

    callout: Callout
    changes: tuple[CalloutChange, ...]
    refused: tuple[Refusal, ...]
    allowed: tuple[Refusal, ...]
    late: tuple[Late, ...]

    @property
    def picture_changed(self) -> bool:
        """Say whether old news that came in late changed where something was thought to stand."""
        return bool(self.late and (self.changes or self.refused or self.allowed))


def add_events(callout: Callout, events: Iterable[CalloutEvent]) -> CalloutUpdate:
    """Return a call-out with more events, each put where it belongs, and what that changed.

    The call-out is the one that folding all of the events at once gives.
    """
    new = tuple(events)
    after = fold_callout((*callout.log, *new), at=callout.at, known_at=callout.known_at)
    return CalloutUpdate(
        after,
        compare_callouts(callout, after),
        _more(after.refused, callout.refused),
        _more(callout.refused, after.refused),
        tuple(each for each in after.late if each.event in set(new)),
    )


def take_step(callout: Callout, event: CalloutEvent) -> CalloutUpdate:
    """Return a call-out with one more event, or raise UnableToTakeStep where it is not legal.

    A step taken before is taken no second time and changes nothing. An old event that is legal
    where it belongs is taken, though it may make a later one illegal: that is then in
    `refused`, and the picture has changed.
    """
    update = add_events(callout, (event,))
    for refusal in update.callout.refused:
        if refusal.event == event:
            raise UnableToTakeStep(refusal)
    return update


def compare_callouts(before: Callout, after: Callout) -> tuple[CalloutChange, ...]:
    """Return what stands elsewhere in one state of a call-out than in another."""
    was, now = dict(before.walk()), dict(after.walk())
    played = {each.operation for one in (before, after) for each in one.operations if each.exercise}
    found = []
    for subject in dict.fromkeys((*was, *now)):
        old, new = _where(was.get(subject)), _where(now.get(subject))
        if old != new:
            operation, line, unit, officer = subject
            exercise = operation in played
            found.append(CalloutChange(operation, exercise, line, unit, officer, *old, *new))
    return tuple(found)


def _where(progress: Progress | None) -> tuple[Stage | None, int | None]:
    return (progress.stage, progress.since) if progress else (None, None)


def _more(these: Iterable[Refusal], those: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """Return the refusals of these whose events are not refused in those."""
    known = {each.event for each in those}
    return tuple(each for each in these if each.event not in known)
