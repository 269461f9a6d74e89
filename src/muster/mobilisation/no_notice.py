"""The no-notice test: a demand put to a force at an instant, and the answers as they came in.

Nobody in it is deployed against anything: whatever is shown of a test is marked EXERCISE.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from muster.doctrine import LEVELS, Level

EXERCISE = "EXERCISE"
FROM_DUTY, ON_CALL, RECALLED = "on_duty", "on_call", "recall"
UNEXPECTED, NOT_SAID = "unexpected", "not_said"
STATES = (FROM_DUTY, ON_CALL, RECALLED)


class AnswerKind(StrEnum):
    """What an answer is: a figure said, people asked or come, or people found to be away.

    `available` and `talked_through` are figures in all by a time; the others add up.
    `absent` are people called and found abstracted: on leave, sick, on a course, at court.
    """

    CALLED = "called"
    AVAILABLE = "available"
    TALKED_THROUGH = "talked_through"
    ACKNOWLEDGED = "acknowledged"
    ABSENT = "absent"
    ARRIVED = "arrived"
    DEPLOYED = "deployed"


FIGURES = (AnswerKind.AVAILABLE, AnswerKind.TALKED_THROUGH)
# What moves nobody shows what the control room knows, and no more.
SHOWS: dict[AnswerKind, Level] = {
    AnswerKind.AVAILABLE: "stated",
    AnswerKind.ACKNOWLEDGED: "stated",
    AnswerKind.TALKED_THROUGH: "table-top",
    AnswerKind.ARRIVED: "mustered",
    AnswerKind.DEPLOYED: "deployed",
}
MOVED: tuple[Level, ...] = ("mustered", "deployed")


@dataclass(frozen=True, slots=True)
class TimedAnswer:
    """One answer: `count` of something, `minutes` after the test was put.

    `subjects` are posts (several where it is not said which each fills), one kind of
    vehicle, or the kind of unit itself. `ready` is the minute by which they would be there
    (nought for at once), None for the minute of the answer. `state` says how people come
    (`on_duty`, `on_call`, `recall`), blank where it is not said. `officers` are ids, and stay
    inside the force. `answer_id` tells an answer sent twice from two answers.
    """

    minutes: int
    kind: AnswerKind
    subjects: tuple[str, ...]
    count: int
    ready: int | None = None
    state: str = ""
    by: str = ""
    officers: tuple[str, ...] = ()
    source: str = ""
    answer_id: str = ""

    @property
    def counts_from(self) -> int:
        """Return the minute from which it counts.

        A figure for a notice counts at that notice, as records do, whenever it was given:
        nobody answers at once. People come no sooner than they say.
        """
        if self.ready is None:
            return self.minutes
        return self.ready if self.kind in FIGURES else max(self.minutes, self.ready)

    @property
    def order(self) -> tuple[int, str, tuple[str, ...], int, tuple[str, ...], str]:
        """Return a key that puts answers in one order whatever order they were written in."""
        return (
            self.counts_from,
            self.kind,
            self.subjects,
            self.count,
            self.officers,
            self.answer_id,
        )


@dataclass(frozen=True, slots=True)
class NoNoticeTest:
    """So many units asked of a force at the UTC minute `put_at`, and every answer.

    `units` is None where it is not known how many were asked for. `ended` is the minute at
    which it was stood down, None where it ran to the last mark.
    """

    name: str
    force: str
    unit: str
    units: int | None
    put_at: int
    answers: tuple[TimedAnswer, ...] = ()
    rendezvous: str = ""
    scenario: str = ""
    ended: int | None = None


def level_reached(answers: Iterable[TimedAnswer]) -> Level | None:
    """Return the highest level at which anything was shown; None where nothing was."""
    shown = {SHOWS[each.kind] for each in answers if each.kind in SHOWS and each.count}
    return max(shown, key=LEVELS.index, default=None)
