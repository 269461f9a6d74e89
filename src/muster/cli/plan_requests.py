"""What a plan is asked for, made from files, returns and options."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from muster.cli.holdings import Holdings, choose_instant, open_holdings
from muster.cli.plan_options import floors_from, forbidden_from, pins_from
from muster.intake import (
    Input,
    Progress,
    balances_of,
    floors_of,
    mixed_offers,
    offers_of,
    read_demands,
    read_offers,
    read_pairs,
    with_other_offers,
)
from muster.mobilisation import Floor, Offer, Request, Tier
from muster.policing import clock


@dataclass(frozen=True, slots=True)
class Asked:
    """A plan as it was asked for on the command line."""

    demands: Path
    network: str
    at: str
    tier: Tier
    floors: Sequence[str]
    alert: str
    pins: Sequence[str]
    forbidden: Sequence[str]
    offers: Path | None
    uncovered: bool
    mixed: Path | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A request, the returns it rests on, and the offers there would be without cover."""

    request: Request
    held: Holdings
    bare: tuple[Offer, ...]
    inputs: tuple[Input, ...]
    notes: tuple[str, ...]


def request_for(
    asked: Asked, *, folders: Sequence[Path], skip_faulty: bool, progress: Progress
) -> Found:
    """Return the request that options and files make. Raises what reading and counting raise."""
    held = open_holdings(asked.network, folders=folders, skip_faulty=skip_faulty, progress=progress)
    doctrine = held.doctrine
    listed = read_demands(asked.demands, doctrine=doctrine)
    minute, said = choose_instant(asked.at, held.returns)
    others = read_offers(asked.offers, doctrine=doctrine) if asked.offers else None
    pairs = read_pairs(asked.mixed, doctrine=doctrine) if asked.mixed else None

    balances = balances_of(held.returns, at=minute, doctrine=doctrine)

    def offered(*, covered: bool) -> tuple[Offer, ...]:
        own = offers_of(
            held.returns,
            listed.values,
            at=minute,
            doctrine=doctrine,
            covered=covered,
            balances=balances,
            progress=progress,
        )
        if pairs:
            own = mixed_offers(
                held.returns, own, pairs.values, at=minute, doctrine=doctrine, covered=covered
            )
        return with_other_offers(own, others.values if others else (), doctrine=doctrine)

    offers = offered(covered=not asked.uncovered)
    keeping = any(each.cover for offer in offers for each in offer.held)
    floors = floors_of(held.returns, level=asked.alert, at=minute, doctrine=doctrine)
    request = Request(
        demands=listed.values,
        offers=offers,
        at=minute,
        tier=asked.tier,
        floors=_set_over(floors, floors_from(asked.floors, doctrine)),
        pins=pins_from(asked.pins, doctrine),
        forbidden=forbidden_from(asked.forbidden, doctrine),
        assembly=doctrine.time_norm("assembly", clock.instant_of(minute).date()).minutes,
    )
    notes = (said, *listed.notes, *(others.notes if others else ()), *_offer_notes(offers))
    return Found(
        request,
        held,
        offered(covered=False) if keeping else (),
        tuple(each.input for each in (listed, others, pairs) if each),
        tuple(note for note in notes if note),
    )


def _set_over(floors: Sequence[Floor], own: Sequence[Floor]) -> tuple[Floor, ...]:
    """Return floors with those set when asked in place of the usual ones."""
    named = {(floor.force, floor.unit) for floor in own}
    return (*(f for f in floors if (f.force, f.unit) not in named), *own)


def _offer_notes(offers: Sequence[Offer]) -> list[str]:
    return list(dict.fromkeys(note for offer in offers for note in offer.notes))
