"""Whole units: of one force with everything about them, and of the nation at any instant."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from muster.intake import Return
from muster.policing import clock
from muster.strength import CountSet, Roster, UnitCount, count_units
from muster.web.documents.models import Document
from muster.web.picture.asked import Asked
from muster.web.picture.holding import Holding, return_of
from muster.web.picture.indexes import index_of, wanted_of
from muster.web.picture.since import Since, since_return
from muster.web.rulebook import rulebook

KEPT_COUNTS = 4000
_counts: dict[tuple[object, ...], UnitCount] = {}
_lock = Lock()


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
    people nor totals, or its period does not reach the instant: that is not nought.
    """
    if not _speaks(return_of(document), asked.at):
        return None
    return count_anyway(document, asked, units, since)


def count_anyway(
    document: Document,
    asked: Asked,
    units: tuple[str, ...] = (),
    since: Since | None = None,
) -> UnitCount | None:
    """Return a count at any instant, for an answer that says itself when it is not known.

    None where the return gives neither people nor totals.
    """
    held = holding_of(return_of(document))
    if held is None:
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
            doctrine=rulebook(),
            overlays=also.overlays,
        )
        with _lock:
            while len(_counts) >= KEPT_COUNTS:
                _counts.pop(next(iter(_counts)))
            _counts[key] = counted
    return _counts[key]


def nation_counts(holding: Holding, asked: Asked) -> Mapping[str, Raised]:
    """Return whole units of the kind asked for, by force, at the instant and notice asked.

    Forces that give their people are read from indexes, which are made once for each notice
    and year and then answer in milliseconds; those that give totals are counted one by one.
    A force whose return does not reach the instant is not there.
    """
    begun = _reaching(holding, asked)
    composition = rulebook().composition(asked.unit, clock.instant_of(asked.at).date())
    found: dict[str, Raised] = {}
    for slug, (ready,) in wanted_of(begun, asked, [asked.within]).items():
        indexed = index_of(ready)
        with indexed.asking:
            most = int(indexed.index.count_units(asked.at, [composition])[0, 0])
        found[slug] = Raised(most, most)
    for slug in begun.keys() - found.keys():
        counted = count_of(begun[slug], asked)
        if counted is not None:
            found[slug] = Raised(counted.kinds[0].low, counted.kinds[0].high)
    return {slug: found[slug] for slug in holding.documents if slug in found}


def nation_people(holding: Holding, asked: Asked, skill: str) -> Mapping[str, int]:
    """Return people with a skill in date at the end of the notice asked, by force.

    Everyone employed, on duty or not. A force that gives totals only is not there, nor one
    whose return does not reach the instant.
    """
    column = [each.slug for each in rulebook().skills].index(skill)
    found = {}
    for slug, (ready,) in wanted_of(_reaching(holding, asked), asked, [asked.within]).items():
        indexed = index_of(ready)
        with indexed.asking:
            found[slug] = int(indexed.index.count_at(asked.at)[0, :, column].sum())
    return found


def _speaks(found: Return, at: int) -> bool:
    """Say whether a UTC minute is in the period of a return: outside it nothing is known."""
    return found.about.period_from <= at < found.about.period_until


def _reaching(holding: Holding, asked: Asked) -> dict[str, Document]:
    """Return the returns whose period has the instant asked in it."""
    return {
        slug: each for slug, each in holding.documents.items() if _speaks(return_of(each), asked.at)
    }
