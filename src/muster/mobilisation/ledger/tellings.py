"""What donor and host both tell, tell differently, or tell alone, in words."""

from collections.abc import Collection, Iterator, Sequence

from muster.mobilisation.ledger.entries import Deployment

MOST_NAMED = 5


def remarks_on_tellings(
    deployments: Sequence[Deployment], tellers: Collection[str]
) -> Iterator[str]:
    """Yield how many deployments are told by both sides, differently, or by one side alone.

    `tellers` are the forces that tell of deployments at all: silence from another says nothing.
    """
    twice = sum(len(each.told_by) > 1 for each in deployments)
    if twice:
        yield (
            f"{_are(twice)} told by donor and host both, and counted once: the reference is the "
            "same, or every fact is."
        )
    differing = [each for each in deployments if each.differs]
    if differing:
        yield (
            f"{_are(len(differing))} told differently by donor and host, and the donor's telling "
            f"is taken: {_named(differing)}."
        )
    alone = [each for each in deployments if len(each.told_by) == 1]
    missed = [each for each in alone if {each.donor, each.host} <= set(tellers)]
    if missed:
        yield (
            f"{_are(len(missed))} told by one side alone, though the other tells of deployments "
            f"too, and counted all the same: {_named(missed)}."
        )


def _are(count: int) -> str:
    return f"{count:,} deployment is" if count == 1 else f"{count:,} deployments are"


def _named(deployments: Sequence[Deployment]) -> str:
    ranked = sorted(deployments, key=repr)
    shown = [_name(each) for each in ranked[:MOST_NAMED]]
    more = len(ranked) - MOST_NAMED
    return "; ".join(shown) + (f"; and {more:,} more" if more > 0 else "")


def _name(deployment: Deployment) -> str:
    what = deployment.reference or deployment.operation or "one without a name"
    told = "" if deployment.differs else f", told by {' and '.join(deployment.told_by)}"
    return f"{what} ({deployment.donor} to {deployment.host}{told})"
