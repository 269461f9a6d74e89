"""The words of a call-out that every part of its report shares."""

from collections.abc import Mapping

from muster.mobilisation import Prospect, Stage
from muster.policing import clock
from muster.reporting.document import Cell, Tone
from muster.reporting.words import counted, duration_words, joined, opened

EXERCISE = "EXERCISE"
STAGES: Mapping[Stage, tuple[str, Tone]] = {
    Stage.NOT_ASKED: ("not asked", "unknown"),
    Stage.ASKED: ("asked", "short"),
    Stage.SENT: ("sent", "short"),
    Stage.DELIVERED: ("delivered", "short"),
    Stage.ACKNOWLEDGED: ("acknowledged", ""),
    Stage.DECLINED: ("declined", "none"),
    Stage.ARRIVED: ("arrived", "good"),
    Stage.RELIEVED: ("relieved", "soft"),
    Stage.RELEASED: ("released", "soft"),
    Stage.RETURNED: ("returned", "soft"),
}
STANDINGS: Mapping[str, tuple[str, Tone]] = {
    "waiting": ("Waiting for an answer", "short"),
    "short": ("Short", "none"),
    "coming": ("On the way", ""),
    "met": ("Met", "good"),
    "over": ("Over", "soft"),
}
REMARKS: Mapping[str, str] = {
    "never_sent": "its message got there, and no sending was recorded",
    "never_acknowledged": "it arrived without acknowledging, which its arrival implies",
    "came_after_declining": "it had declined, and came",
    "another_tour": "it came back for another tour",
    "withdrew": "it had acknowledged, and withdrew",
    "asked_again": "it was asked again",
    "stood_down": "it was stood down before it arrived",
    "never_released": "it returned without a release, which its return implies",
}
AWAITED: Mapping[str, str] = {
    "delivery": "a receipt of the message",
    "answer": "an answer",
    "arrival": "its arrival",
}


def marked(operation: str, exercise: bool) -> str:
    """Return an operation's name, marked where it is an exercise."""
    return f"{EXERCISE}: {operation}" if exercise else operation


def stage_cell(stage: Stage | None) -> Cell:
    """Return a stage as a cell; None is something that was not heard of."""
    words, tone = STAGES[stage] if stage else ("not heard of", "unknown")
    return Cell(opened(words), tone)


def standing_cell_of(standing: str) -> Cell:
    """Return how a line stands as a cell."""
    return Cell(*STANDINGS[standing])


def remark_words(remarks: tuple[str, ...]) -> str:
    """Return remarks as a sentence without its full stop, or nothing."""
    return opened(joined(REMARKS[each] for each in remarks))


def time_words(minute: int | None, at: int) -> str:
    """Return a minute as `20:05`, with its day where that is not the day of `at`."""
    if minute is None:
        return ""
    when, today = clock.instant_of(minute), clock.instant_of(at)
    return when.strftime("%H:%M" if when.date() == today.date() else "%-d %b %H:%M")


def line_words(found: Prospect, at: int) -> str:
    """Return what has become of a line's units: `3 acknowledged and 1 not answered for …`."""
    said = [
        f"{number:,} {words}"
        for number, words in (
            (found.arrived, "arrived"),
            (found.coming, "acknowledged and on the way"),
            (found.declined, "declined"),
            (found.stood_down, "stood down"),
        )
        if number
    ]
    if found.waiting_since is not None:
        waited = duration_words(at - found.waiting_since)
        said.append(f"{found.unanswered:,} not answered for {waited}")
    return opened(joined(said))


def who_words(line: str, unit: str, officer: str, units: int = 1) -> str:
    """Return whom something is of: a line, a unit of it, or an officer of that."""
    name = " ".join(part for part in (unit, officer) if part)
    if name:
        return f"{name}, line {line}"
    return f"Line {line}, {counted(units, 'unit')} not named" if units else f"Line {line}"
