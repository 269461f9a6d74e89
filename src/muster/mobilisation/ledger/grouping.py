"""Lines of a balance under headings: by kind, donor, host, operation and year."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from muster.doctrine import BalancePeriod
from muster.mobilisation.ledger.balances import (
    COUNTED,
    AidAsked,
    AidDirection,
    AidGroup,
    AidHeading,
    AidLine,
)
from muster.mobilisation.ledger.entries import AggregateEntry
from muster.mobilisation.ledger.periods import bounds_of, span_words, year_of, year_words
from muster.mobilisation.ledger.tallies import NOTHING, AidTally, tally_of

Piece = tuple[str, AidDirection, AidTally]


def groups_of(
    lines: Sequence[AidLine], asked: AidAsked, rule: BalancePeriod, names: Mapping[str, str]
) -> Mapping[AidHeading, tuple[AidGroup, ...]]:
    """Return lines under each heading; those by kind hold every kind, the others one.

    `names` are those of operations, by slug.
    """
    counted = [each for each in lines if each.counting in COUNTED]
    own = [each for each in counted if each.entry.unit == asked.unit]
    found: dict[AidHeading, tuple[AidGroup, ...]] = {
        "kind": _grouped(counted, lambda line: line.entry.unit),
        "donor": _grouped(own, lambda line: line.entry.donor),
        "host": _grouped(own, lambda line: line.entry.host),
        "operation": _grouped(own, lambda line: names.get(line.entry.slug, "")),
    }
    found["year"] = _summed(piece for line in own for piece in _by_year(line, asked, rule))
    return found


def _grouped(lines: Iterable[AidLine], key: Callable[[AidLine], str]) -> tuple[AidGroup, ...]:
    return _summed((key(line), line.direction, line.tally) for line in lines)


def _by_year(line: AidLine, asked: AidAsked, rule: BalancePeriod) -> Iterable[Piece]:
    """Yield a line's part in each year; a total of several years is under its own span."""
    entry = line.entry
    first = year_of(max(entry.start, asked.start), rule)
    last = year_of(min(entry.end, asked.end) - 1, rule)
    if isinstance(entry, AggregateEntry):
        alone = first == last
        key = year_words(first, rule) if alone else span_words(entry.start, entry.end)
        yield key, line.direction, line.tally
        return
    for year in range(first, last + 1):
        opens, closes = bounds_of(year, rule)
        part = tally_of(entry, max(opens, asked.start), min(closes, asked.end))
        yield year_words(year, rule), line.direction, part


def _summed(pieces: Iterable[Piece]) -> tuple[AidGroup, ...]:
    """Return pieces added up by key, in the order of keys; the unnamed come last."""
    found: dict[str, AidGroup] = {}
    for key, way, tally in pieces:
        found[key] = _with(found.get(key, AidGroup(key)), way, tally)
    ranked = sorted(found.values(), key=lambda group: (not group.key, group.key))
    return tuple(each for each in ranked if _says_anything(each))


def _with(group: AidGroup, way: AidDirection, tally: AidTally) -> AidGroup:
    if way == "given":
        return replace(group, given=group.given + tally)
    if way == "received":
        return replace(group, received=group.received + tally)
    return replace(group, between=group.between + tally)


def _says_anything(group: AidGroup) -> bool:
    return any(each != NOTHING for each in (group.given, group.received, group.between))
