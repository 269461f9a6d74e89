"""Kinds of unit, and what one whole unit is made of."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Post:
    """A place in a unit: any of `ranks` may fill it, holding every one of `skills`.

    The first of `skills` is the role; the others support it (refresher, fitness, safety).
    """

    slug: str
    count: int
    ranks: tuple[str, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VehicleNeed:
    """Vehicles of one kind that a whole unit cannot leave without."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Composition:
    """What one whole unit of a kind consists of, from a day on."""

    unit: str
    starts: date
    posts: tuple[Post, ...]
    vehicles: tuple[VehicleNeed, ...]

    @property
    def people(self) -> int:
        """Return how many people one whole unit takes."""
        return sum(post.count for post in self.posts)


@dataclass(frozen=True, slots=True)
class UnitKind:
    """A kind of unit that forces raise and lend whole."""

    slug: str
    name: str
    plural: str
