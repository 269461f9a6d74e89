"""What comes in: one force's return, read whole or refused with every fault at once."""

from typing import TYPE_CHECKING, Any

from muster.intake import formats
from muster.intake.assessed import NetworkMatrix, assess_network, assess_return, distribution
from muster.intake.callout_log import CalloutLog, UnableToReadCalloutLog, read_callout_log
from muster.intake.faults import Fault, UnableToReadReturn
from muster.intake.network import read_network
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
    "CalloutLog",
    "Check",
    "Fault",
    "Input",
    "NetworkMatrix",
    "Progress",
    "Provenance",
    "Return",
    "Table",
    "UnableToPackReturn",
    "UnableToReadCalloutLog",
    "UnableToReadReturn",
    "UnableToWriteReturn",
    "assess_network",
    "assess_return",
    "check_return",
    "distribution",
    "judgements_of",
    "pack_return",
    "read_callout_log",
    "read_network",
    "read_return",
    "testimony_of",
    "words_of",
    "write_return",
    "write_template",
]


def __getattr__(name: str) -> Any:
    """Return a reader or writer whose libraries are slow to import."""
    return getattr(formats, name)
