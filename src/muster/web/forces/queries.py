"""Reads of one force: what is held of it, what it is asked for, and whose tickets would lift it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from muster import strength
from muster.assessment import Finding, Matrix
from muster.errors import MusterError
from muster.strength import KindCount, UnitCount
from muster.web.documents.models import Document, Kind
from muster.web.documents.queries import documents_known, latest_return
from muster.web.picture.asked import Asked
from muster.web.picture.counts import count_of
from muster.web.picture.freshness import shelf_life
from muster.web.picture.holding import return_of
from muster.web.picture.reach import reach_of
from muster.web.picture.since import since_return
from muster.web.rulebook import rulebook

if TYPE_CHECKING:
    from muster.strength import Renewal

KEPT = 2000
MOST_RUNGS = 6  # units more for which people are named: beyond, a course is planned and not a list
_lifts: dict[tuple[object, ...], "Lift | None"] = {}
_lock = Lock()


class UnableToFindForce(MusterError):
    """There is no force of that name."""


@dataclass(frozen=True, slots=True)
class Lift:
    """The fewest people whose lapsed tickets, renewed, lift a force to `restored` whole units.

    `now` is what it can raise as it stands and `wanted` what was asked for. `tickets` are of
    named people: they are shown only by the pages of people, which log who reads them. Where
    `restored` is no more than `now`, no lapsed ticket is what stops the next unit.
    """

    unit: str
    within: int
    now: int
    wanted: int
    restored: int
    tickets: "tuple[Renewal, ...]"

    @property
    def officers(self) -> tuple[str, ...]:
        """Return the officers, by the ids of the return, each once."""
        return tuple(dict.fromkeys(each.officer_id for each in self.tickets))

    @property
    def skills(self) -> Mapping[str, tuple[str, ...]]:
        """Return the skills each officer has to renew, by officer."""
        found: dict[str, tuple[str, ...]] = {}
        for each in self.tickets:
            found[each.officer_id] = (*found.get(each.officer_id, ()), each.skill)
        return found

    @property
    def people(self) -> int:
        """Return how many people it takes."""
        return len(self.officers)

    @property
    def by_post(self) -> Mapping[str, int]:
        """Return how many people it takes for each post."""
        posts = {each.officer_id: each.post for each in self.tickets}
        return {post: list(posts.values()).count(post) for post in posts.values()}

    @property
    def lifts(self) -> bool:
        """Say whether renewing tickets gains any unit at all."""
        return self.restored > self.now


def lifting(document: Document, asked: Asked, units: int = 1) -> Lift | None:
    """Return the fewest people whose tickets would lift a force by so many whole units.

    Of the unit kind, at the instant and the notice asked. None where the return gives totals
    and no people, or does not reach the instant.
    """
    count = count_of(document, asked)
    roster = return_of(document).roster
    if count is None or roster is None or count.kinds[0].high is None:
        return None
    have = count.kinds[0].high
    overlays = since_return(document.subject, asked).overlays
    key = (document.sha256, asked.unit, asked.at, asked.within, overlays, units)
    if key not in _lifts:
        seen = strength.forecast(
            roster,
            units=[asked.unit],
            start=asked.at,
            hours=1,
            within=asked.within,
            doctrine=rulebook(),
            floors={asked.unit: have + units},
            overlays=overlays,
        )
        fall = seen.falls[0]
        lift = Lift(
            asked.unit, asked.within, have, have + units, max(have, fall.restored), fall.renewals
        )
        with _lock:
            while len(_lifts) >= KEPT:
                _lifts.pop(next(iter(_lifts)))
            _lifts[key] = lift
    return _lifts[key]


def lifts_of(document: Document, asked: Asked, most: int = MOST_RUNGS) -> list[Lift]:
    """Return what it takes to gain one unit, two, and so on, as far as tickets can."""
    found: list[Lift] = []
    for units in range(1, most + 1):
        lift = lifting(document, asked, units)
        if lift is None or lift.restored < lift.wanted:
            break
        found.append(lift)
    return found


def document_of(force: str, asked: Asked) -> Document | None:
    """Return the latest return of a force as known when it is asked; None where there is none."""
    return latest_return(force, asked.known)


def returns_of(force: str, asked: Asked, most: int) -> list[Document]:
    """Return the returns of a force that were known and stood, the latest first."""
    found = documents_known(Kind.RETURN, asked.known).filter(subject=force)
    return list(found.order_by("-received_at", "-id")[:most])


def is_stale(document: Document, asked: Asked) -> bool:
    """Say whether a return is past its shelf life at the time as known."""
    made = document.prepared_at or document.received_at
    return asked.known - made > shelf_life()


def outlived(document: Document, asked: Asked) -> bool:
    """Say whether an instant asked about is past the period a return covers."""
    return asked.at >= reach_of(document)[1]


def required_of(matrix: Matrix, unit: str) -> list[Finding]:
    """Return the findings that ask for whole units of a kind, as figures."""
    return [
        each
        for each in matrix.findings
        if each.criterion.measure.partition(".")[0] == unit and not each.criterion.yes_no
    ]


def required_at(findings: Sequence[Finding], within: int) -> Finding | None:
    """Return the finding that asks for most units at a notice; None where nothing is asked."""
    alike = [each for each in findings if each.criterion.within_minutes == within and each.required]
    return max(alike, key=lambda each: each.required.value if each.required else 0, default=None)


def kind_at(count: UnitCount, within: int) -> KindCount:
    """Return the first kind of unit of a count at a notice of its curve."""
    return next(row[0] for row in count.curve if row[0].within == within)


def force_named(slug: str) -> str:
    """Return a force's name. Raises UnableToFindForce."""
    for each in rulebook().forces:
        if each.slug == slug:
            return each.name
    raise UnableToFindForce(f"There is no force called {slug!r}; look for it on the nation's page")
