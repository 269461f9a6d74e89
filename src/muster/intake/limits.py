"""How large a return may be, before any of it is read."""

from muster.intake.faults import Fault, FaultLog

MEGABYTE = 1_000_000
MOST_BYTES = 200 * MEGABYTE
MOST_UNPACKED = 600 * MEGABYTE
MOST_JSON_BYTES = 60 * MEGABYTE
MOST_RATIO = 200
MOST_CELLS = 30_000_000
MOST_COLUMNS = 16_384
ONE_FORCE = "send one force and one period, without pictures or other sheets"


def refuse_size(
    name: str, size: int, log: FaultLog, most: int = MOST_BYTES, remedy: str = ONE_FORCE
) -> bool:
    """Log a fault, and say True, when a file or folder is larger than Muster reads."""
    if size <= most:
        return False
    log.add(
        Fault(
            "",
            None,
            "",
            "",
            f"it is {size / MEGABYTE:,.0f} MB and at most {most // MEGABYTE} MB are read",
            remedy,
            name,
            code="too-large-a-file",
        )
    )
    return True
