"""The values a scored test is made of."""

from dataclasses import dataclass
from enum import StrEnum

from muster.doctrine import Criterion, Level
from muster.mobilisation.no_notice import NoNoticeTest
from muster.mobilisation.no_notice_turnout import Assembly, Outcome
from muster.strength import KindCount

Bounds = tuple[int, int | None]


class Standing(StrEnum):
    """How what was shown stands to what records allow, recall included."""

    ABOVE = "above the records"
    BELOW = "below the records"
    AGREES = "as the records allow"
    UNSETTLED = "not settled by what is known"
    TRAVELLING = "before anyone could travel"
    NOTHING_SHOWN = "nothing was shown"
    NOT_REACHED = "the test had ended"


@dataclass(frozen=True, slots=True)
class MarkScore:
    """One mark: what was said, what came, what records allow, and what is asked for.

    `claimed` bounds the whole units said as such; `said` and the rest are the units that posts and
    vehicles make, None where no answer of the kind was given. `shown` bounds the units shown
    at the level the test reached, None where nothing was. `recorded` counts everybody who
    the records say could parade, `assured` only those on duty or rostered on call.
    """

    minutes: int
    claimed: Bounds | None
    said: KindCount | None
    acknowledged: KindCount | None
    arrived: KindCount | None
    deployed: KindCount | None
    recorded: KindCount
    assured: KindCount
    required: tuple[Criterion, ...]
    shown: Bounds | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Whole units at one minute: what records allow, what was stated, what arrived."""

    minutes: int
    recorded: Bounds
    stated: Bounds | None
    arrived: Bounds | None


@dataclass(frozen=True, slots=True)
class NoNoticeResult:
    """A test scored. `level` is the highest anything was shown at, None where nothing was.

    `outcomes` are the people called, by how they came; `assemblies` the units whose people
    and vehicles were there before they left. `notes` say what had to be assumed.
    """

    test: NoNoticeTest
    level: Level | None
    marks: tuple[MarkScore, ...]
    curve: tuple[CurvePoint, ...]
    outcomes: tuple[Outcome, ...]
    assemblies: tuple[Assembly, ...]
    notes: tuple[str, ...]
