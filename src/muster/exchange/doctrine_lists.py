"""Doctrine as lists: units, skills, ranks, forces, editions, tiers, rates, with their sources."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from muster.doctrine import (
    AbstractionKind,
    Doctrine,
    DutyKind,
    Rate,
    Requirement,
    RestRule,
    TimeNorm,
    TimeStandard,
    TravelSpeeds,
    VehicleKind,
    Wait,
)
from muster.exchange.doctrine import source_cells

Row = Mapping[str, Any]
Dated = Rate | Requirement | RestRule | TimeNorm | TimeStandard | TravelSpeeds | Wait
Kind = AbstractionKind | DutyKind | VehicleKind


@dataclass(frozen=True, slots=True)
class DoctrineList:
    """One list: what it is called, what it holds, and its rows, all of the same columns."""

    table: str
    title: str
    rows: tuple[Row, ...]


def doctrine_list(table: str, doctrine: Doctrine) -> DoctrineList:
    """Return a list of doctrine by name, one of DOCTRINE_LISTS. Raises KeyError for no other."""
    title, rows = _LISTS[table]
    return DoctrineList(table, title, tuple(rows(doctrine)))


def _units(known: Doctrine) -> list[Row]:
    rows: list[Row] = [
        {
            "unit": each.unit,
            "name": known.unit(each.unit).name,
            "from": each.starts.isoformat(),
            "people": each.people,
            **source_cells(known.composition_source(each)),
        }
        for each in known.compositions
    ]
    return rows


def _skills(known: Doctrine) -> list[Row]:
    rows: list[Row] = [
        {
            "skill": each.slug,
            "name": each.name,
            "refresher_months": each.refresher_months,
            **_origin(known, "skill", each.slug),
        }
        for each in known.skills
    ]
    return rows


def _ranks(known: Doctrine) -> list[Row]:
    called = _called(known, "rank")
    rows: list[Row] = [
        {"rank": each.slug, "name": each.name, "also": sorted(called.get(each.slug, []))}
        for each in known.ranks
    ]
    return rows


def _forces(known: Doctrine) -> list[Row]:
    rows: list[Row] = [
        {
            "force": each.slug,
            "name": each.name,
            "region": each.region,
            "territorial": each.territorial,
            "officers": each.officers,
            **_origin(known, "force", each.slug),
        }
        for each in known.forces
    ]
    return rows


def _editions(known: Doctrine) -> list[Row]:
    rows: list[Row] = [
        {
            "edition": each.slug,
            "name": each.name,
            "from": each.starts.isoformat(),
            "threats": list(each.threats),
            "aspects": list(each.aspects),
            **source_cells(each.source),
        }
        for each in known.editions
    ]
    return rows


def _tiers(known: Doctrine) -> list[Row]:
    rows: list[Row] = [
        {"figure": each.slug, "says": f"{each.name}: {each.centre}"}
        | _origin(known, "tier", each.slug)
        for each in known.tiers
    ]
    rows += [
        {"figure": each.slug, "says": f"{each.count:,} × {each.unit}", **_dated(each)}
        for each in known.requirements
    ]
    rows += [
        {
            "figure": each.slug,
            "says": f"{each.share:.0%} within {each.minutes} minutes",
            **_dated(each),
        }
        for each in known.time_standards
    ]
    rows += [
        {
            "figure": f"time, {each.slug}",
            "says": f"{each.share:.0%} within {each.minutes} minutes",
            **_dated(each),
        }
        for each in known.time_norms
    ]
    rows += [
        {
            "figure": f"travel, {each.slug}",
            "says": f"straight line × {each.factor:g} by road; "
            + ", ".join(f"beyond {band.over_km:g} km at {band.kmh:g} km/h" for band in each.bands),
            **_dated(each),
        }
        for each in known.travels
    ]
    rows += [
        {
            "figure": each.slug,
            "says": f"wait {each.minutes} minutes before a reminder",
            **_dated(each),
        }
        for each in known.waits
    ]
    return rows


def _sources(known: Doctrine) -> list[Row]:
    rows: list[Row] = [
        {
            "document": each.slug,
            "title": each.title,
            "publisher": each.publisher,
            "published": each.published.isoformat(),
            "reference": each.reference,
        }
        for each in known.documents
    ]
    return rows


def _kinds(known: Doctrine) -> list[Row]:
    rows: list[Row] = [
        _kind(known, "duty_kind", each, working=each.working, deployable=each.deployable)
        for each in known.duty_kinds
    ]
    rows += [
        _kind(known, "abstraction_kind", each, planned=each.planned, sensitive=each.sensitive)
        for each in known.abstraction_kinds
    ]
    rows += [_kind(known, "vehicle_kind", each) for each in known.vehicle_kinds]
    return rows


def _rates(known: Doctrine) -> list[Row]:
    rows: list[Row] = [
        {
            "figure": "rest",
            "says": f"{each.minutes} minutes between tours; a {each.override} may override it",
            **_dated(each),
        }
        for each in known.rest_rules
    ]
    for table, figures in (("turnout", known.turnouts), ("abstraction", known.abstraction_norms)):
        rows += [
            {"figure": f"{table}: {each.slug}", "says": f"{each.rate:.0%}", **_dated(each)}
            for each in figures
        ]
    return rows


def _kind(doctrine: Doctrine, table: str, kind: Kind, **marks: bool) -> Row:
    """Return a kind, what holds of it, and its other spellings."""
    also = sorted(_called(doctrine, table).get(kind.slug, []))
    says = [mark for mark, holds in marks.items() if holds]
    of = table.removesuffix("_kind")
    return {"kind": kind.slug, "of": of, "name": kind.name, "marks": says, "also": also}


def _dated(figure: Dated) -> dict[str, str]:
    return {"from": figure.starts.isoformat(), **source_cells(figure.source)}


def _called(doctrine: Doctrine, table: str) -> dict[str, list[str]]:
    """Return by slug every spelling of a kind of word."""
    called: dict[str, list[str]] = {}
    for spelling, slug in doctrine.aliases[table].items():
        called.setdefault(slug, []).append(spelling)
    return called


def _origin(doctrine: Doctrine, table: str, slug: str) -> dict[str, str]:
    origin = doctrine.origins.get((table, slug))
    if origin is None:
        return {}
    return {"from": origin.starts.isoformat(), **source_cells(origin.source)}


_LISTS: Mapping[str, tuple[str, Callable[[Doctrine], list[Row]]]] = {
    "units": ("Kinds of unit", _units),
    "skills": ("Skills", _skills),
    "ranks": ("Ranks", _ranks),
    "forces": ("Forces", _forces),
    "editions": ("Editions", _editions),
    "tiers": ("Tiers and time standards", _tiers),
    "sources": ("Documents", _sources),
    "kinds": ("Kinds of duty, abstraction and vehicle", _kinds),
    "rates": ("Rest, turnout and abstraction", _rates),
}
DOCTRINE_LISTS = tuple(_LISTS)
