"""Weigh a ledger: fold deployments and totals into what was given and received, and why.

A total stands for what is not itemised. The deployments that make it up are counted, and it
adds the rest; so an operation that is itemised can be taken out of it, and one that is not
cannot. A total counts only where its whole period lies inside the one asked about.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from muster.doctrine import Doctrine
from muster.mobilisation.ledger.balances import (
    COUNTED,
    AidAsked,
    AidBalance,
    AidDirection,
    AidLine,
    Counting,
    PerThousand,
)
from muster.mobilisation.ledger.entries import AggregateEntry, AidEntry, Deployment, Ledger
from muster.mobilisation.ledger.grouping import groups_of
from muster.mobilisation.ledger.operations import find_operation
from muster.mobilisation.ledger.remarks import remarks_on
from muster.mobilisation.ledger.stretches import long_stretches
from muster.mobilisation.ledger.tallies import NOTHING, AidTally, added, tally_of
from muster.policing import clock

THOUSAND = 1000


def weigh_aid(ledger: Ledger, asked: AidAsked, *, doctrine: Doctrine) -> AidBalance:
    """Return the balance of what is asked: units, unit-days and officer-hours each way.

    The order of entries decides nothing. Raises UnableToFindOperation for an operation that
    the ledger does not know, UnableToFindDoctrine for a kind of unit or force.
    """
    names = ledger.operations
    asked = settled(asked, names, doctrine)
    every = sorted((*_deployments(ledger, asked), *_totals(ledger, asked)), key=_order)
    lines = tuple(each for each in every if each.entry.unit == asked.unit)
    sums = {way: added(_of(lines, way)) for way in ("given", "received", "between")}
    on = clock.instant_of(asked.start).date()
    counted = [each for each in lines if each.counting in COUNTED]
    deployed = [each.entry for each in counted if isinstance(each.entry, Deployment)]
    return AidBalance(
        asked=asked,
        given=sums["given"],
        received=sums["received"],
        between=sums["between"],
        lines=lines,
        groups=groups_of(every, asked, doctrine.balance_period(on), names),
        per_thousand=_per_thousand(asked, sums["given"], sums["received"], doctrine),
        long=long_stretches(deployed, doctrine.secondment(on)),
        names={slug: names[slug] for slug in (*asked.without, asked.only) if slug},
        notes=(*remarks_on(lines, ledger, asked, names, doctrine), *ledger.notes),
    )


def settled(asked: AidAsked, known: Mapping[str, str], doctrine: Doctrine) -> AidAsked:
    """Return what is asked with forces, the kind and operations by their slugs.

    `known` are the names of operations by slug. Raises as `weigh_aid` does.
    """
    return replace(
        asked,
        forces=tuple(dict.fromkeys(doctrine.force(each).slug for each in asked.forces)),
        unit=doctrine.unit(asked.unit).slug,
        without=tuple(dict.fromkeys(find_operation(each, known) for each in asked.without)),
        only=find_operation(asked.only, known) if asked.only else "",
    )


def _of(lines: Sequence[AidLine], way: str) -> Iterator[AidTally]:
    return (each.tally for each in lines if each.direction == way)


def _order(line: AidLine) -> tuple[int, int, bool, str]:
    """Return a key that sorts lines alike whatever order they came in."""
    entry = line.entry
    return entry.start, entry.end, isinstance(entry, AggregateEntry), repr(entry)


def _deployments(ledger: Ledger, asked: AidAsked) -> Iterator[AidLine]:
    for each in ledger.deployments:
        way = _way(each, asked)
        if way is None or each.start >= asked.end or each.end <= asked.start:
            continue
        counting = _operation_counting(each.slug, asked)
        if counting in COUNTED:
            early = each.start < asked.start
            tally = tally_of(each, asked.start, asked.end)
            yield AidLine(each, way, tally, Counting.CARRIED_IN if early else Counting.WHOLE)
        else:
            yield AidLine(each, way, NOTHING, counting)


def _way(entry: AidEntry, asked: AidAsked) -> AidDirection | None:
    """Return which way an entry goes for the forces asked about, None where it is not theirs."""
    gives, receives = entry.donor in asked.forces, entry.host in asked.forces
    if gives and receives:
        return "between"
    if gives:
        return "given"
    return "received" if receives else None


def _operation_counting(operation: str, asked: AidAsked) -> Counting:
    if asked.only and operation != asked.only:
        return Counting.ANOTHER_OPERATION
    if operation and operation in asked.without:
        return Counting.OPERATION_LEFT_OUT
    return Counting.WHOLE


def _totals(ledger: Ledger, asked: AidAsked) -> Iterator[AidLine]:
    for each in ledger.totals:
        way = _way(each, asked)
        if way is None or each.start >= asked.end or each.end <= asked.start:
            continue
        counting = _total_counting(each, way, asked)
        rest = unitemised(ledger, each) if counting in COUNTED else 0
        yield AidLine(each, way, AidTally(units=rest, in_totals=rest), counting)


def unitemised(ledger: Ledger, total: AggregateEntry) -> int:
    """Return how many units of a total no deployment in the ledger accounts for."""
    return max(0, total.units - sum(one.units for one in ledger.deployments if total.holds(one)))


def _total_counting(total: AggregateEntry, way: AidDirection, asked: AidAsked) -> Counting:
    if total.start < asked.start or total.end > asked.end:
        return Counting.REACHES_OUTSIDE
    if way == "between" and total.side == "received":
        return Counting.TOLD_BY_THE_OTHER
    if total.slug:
        found = _operation_counting(total.slug, asked)
        return Counting.THE_REST if found is Counting.WHOLE else found
    if asked.only:
        left_out = total.without(asked.only)
        return Counting.OPERATION_LEFT_OUT if left_out else Counting.NOT_ITEMISED
    return Counting.THE_REST


def _per_thousand(
    asked: AidAsked, given: AidTally, received: AidTally, doctrine: Doctrine
) -> PerThousand | None:
    sizes = [doctrine.force(slug).officers for slug in asked.forces]
    known = [size for size in sizes if size]
    if not known or len(known) < len(sizes):
        return None
    officers = sum(known)
    share = THOUSAND / officers
    return PerThousand(officers, given.units * share, received.units * share)
