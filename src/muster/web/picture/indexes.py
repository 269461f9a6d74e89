"""A year of one force made ready, so that any instant of it is counted in a millisecond."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock, Thread

from muster import strength
from muster.policing import clock
from muster.strength import NationIndex, Overlay, Roster
from muster.web.documents.models import Document
from muster.web.picture.asked import Asked
from muster.web.picture.holding import return_of
from muster.web.picture.since import since_returns
from muster.web.rulebook import rulebook

KEPT = 6 * 43  # of a force each: a nation at six notices
DAYS = 366 + 31  # from the month in which it is known: a year ahead of any day of that month
Key = tuple[str, int, int, tuple[Overlay, ...]]
_indexes: dict[Key, "Indexed"] = {}
_building, _behind = Lock(), Lock()


@dataclass(frozen=True)
class Indexed:
    """An index of one force at one notice, and the lock of whoever is asking it."""

    index: NationIndex
    asking: Lock


@dataclass(frozen=True)
class Wanted:
    """One force to be made ready: its roster, a notice, from when, and what changed since."""

    sha256: str
    roster: Roster
    within: int
    start: int
    overlays: tuple[Overlay, ...]

    @property
    def key(self) -> Key:
        """Return what tells this index from others."""
        return self.sha256, self.within, self.start, self.overlays


def wanted_of(
    documents: Mapping[str, Document], asked: Asked, notices: Iterable[int]
) -> dict[str, tuple[Wanted, ...]]:
    """Return what has to be ready to count some forces at some notices, by force.

    A force that gives totals and no people has nothing to make ready, and is not there.
    """
    since = since_returns(documents, asked)
    start, listed = _start(asked), tuple(notices)
    found = {}
    for slug, document in documents.items():
        roster = return_of(document).roster
        if roster is not None:
            overlays = since[slug].overlays
            found[slug] = tuple(
                Wanted(document.sha256, roster, within, start, overlays) for within in listed
            )
    return found


def _start(asked: Asked) -> int:
    """Return the first minute of the month in which it is known, or of the day asked about.

    The month holds the year a slider moves over, and is made ready once; a day outside it is
    made ready by itself.
    """
    known = clock.instant_of(clock.minute_of(asked.known))
    month = clock.minute_of(known.replace(day=1, hour=0, minute=0, second=0, microsecond=0))
    for start in (month - clock.DAY, asked.at - asked.at % clock.DAY):
        if start <= asked.at < start + DAYS * clock.DAY:
            return start
    raise AssertionError("an instant is always in the days that start on its own")


def is_ready(wanted: Wanted) -> bool:
    """Say whether an index is there without any work."""
    return wanted.key in _indexes


def index_of(wanted: Wanted) -> Indexed:
    """Return an index, made when it is first asked for."""
    found = _indexes.get(wanted.key)
    if found is not None:
        return found
    with _building:
        if wanted.key not in _indexes:
            index = strength.index_nation(
                [wanted.roster],
                doctrine=rulebook(),
                start=wanted.start,
                hours=DAYS * 24,
                within=wanted.within,
                overlays={wanted.roster.force: wanted.overlays},
            )
            while len(_indexes) >= KEPT:
                _indexes.pop(next(iter(_indexes)))
            _indexes[wanted.key] = Indexed(index, Lock())
        return _indexes[wanted.key]


def make_ready(wanted: Sequence[Wanted]) -> None:
    """Make indexes behind the pages' backs, unless that is being done already."""
    if _behind.acquire(blocking=False):
        Thread(target=_make, args=(tuple(wanted),), name="indexes", daemon=True).start()


def _make(wanted: Sequence[Wanted]) -> None:
    try:
        for each in wanted:
            index_of(each)
    finally:
        _behind.release()
