"""A force's own ledger of aid as evidence: how many units it gave, and the balance."""

from collections.abc import Iterator, Sequence

from muster.assessment import Evidence, Truth
from muster.doctrine import Doctrine
from muster.intake.ledgers import ledger_of
from muster.intake.returns import Return
from muster.mobilisation import (
    COUNTED,
    AggregateEntry,
    AidAsked,
    AidBalance,
    AidLine,
    AidSide,
    Counting,
    Ledger,
    unitemised,
    weigh_aid,
    years_before,
)
from muster.mobilisation import span_words as span
from muster.policing import clock

UNIT = "psu"  # the criteria of mutual aid speak of police support units and no other kind
GIVEN, NET = "aid.given", "aid.net"
LEDGER = "computed from the return's ledger of aid"
Bounds = tuple[float, float]


def aid_evidence(return_: Return, *, doctrine: Doctrine) -> Iterator[Evidence]:
    """Yield what a return's ledger shows of aid given and of the balance; nothing without one.

    Weighed over the years that doctrine says, complete when the return was prepared, and
    known from then on. A total that reaches outside those years may hold anything from none
    to all of its units in them: it widens the bounds, and is never divided.
    """
    ledger = ledger_of(return_, doctrine=doctrine)
    known = return_.about.prepared_at
    rule = doctrine.balance_period(clock.instant_of(known).date())
    asked = AidAsked((return_.force,), UNIT, *years_before(known, rule))
    balance = weigh_aid(ledger, asked, doctrine=doctrine)
    if not balance.lines:
        return
    given, received = (_bounds(balance, ledger, side) for side in ("given", "received"))
    figures = {GIVEN: given, NET: (given[0] - received[1], given[1] - received[0])}
    measures = {criterion.measure for criterion in doctrine.criteria}
    for measure, (low, high) in figures.items():
        if measure in measures:
            yield Evidence(
                about=measure,
                truth=Truth.RECORDED,
                value=high,
                low=low,
                within=None,
                as_at=known,
                statement=_statement(balance),
                source=_source(balance, measure),
                order=len(return_.evidence),
            )


def _bounds(balance: AidBalance, ledger: Ledger, side: AidSide) -> Bounds:
    """Return the fewest and the most units that may have gone one way."""
    low = getattr(balance, side).units
    loose = sum(
        unitemised(ledger, line.entry)
        for line in balance.set_aside
        if isinstance(line.entry, AggregateEntry) and line.direction == side
    )
    return float(low), float(low + loose)


def _statement(balance: AidBalance) -> str:
    """Return what was given and received, over which days, and what totals left out."""
    totals = [each.entry for each in _counted(balance) if isinstance(each.entry, AggregateEntry)]
    without = dict.fromkeys(name for each in totals for name in each.leaves_out)
    outside = any(each.counting is Counting.REACHES_OUTSIDE for each in balance.lines)
    said = (
        f"{balance.given.units:,} units given and {balance.received.units:,} received, "
        f"{span(balance.asked.start, balance.asked.end)}"
    )
    said += f"; already left out: {', '.join(without)}" if without else ""
    said += "; totals that reach outside those days may add to either" if outside else ""
    return f"{said}."


def _source(balance: AidBalance, measure: str) -> str:
    """Return where the figure is from: the place that one total names, else the ledger."""
    lines = [each for each in _counted(balance) if measure == NET or each.direction == "given"]
    totals = [each.entry for each in lines if isinstance(each.entry, AggregateEntry)]
    sources = [each.source for each in totals if each.source]
    return sources[0] if len(totals) == len(lines) and sources else LEDGER


def _counted(balance: AidBalance) -> Sequence[AidLine]:
    return [each for each in balance.lines if each.counting in COUNTED]
