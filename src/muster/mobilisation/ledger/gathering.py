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

MOST_NAMED = 5
Facts = tuple[str, str, str, str, int, int, int]


def gather_ledgers(ledgers: Iterable[Ledger]) -> Ledger:
    """Return the ledgers of several forces as one, each deployment in it once.

    Each deployment says in `told_by` whose return it comes from. The notes say how many were
    told twice, which differ, and which one side alone tells though both send deployments.
    """
    held = list(ledgers)
    told = list(chain.from_iterable(each.deployments for each in held))
    merged, differing = _by_reference(told)
    merged = sorted(_by_facts(merged), key=repr)
    tellers = {force for each in told for force in each.told_by}
    return Ledger(
        deployments=tuple(merged),
        totals=tuple(sorted(chain.from_iterable(each.totals for each in held), key=repr)),
        notes=(*_notes(merged, differing, tellers), *(n for each in held for n in each.notes)),
    )


def _by_reference(told: Iterable[Deployment]) -> tuple[list[Deployment], list[Deployment]]:
    """Return deployments with those of one reference merged, and those told differently."""
    alike: dict[tuple[str, str, str], list[Deployment]] = defaultdict(list)
    merged: list[Deployment] = []
    for each in told:
        if each.reference:
            alike[each.reference.casefold(), each.donor, each.host].append(each)
        else:
            merged.append(each)
    differing = []
    for tellings in alike.values():
        one = _merged(tellings)
        merged.append(one)
        if len(set(map(_facts, tellings))) > 1:
            differing.append(one)
    return merged, differing


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


def _notes(
    merged: Sequence[Deployment], differing: Sequence[Deployment], tellers: set[str]
) -> Iterator[str]:
    twice = sum(len(each.told_by) > 1 for each in merged)
    if twice:
        yield (
            f"{_rows(twice, 'is', 'are')} told by donor and host both, and counted once: the "
            "reference is the same, or every fact is."
        )
    if differing:
        yield (
            f"{_rows(len(differing), 'is', 'are')} told differently by donor and host, and the "
            f"donor's telling is taken: {_named(differing)}."
        )
    single = [each for each in merged if len(each.told_by) == 1]
    missed = [each for each in single if {each.donor, each.host} <= tellers]
    if missed:
        yield (
            f"{_rows(len(missed), 'is', 'are')} told by one side alone, though the other sends "
            f"deployments too, and counted all the same: {_named(missed)}."
        )


def _rows(count: int, one: str, many: str) -> str:
    return f"{count:,} deployment {one}" if count == 1 else f"{count:,} deployments {many}"


def _named(deployments: Sequence[Deployment]) -> str:
    ranked = sorted(deployments, key=repr)
    shown = [_name(each) for each in ranked[:MOST_NAMED]]
    more = len(ranked) - MOST_NAMED
    return "; ".join(shown) + (f"; and {more:,} more" if more > 0 else "")


def _name(deployment: Deployment) -> str:
    what = deployment.reference or deployment.operation or "one without a name"
    told = f", told by {' and '.join(deployment.told_by)}" if deployment.told_by else ""
    return f"{what} ({deployment.donor} to {deployment.host}{told})"
