"""Rate cards: what aid costs, by whose word and from when. None is shipped."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from muster.policing import clock

Of = Literal["unit", "rank"]
Per = Literal["officer_hour", "unit_day"]
EVERY_DAY = 0b1111111
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class CardTerm:
    """The local days on which an entry of a card holds: the first, and the last or None."""

    first: int
    last: int | None

    def holds(self, day: int) -> bool:
        """Say whether a local day falls in it."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Charge:
    """What an hour of an officer, or a day begun of a unit, costs.

    `of` says whether `slug` is a kind of unit or a rank.
    """

    of: Of
    slug: str
    per: Per
    rate: Decimal
    term: CardTerm
    source: str


@dataclass(frozen=True, slots=True)
class Uplift:
    """A rule of a card that multiplies what falls on some days.

    `weekdays` are bits, Monday first, `dates` local days; a day is one of both together.
    `share` is the part of what falls on such a day that the factor is for.
    """

    name: str
    factor: Decimal
    term: CardTerm
    source: str
    weekdays: int = 0
    dates: tuple[int, ...] = ()
    share: Decimal = ONE

    def on(self, day: int) -> Decimal:
        """Return what a local day's cost is multiplied by: 1 where the rule is not for it."""
        weekday = 1 << clock.date_of(day).weekday()
        named = day in self.dates or bool(self.weekdays & weekday)
        if not named or not self.term.holds(day):
            return ONE
        return ONE + self.share * (self.factor - ONE)


@dataclass(frozen=True, slots=True)
class RateCard:
    """Charges and uplifts in pounds, and what they were read from."""

    charges: tuple[Charge, ...]
    uplifts: tuple[Uplift, ...] = ()
    name: str = ""
    sha256: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """Return whose word the card is, each once."""
        said = [each.source for each in self.charges] + [each.source for each in self.uplifts]
        return tuple(dict.fromkeys(said))

    def charge(self, of: Of, slug: str, day: int) -> Charge | None:
        """Return the latest charge for a kind of unit or a rank that holds on a local day."""
        held = [
            each
            for each in self.charges
            if each.of == of and each.slug == slug and each.term.holds(day)
        ]
        return max(held, key=lambda each: each.term.first, default=None)

    def uplift(self, day: int) -> Decimal:
        """Return the highest of the factors for a local day; factors are not multiplied."""
        factors = [each.on(day) for each in self.uplifts]
        return max((each for each in factors if each != ONE), default=ONE)

    def prices_units(self, unit: str) -> bool:
        """Say whether a kind of unit has a charge of its own, at any time."""
        return any(each.of == "unit" and each.slug == unit for each in self.charges)

    def by_the_hour(self, unit: str) -> bool:
        """Say whether a kind of unit is charged by the officer-hour, at any time."""
        found = [each for each in self.charges if each.of == "unit" and each.slug == unit]
        return any(each.per == "officer_hour" for each in found)
