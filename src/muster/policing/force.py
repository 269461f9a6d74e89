"""Forces, regions and the tiers at which they help one another."""

from dataclasses import dataclass

from muster.policing.place import Place


@dataclass(frozen=True, slots=True)
class Region:
    """One of the nine policing regions."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Force:
    """A police force; `territorial` is false for those that may only lend or host.

    `officers` is full-time equivalents, None where no figure is held.
    """

    slug: str
    name: str
    short_name: str
    ons_code: str
    region: str
    territorial: bool
    officers: float | None
    place: Place


@dataclass(frozen=True, slots=True)
class Tier:
    """A level of mobilisation: own force, region, nation."""

    slug: str
    name: str
    centre: str
