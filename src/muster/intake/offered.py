"""What forces offer, and what they keep, from their returns."""

import math
from collections.abc import Iterator, Mapping, Sequence

from muster.doctrine import Doctrine
from muster.intake.demands import region_of
from muster.intake.ledgers import ledger_of_network
from muster.intake.returns import Progress, Return
from muster.intake.testimony import declared_in
from muster.mobilisation import AidAsked, Demand, Floor, Offer, mixed_pairs, weigh_aid, with_mixed
from muster.policing import clock
from muster.strength import Step, schedule_units, spare_parts

LOCAL_NEED = "psu.local.required"
LOCAL_UNIT = "psu"
YEAR = 365 * clock.DAY
THOUSAND = 1000


def offers_of(
    returns: Sequence[Return],
    demands: Sequence[Demand],
    *,
    at: int,
    doctrine: Doctrine,
    covered: bool = True,
    balances: Mapping[str, int] | None = None,
    progress: Progress | None = None,
) -> tuple[Offer, ...]:
    """Return what each force can lend of the kinds demanded, counted as at the UTC minute `at`.

    After minimum cover, unless `covered` is false. `balances` is aid given less received
    lately by force. Raises what counting raises.
    """
    units = list(dict.fromkeys(demand.unit for demand in demands))
    wanted: dict[str, int] = {}
    for demand in demands:
        wanted[demand.unit] = wanted.get(demand.unit, 0) + demand.count
    found = []
    for done, each in enumerate(returns, 1):
        holding = each.roster or each.counts
        if holding is not None and units:
            schedule = schedule_units(
                holding, units=units, at=at, doctrine=doctrine, wanted=wanted, releasable=covered
            )
            found.append(
                Offer(
                    force=each.force,
                    place=doctrine.force(each.force).place,
                    region=region_of(each.force, doctrine),
                    steps=schedule.steps,
                    limits=schedule.limits,
                    held=schedule.held,
                    balance=(balances or {}).get(each.force, 0),
                    notes=schedule.notes,
                )
            )
        if progress:
            progress("Asking what can be offered", done, len(returns))
    return tuple(found)


def balances_of(returns: Sequence[Return], *, at: int, doctrine: Doctrine) -> dict[str, int]:
    """Return what each force gave less what it received, in unit-days to a thousand officers.

    Of support units, over as many years before the UTC minute `at` as doctrine weighs aid
    over; what both sides tell counts once. Forces without known strength are left out.
    """
    ledger = ledger_of_network(returns, doctrine=doctrine)
    if not ledger.entries:
        return {}
    years = doctrine.balance_period(clock.instant_of(at).date()).years
    start = at - years * YEAR
    found = {}
    for each in returns:
        asked = AidAsked((each.force,), LOCAL_UNIT, start, at)
        weighed = weigh_aid(ledger, asked, doctrine=doctrine)
        if weighed.per_thousand is not None:
            net = weighed.given.unit_days - weighed.received.unit_days
            found[each.force] = round(net * THOUSAND / weighed.per_thousand.officers)
    return found


def with_other_offers(
    offers: Sequence[Offer], steps: Sequence[tuple[str, Step]], *, doctrine: Doctrine
) -> tuple[Offer, ...]:
    """Return offers with those of forces that have no return; one that has keeps its own."""
    known = {offer.force for offer in offers}
    others: dict[str, list[Step]] = {}
    for force, step in steps:
        if force not in known:
            others.setdefault(force, []).append(step)
    more = tuple(
        Offer(force, doctrine.force(force).place, region_of(force, doctrine), tuple(own))
        for force, own in others.items()
    )
    return (*offers, *more)


def mixed_offers(
    returns: Sequence[Return],
    offers: Sequence[Offer],
    pairs: Sequence[tuple[str, str]],
    *,
    at: int,
    doctrine: Doctrine,
    covered: bool = True,
) -> tuple[Offer, ...]:
    """Return offers with those of the pairs of forces that make up support units together.

    Of what each can spare beside its own whole units; ready at the longest notice. Raises
    what counting raises.
    """
    named = {force for pair in pairs for force in pair}
    whole = {offer.force: offer.total(LOCAL_UNIT) for offer in offers}
    spare = {
        each.force: spare_parts(
            each.roster,
            LOCAL_UNIT,
            whole.get(each.force, 0),
            at=at,
            doctrine=doctrine,
            releasable=covered,
        )
        for each in returns
        if each.force in named and each.roster is not None
    }
    longest = max(doctrine.notice("curve", clock.instant_of(at).date()).minutes)
    return with_mixed(offers, mixed_pairs(spare, pairs), notice=longest)


def floors_of(
    returns: Sequence[Return], *, level: str, at: int, doctrine: Doctrine
) -> tuple[Floor, ...]:
    """Return what each force keeps by default: a share of the local need it has declared.

    The share is doctrine's for the alert level, and units are rounded up. A force that has
    declared no local need keeps nothing. Raises UnableToFindDoctrine.
    """
    share = doctrine.alert_level(level, clock.instant_of(at).date())
    return tuple(_floors(returns, share.rate, level, at))


def needs_of(returns: Sequence[Return], *, at: int) -> dict[tuple[str, str], int]:
    """Return the local need each force has last declared by the minute `at`, rounded up.

    By force and kind of unit; a force that has declared none is left out.
    """
    needs = {each.force: _local_need(each, at) for each in returns}
    return {
        (force, LOCAL_UNIT): math.ceil(need) for force, need in needs.items() if need is not None
    }


def _floors(returns: Sequence[Return], share: float, level: str, at: int) -> Iterator[Floor]:
    for each in returns:
        need = _local_need(each, at)
        if need is not None:
            kept = math.ceil(need * share)
            why = f"{share:.0%} of an assessed local need of {need:,.0f}, at alert level {level}"
            yield Floor(each.force, LOCAL_UNIT, kept, why)


def _local_need(return_: Return, at: int) -> float | None:
    """Return the local need a force last declared by a minute."""
    said = [
        piece for piece in declared_in(return_) if piece.about == LOCAL_NEED and piece.as_at <= at
    ]
    return max(said, key=lambda piece: piece.as_at).low if said else None
