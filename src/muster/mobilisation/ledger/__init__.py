"""The ledger of mutual aid: what was given and received, by whom, and what it cost."""

from muster.mobilisation.ledger.balances import (
    COUNTED,
    AidAsked,
    AidBalance,
    AidDirection,
    AidGroup,
    AidHeading,
    AidLine,
    Counting,
    PerThousand,
)
from muster.mobilisation.ledger.cards import CardTerm, Charge, RateCard, Uplift
from muster.mobilisation.ledger.costing import AidCost, CardGap, CostGroup, CostStatement, cost_aid
from muster.mobilisation.ledger.entries import AggregateEntry, AidEntry, AidSide, Deployment, Ledger
from muster.mobilisation.ledger.gathering import gather_ledgers
from muster.mobilisation.ledger.operations import UnableToFindOperation, operation_slug
from muster.mobilisation.ledger.periods import span_words, years_before
from muster.mobilisation.ledger.stretches import AidStretch
from muster.mobilisation.ledger.tallies import AidTally
from muster.mobilisation.ledger.weighing import unitemised, weigh_aid

__all__ = [
    "COUNTED",
    "AggregateEntry",
    "AidAsked",
    "AidBalance",
    "AidCost",
    "AidDirection",
    "AidEntry",
    "AidGroup",
    "AidHeading",
    "AidLine",
    "AidSide",
    "AidStretch",
    "AidTally",
    "CardGap",
    "CardTerm",
    "Charge",
    "CostGroup",
    "CostStatement",
    "Counting",
    "Deployment",
    "Ledger",
    "PerThousand",
    "RateCard",
    "UnableToFindOperation",
    "Uplift",
    "cost_aid",
    "gather_ledgers",
    "operation_slug",
    "span_words",
    "unitemised",
    "weigh_aid",
    "years_before",
]
