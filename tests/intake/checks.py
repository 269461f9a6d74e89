"""What a check found, for tests that expect one fault."""

from pathlib import Path

from muster.doctrine import Doctrine
from muster.intake import Check, Fault, check_return


def only_fault(check: Check) -> Fault:
    """Return the one fault of a check."""
    assert check.return_ is None
    assert len(check.faults) == 1, check.faults
    return check.faults[0]


def code_of(place: Path, doctrine: Doctrine) -> str:
    """Return the kind of the one fault of a return."""
    return only_fault(check_return(place, doctrine=doctrine)).code
