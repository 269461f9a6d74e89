"""What comes in: one force's return, read whole or refused with every fault at once."""

from muster.intake.faults import Fault, UnableToReadReturn
from muster.intake.reading import check_return, read_return
from muster.intake.returns import About, Check, Input, Progress, Provenance, Return, Table

__all__ = [
    "About",
    "Check",
    "Fault",
    "Input",
    "Progress",
    "Provenance",
    "Return",
    "Table",
    "UnableToReadReturn",
    "check_return",
    "read_return",
]
