"""The aid table by column, its cells read and nothing yet said of how they fit together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from muster.intake.cells import Parser, parse_text, parse_whole
from muster.intake.sheets import TableReading
from muster.intake.times import Window, parse_instants
from muster.intake.vocabulary import Vocabulary, vocabulary_from
from muster.mobilisation import AidSide
from muster.policing import clock

SIDES: tuple[AidSide, ...] = ("given", "received")
NOBODY = -1  # the code of a blank
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class AidColumns:
    """Codes of forces, kinds and directions, counts and UTC minutes; -1 for a blank."""

    donor: NDArray[np.int32]
    host: NDArray[np.int32]
    unit: NDArray[np.int32]
    units: NDArray[np.int32]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    officers: NDArray[np.int32]
    direction: NDArray[np.int32]

    @property
    def total(self) -> Truths:
        """Say of each row whether it is a total."""
        found: Truths = self.direction != NOBODY
        return found

    def of_side(self, side: AidSide) -> Truths:
        """Say of each row whether it is a total of what was given, or received."""
        found: Truths = self.direction == SIDES.index(side)
        return found

    def with_own(self, force: int) -> "AidColumns":
        """Return the columns with a force's code where a total leaves its own force blank."""
        return replace(
            self,
            donor=np.where(self.of_side("given") & (self.donor < 0), force, self.donor),
            host=np.where(self.of_side("received") & (self.host < 0), force, self.host),
        )


def read_columns(
    reading: TableReading, forces: Vocabulary, kinds: Vocabulary, window: Window
) -> AidColumns:
    """Return the columns of an aid table; cells that cannot be read are faults."""
    parsers: Mapping[str, Parser] = {
        "donor": forces.parse,
        "host": forces.parse,
        "unit": kinds.parse,
        "units": parse_whole,
        "start": parse_instants(window, clock.NEVER, closing=False),
        "end": parse_instants(window, clock.FOREVER, closing=True),
        "officers": parse_whole,
        "direction": vocabulary_from("direction", SIDES).parse,
    }
    for name in ("operation", "reference", "leaves_out", "source"):
        reading.column(name, parse_text)
    return AidColumns(**{name: reading.column(name, parse) for name, parse in parsers.items()})


def filled(reading: TableReading, column: str) -> Truths:
    """Say of each row whether a cell has anything in it."""
    texts = reading.texts.get(column)
    if texts is None or not texts.values:
        return np.zeros(len(reading), dtype=np.bool_)
    written = np.array([bool(text) for text in texts.values], dtype=np.bool_)
    return written[texts.codes]
