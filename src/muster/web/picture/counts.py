"""Whole units: of one force with everything about them, and of the nation at any instant."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from muster import strength
from muster.intake import Return
from muster.policing import clock
from muster.strength import CountSet, NationIndex, Roster, UnitCount, count_units
from muster.web.documents.models import Document
from muster.web.picture.asked import Asked
from muster.web.picture.holding import Holding, digest_of, return_of
from muster.web.picture.since import Since, since_return, since_returns
from muster.web.rulebook import doctrine

KEPT_COUNTS, KEPT_INDEXES = 4000, 10
YEAR = 366 * 24
_counts: dict[tuple[object, ...], UnitCount] = {}
_indexes: dict[tuple[object, ...], "Indexed"] = {}
_lock = Lock()
_building = Lock()


@dataclass(frozen=True)
class Indexed:
    """An index of many rosters at one notice, and the lock of whoever is asking it."""

    index: NationIndex
    asking: Lock


@dataclass(frozen=True, slots=True)
class Raised:
    """Whole units of one kind that a force can raise: `low` are sure, `high` None for no limit.

    Equal for a force that gives its people; bounds for one that gives totals.
    """

    low: int
    high: int | None

    @property
    def sure(self) -> bool:
        """Say whether it is a number and not bounds."""
        return self.low == self.high


def holding_of(found: Return) -> Roster | CountSet | None:
    """Return a return's people, or its totals where it gives none."""
    return found.roster or found.counts


def count_of(
    document: Document,
    asked: Asked,
    units: tuple[str, ...] = (),
    since: Since | None = None,
) -> UnitCount | None:
    """Return how many whole units a force can raise, along the curve, and what stops the next.

    Of the unit kind asked for, or of `units` together. None where the return gives neither
    people nor totals, or the instant is before its period.
    """
    found = return_of(document)
    held = holding_of(found)
    if held is None or asked.at < found.about.period_from:
        return None
    also = since if since is not None else since_return(document.subject, asked)
    kinds = units or (asked.unit,)
    key = (document.sha256, kinds, asked.at, asked.within, also.overlays)
    if key not in _counts:
        counted = count_units(
            held,
            units=kinds,
            at=asked.at,
            within=asked.within,
            doctrine=doctrine(),
            overlays=also.overlays,
        )
        with _lock:
            while len(_counts) >= KEPT_COUNTS:
                _counts.pop(next(iter(_counts)))
            _counts[key] = counted
    return _counts[key]


def nation_counts(holding: Holding, asked: Asked) -> Mapping[str, Raised]:
    """Return whole units of the kind asked for, by force, at the instant and notice asked.

    Forces that give their people are read from one index, which is built once for each notice
    and year and then answers in milliseconds; those that give totals are counted one by one.
    A force whose return does not reach the instant is not there.
    """
    within_period = _begun(holding, asked)
    rosters = {slug: each for slug, each in within_period.items() if each.roster is not None}
    found: dict[str, Raised] = {}
    if rosters:
        found |= _from_index(holding, rosters, asked)
    for slug in within_period.keys() - rosters.keys():
        counted = count_of(holding.documents[slug], asked)
        if counted is not None:
            found[slug] = Raised(counted.kinds[0].low, counted.kinds[0].high)
    return {slug: found[slug] for slug in holding.documents if slug in found}


def nation_people(holding: Holding, asked: Asked, skill: str) -> Mapping[str, int]:
    """Return people with a skill in date at the end of the notice asked, by force.

    Everyone employed, on duty or not. A force that gives totals only is not there, nor one
    whose return does not reach the instant.
    """
    found = _begun(holding, asked)
    rosters = {slug: each for slug, each in found.items() if each.roster is not None}
    if not rosters:
        return {}
    indexed = _index_of(holding, rosters, asked)
    column = [each.slug for each in doctrine().skills].index(skill)
    with indexed.asking:
        people = indexed.index.count_at(asked.at)[:, :, column].sum(axis=1).tolist()
    return dict(zip(indexed.index.forces, people, strict=True))


def _begun(holding: Holding, asked: Asked) -> dict[str, Return]:
    """Return the returns whose period has begun at the instant asked."""
    returns = {slug: return_of(each) for slug, each in holding.documents.items()}
    return {slug: each for slug, each in returns.items() if each.about.period_from <= asked.at}


def _from_index(holding: Holding, rosters: Mapping[str, Return], asked: Asked) -> dict[str, Raised]:
    indexed = _index_of(holding, rosters, asked)
    on = clock.instant_of(asked.at).date()
    composition = doctrine().composition(asked.unit, on)
    with indexed.asking:
        most = indexed.index.count_units(asked.at, [composition])[:, 0].tolist()
    return {
        slug: Raised(int(each), int(each))
        for slug, each in zip(indexed.index.forces, most, strict=True)
    }


def _index_of(holding: Holding, rosters: Mapping[str, Return], asked: Asked) -> Indexed:
    overlays = {slug: each.overlays for slug, each in since_returns(rosters, asked).items()}
    digest = digest_of(tuple(holding.documents[slug].sha256 for slug in rosters))
    changed = tuple((slug, each) for slug, each in overlays.items() if each)
    for start in (_start_of_year(asked), _start_of_day(asked.at)):
        if not start <= asked.at < start + YEAR * clock.HOUR:
            continue
        key = (digest, asked.within, start, changed)
        with _building:
            if key not in _indexes:
                index = strength.index_nation(
                    [each.roster for each in rosters.values() if each.roster is not None],
                    doctrine=doctrine(),
                    start=start,
                    hours=YEAR,
                    within=asked.within,
                    overlays=overlays,
                )
                while len(_indexes) >= KEPT_INDEXES:
                    _indexes.pop(next(iter(_indexes)))
                _indexes[key] = Indexed(index, Lock())
            return _indexes[key]
    raise AssertionError("an instant is always in the year that starts on its own day")


def _start_of_day(at: int) -> int:
    return at - at % clock.DAY


def _start_of_year(asked: Asked) -> int:
    """Return the first minute of the day before the one known: the year a slider moves over."""
    return _start_of_day(clock.minute_of(asked.known)) - clock.DAY
