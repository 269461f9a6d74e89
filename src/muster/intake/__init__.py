"""What comes in: one force's return, read whole or refused with every fault at once."""

from typing import TYPE_CHECKING, Any

from muster.intake import formats
from muster.intake.assessed import NetworkMatrix, assess_network, assess_return, distribution
from muster.intake.faults import Fault, UnableToReadReturn
from muster.intake.ledgers import LedgerFile, ledger_of, ledger_of_network, read_ledger
from muster.intake.network import read_network
from muster.intake.rates import read_rates
from muster.intake.reading import check_return, read_return
from muster.intake.returns import (
    About,
    Check,
    Input,
    Progress,
    Provenance,
    Return,
    Table,
    words_of,
)
from muster.intake.testimony import judgements_of, testimony_of

if TYPE_CHECKING:
    from muster.intake.packed import UnableToPackReturn, pack_return
    from muster.intake.template import write_template
    from muster.intake.writing import UnableToWriteReturn, write_return

__all__ = [
    "About",
    "Check",
    "Fault",
    "Input",
    "LedgerFile",
    "NetworkMatrix",
    "Progress",
    "Provenance",
    "Return",
    "Table",
    "UnableToPackReturn",
    "UnableToReadReturn",
    "UnableToWriteReturn",
    "assess_network",
    "assess_return",
    "check_return",
    "distribution",
    "judgements_of",
    "ledger_of",
    "ledger_of_network",
    "pack_return",
    "read_ledger",
    "read_network",
    "read_rates",
    "read_return",
    "testimony_of",
    "words_of",
    "write_return",
    "write_template",
]


def __getattr__(name: str) -> Any:
    """Return a reader or writer whose libraries are slow to import."""
    return getattr(formats, name)
