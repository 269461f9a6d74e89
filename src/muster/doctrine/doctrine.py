"""Doctrine as one frozen value, with the few look-ups everything else needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Protocol, TypeVar

from muster.doctrine.criteria import Criterion, Crossing, FrameworkQuestion
from muster.doctrine.event_method import (
    EventBase,
    EventConfidence,
    EventFactor,
    EventKind,
    EventMethod,
    EventRule,
)
from muster.doctrine.figures import (
    Absorption,
    AbstractionKind,
    AidTour,
    BalancePeriod,
    DutyKind,
    Edition,
    NormEvidence,
    Notice,
    Premium,
    Rate,
    Requirement,
    RestRule,
    Secondment,
    TimeNorm,
    TimeStandard,
    TravelSpeeds,
    VehicleKind,
)
from muster.doctrine.source import Document, Source
from muster.errors import MusterError
from muster.policing import Aspect, Composition, Force, Rank, Region, Skill, Threat, Tier, UnitKind


class Named(Protocol):
    """Anything with a slug."""

    @property
    def slug(self) -> str:
        """Return its slug."""
        ...


class Dated(Protocol):
    """Anything with a first day."""

    @property
    def starts(self) -> date:
        """Return its first day."""
        ...


NamedT = TypeVar("NamedT", bound=Named)
DatedT = TypeVar("DatedT", bound=Dated)


class UnableToFindDoctrine(MusterError):
    """Doctrine does not hold what was asked for."""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A composition, skill, force or tier with the day it starts and its source."""

    starts: date
    source: Source


@dataclass(frozen=True, slots=True, eq=False)
class Doctrine:
    """What the nation requires, dated and sourced. Built by `read_doctrine`.

    `aliases` maps a vocabulary's name (`rank`, `skill`, `duty_kind`, `abstraction_kind`,
    `vehicle_kind`, `force`, `event_kind`, …) to other spellings of its slugs, in lower case.
    `origins` maps (table, slug) to start and source, for tables whose values are nouns.
    """

    documents: tuple[Document, ...]
    aspects: tuple[Aspect, ...]
    threats: tuple[Threat, ...]
    editions: tuple[Edition, ...]
    ranks: tuple[Rank, ...]
    skills: tuple[Skill, ...]
    vehicle_kinds: tuple[VehicleKind, ...]
    units: tuple[UnitKind, ...]
    compositions: tuple[Composition, ...]
    duty_kinds: tuple[DutyKind, ...]
    abstraction_kinds: tuple[AbstractionKind, ...]
    rest_rules: tuple[RestRule, ...]
    turnouts: tuple[Rate, ...]
    alert_levels: tuple[Rate, ...]
    absorptions: tuple[Absorption, ...]
    aid_tours: tuple[AidTour, ...]
    premiums: tuple[Premium, ...]
    abstraction_norms: tuple[Rate, ...]
    regions: tuple[Region, ...]
    forces: tuple[Force, ...]
    tiers: tuple[Tier, ...]
    requirements: tuple[Requirement, ...]
    time_standards: tuple[TimeStandard, ...]
    time_norms: tuple[TimeNorm, ...]
    norm_evidence: tuple[NormEvidence, ...]
    notices: tuple[Notice, ...]
    travels: tuple[TravelSpeeds, ...]
    secondments: tuple[Secondment, ...]
    balance_periods: tuple[BalancePeriod, ...]
    criteria: tuple[Criterion, ...]
    crosswalk: tuple[Crossing, ...]
    framework: tuple[FrameworkQuestion, ...]
    event_kinds: tuple[EventKind, ...]
    event_bases: tuple[EventBase, ...]
    event_factors: tuple[EventFactor, ...]
    event_rules: tuple[EventRule, ...]
    event_confidences: tuple[EventConfidence, ...]
    aliases: Mapping[str, Mapping[str, str]]
    origins: Mapping[tuple[str, str], Sourced]
    digest: str

    def composition(self, unit: str, on: date) -> Composition:
        """Return the composition of `unit` in force on a day; the earliest before any starts."""
        dated = [found for found in self.compositions if found.unit == unit]
        if not dated:
            raise self._unknown("unit kind", unit, (kind.slug for kind in self.units))
        dated.sort(key=lambda found: found.starts)
        begun = [found for found in dated if found.starts <= on]
        return begun[-1] if begun else dated[0]

    def composition_source(self, composition: Composition) -> Source:
        """Return the source of a composition."""
        return self.origins["composition", f"{composition.unit} {composition.starts}"].source

    def unit(self, slug: str) -> UnitKind:
        """Return the unit kind of this slug."""
        return self._find("unit kind", slug, self.units)

    def force(self, name: str) -> Force:
        """Return the force of this slug, ONS code, short name or full name."""
        slug = self.aliases["force"].get(name.strip().lower(), name.strip().lower())
        return self._find("force", slug, self.forces)

    def edition(self, slug: str) -> Edition:
        """Return the edition of this slug."""
        return self._find("edition", slug, self.editions)

    def criteria_of(self, edition: str) -> tuple[Criterion, ...]:
        """Return the criteria of an edition, in the order doctrine gives them."""
        slug = self.edition(edition).slug
        return tuple(each for each in self.criteria if slug in each.editions)

    def rest_rule(self, on: date) -> RestRule:
        """Return the rest rule in force on a day."""
        return _in_force(self.rest_rules, on)

    def turnout(self, slug: str, on: date) -> Rate:
        """Return the turnout rate of `on_call` or `recall` people in force on a day."""
        return _in_force([rate for rate in self.turnouts if rate.slug == slug], on)

    def alert_level(self, slug: str, on: date) -> Rate:
        """Return the share of its assessed local need that a force keeps at an alert level."""
        named = [level for level in self.alert_levels if level.slug == slug]
        if not named:
            raise self._unknown(
                "alert level", slug, dict.fromkeys(e.slug for e in self.alert_levels)
            )
        return _in_force(named, on)

    def absorbed_by(self, on: date) -> tuple[Absorption, ...]:
        """Return what arrests take up, as in force on a day: one for each kind of unit."""
        slugs = dict.fromkeys(each.slug for each in self.absorptions)
        return tuple(
            _in_force([each for each in self.absorptions if each.slug == slug], on)
            for slug in slugs
        )

    def premium(self, slug: str, on: date) -> Premium:
        """Return how hours of a kind (`rest_day`) are paid, as in force on a day."""
        return _in_force([each for each in self.premiums if each.slug == slug], on)

    def aid_tour(self, on: date) -> AidTour:
        """Return how long units on aid work and stay, as in force on a day."""
        return _in_force(self.aid_tours, on)

    def abstraction_norm(self, slug: str, on: date) -> Rate:
        """Return an abstraction norm in force on a day."""
        return _in_force([rate for rate in self.abstraction_norms if rate.slug == slug], on)

    def time_norm(self, slug: str, on: date) -> TimeNorm:
        """Return the norm of a time (`recall`, `assembly`) in force on a day."""
        return _in_force([norm for norm in self.time_norms if norm.slug == slug], on)

    def evidence_for_norms(self, slug: str, on: date) -> NormEvidence:
        """Return how much must be seen before a norm of a kind (`rate`, `time`) is proposed."""
        return _in_force([each for each in self.norm_evidence if each.slug == slug], on)

    def notice(self, slug: str, on: date) -> Notice:
        """Return a set of notices in force on a day."""
        return _in_force([notice for notice in self.notices if notice.slug == slug], on)

    def travel(self, slug: str, on: date) -> TravelSpeeds:
        """Return how a straight line becomes a journey, as in force on a day."""
        return _in_force([travel for travel in self.travels if travel.slug == slug], on)

    def event_method(self, on: date) -> EventMethod:
        """Return the method by which events are assessed, as in force on a day."""
        rules = dict.fromkeys(rule.slug for rule in self.event_rules)
        bases = dict.fromkeys(base.slug for base in self.event_bases)
        return EventMethod(
            kinds={kind.slug: kind for kind in self.event_kinds},
            bases={
                slug: _in_force((base for base in self.event_bases if base.slug == slug), on)
                for slug in bases
            },
            factors={factor.slug: factor for factor in self.event_factors},
            rules=tuple(
                _in_force((rule for rule in self.event_rules if rule.slug == slug), on)
                for slug in rules
            ),
            confidences={each.slug: each for each in self.event_confidences},
        )

    def secondment(self, on: date) -> Secondment:
        """Return how long aid lasts before it is a secondment, in force on a day."""
        return _in_force(self.secondments, on)

    def balance_period(self, on: date) -> BalancePeriod:
        """Return the years that aid is weighed over, in force on a day."""
        return _in_force(self.balance_periods, on)

    def _find(self, what: str, slug: str, among: Sequence[NamedT]) -> NamedT:
        for found in among:
            if found.slug == slug:
                return found
        raise self._unknown(what, slug, (found.slug for found in among))

    @staticmethod
    def _unknown(what: str, slug: str, known: Iterable[str]) -> UnableToFindDoctrine:
        names = tuple(known)
        near = get_close_matches(slug, names, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names)}"
        return UnableToFindDoctrine(f"There is no {what} {slug!r}; {hint}")


def _in_force(figures: Iterable[DatedT], on: date) -> DatedT:
    """Return the latest figure that has started, or the earliest where none has."""
    dated = sorted(figures, key=lambda figure: figure.starts)
    if not dated:
        raise UnableToFindDoctrine("Doctrine holds no such figure; add it with a date and a source")
    begun = [figure for figure in dated if figure.starts <= on]
    return begun[-1] if begun else dated[0]
