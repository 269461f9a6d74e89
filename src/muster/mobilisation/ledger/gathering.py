"""Put ledgers of many forces together: what donor and host both tell is counted once.

Two tellings are of one deployment where donor, host and reference are the same, or where one
of them gives no reference and every fact is the same. Where they differ the donor's is taken,
who knows whom it sent.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from muster.mobilisation.ledger.entries import Deployment, Ledger

Facts = tuple[str, str, str, str, int, int, int]


def gather_ledgers(ledgers: Iterable[Ledger]) -> Ledger:
    """Return the ledgers of several forces as one, each deployment in it once.

    Each deployment says in `told_by` whose return it comes from, and in `differs` whether
    they tell it alike.
    """
    held = list(ledgers)
    told = list(chain.from_iterable(each.deployments for each in held))
    return Ledger(
        deployments=tuple(sorted(_by_facts(_by_reference(told)), key=repr)),
        totals=tuple(sorted(chain.from_iterable(each.totals for each in held), key=repr)),
        notes=tuple(chain.from_iterable(each.notes for each in held)),
        tellers=tuple(sorted({force for each in told for force in each.told_by})),
    )


def _by_reference(told: Iterable[Deployment]) -> Iterator[Deployment]:
    """Yield deployments with those of one reference merged."""
    alike: dict[tuple[str, str, str], list[Deployment]] = defaultdict(list)
    for each in told:
        if each.reference:
            alike[each.reference.casefold(), each.donor, each.host].append(each)
        else:
            yield each
    yield from map(_merged, alike.values())


def _merged(tellings: Sequence[Deployment]) -> Deployment:
    """Return one deployment of several tellings: the donor's, with people if anybody counted."""
    ranked = sorted(tellings, key=lambda each: (each.donor not in each.told_by, repr(each)))
    chosen = ranked[0]
    counted = next((each for each in ranked if each.stated), chosen)
    return replace(
        chosen,
        officers=counted.officers,
        stated=counted.stated,
        reference=next((each.reference for each in ranked if each.reference), ""),
        told_by=tuple(sorted({force for each in tellings for force in each.told_by})),
        differs=len(set(map(_facts, tellings))) > 1,
    )


def _facts(deployment: Deployment) -> Facts:
    return (
        deployment.slug,
        deployment.donor,
        deployment.host,
        deployment.unit,
        deployment.units,
        deployment.start,
        deployment.end,
    )


def _by_facts(merged: Iterable[Deployment]) -> Iterator[Deployment]:
    """Yield deployments with those alike in every fact paired, one from each side.

    A pair is made only where one of the two gives no reference.
    """
    alike: dict[Facts, list[Deployment]] = defaultdict(list)
    for each in merged:
        alike[_facts(each)].append(each)
    for same in alike.values():
        yield from _paired(sorted(same, key=repr)) if len(same) > 1 else same


def _paired(same: Sequence[Deployment]) -> Iterator[Deployment]:
    """Yield equal deployments, each of the donor's with one of the host's where they may pair."""
    alone = [each for each in same if len(each.told_by) == 1]
    donor = [each for each in alone if each.donor in each.told_by]
    host = [each for each in alone if each.host in each.told_by]
    yield from (each for each in same if each not in donor and each not in host)
    # One without a reference may pair with any: those are put against those that have one.
    donor.sort(key=lambda each: bool(each.reference))
    host.sort(key=lambda each: not each.reference)
    for one, other in zip_longest(donor, host):
        if one and other and not (one.reference and other.reference):
            yield _merged((one, other))
        else:
            yield from (each for each in (one, other) if each)
