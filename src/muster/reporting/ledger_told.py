"""A balance of aid with the words it is told in."""

from dataclasses import dataclass

from muster.mobilisation import AidBalance
from muster.reporting.background import Background
from muster.reporting.words import counted, force_name, unit_names

UNSTATED = "not stated"


@dataclass(frozen=True, slots=True)
class Told:
    """A balance with the words it is told in."""

    name: str
    balance: AidBalance
    background: Background

    @property
    def names(self) -> tuple[str, str]:
        """Return what one unit and several are called."""
        return unit_names(self.background.doctrine.unit(self.balance.asked.unit))

    def units(self, count: int) -> str:
        """Return a number of units in words."""
        return counted(count, *self.names)

    def force(self, slug: str) -> str:
        """Return a force's name."""
        return force_name(slug, self.background.doctrine) if slug else UNSTATED

    @property
    def several(self) -> bool:
        """Say whether it is of more than one force."""
        return len(self.balance.asked.forces) > 1


def signed(net: float, places: int = 0) -> str:
    """Return a balance with its sign, a true minus below nought; a whole nought has none."""
    if not net and not places:
        return "0"
    return f"{net:+,.{places}f}".replace("-", "−")
