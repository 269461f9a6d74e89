"""Doubt as data: a figure that is not known, and how it may turn out."""

from dataclasses import dataclass
from typing import Literal

Shape = Literal["fixed", "uniform", "triangular", "discrete", "quantiles", "exponential"]


@dataclass(frozen=True, slots=True)
class Distribution:
    """A whole number that is in doubt: minutes, units or whole per cent.

    `numbers` are, by `shape`: the value (fixed); low, high (uniform, both included); low,
    mode, high (triangular); the values (discrete, with their `chances`, which sum to 1, and
    quantiles, each as likely as the next and rising); mean, most (exponential, cut off at the
    most). `basis` is its source, or why it is assumed.
    """

    shape: Shape
    numbers: tuple[float, ...]
    chances: tuple[float, ...] = ()
    basis: str = "assumed"

    @property
    def assumed(self) -> bool:
        """Say whether nobody has published it."""
        return self.basis.startswith("assumed")


def fixed(value: float, basis: str = "assumed") -> Distribution:
    """Return a figure that is not in doubt."""
    return Distribution("fixed", (value,), basis=basis)
