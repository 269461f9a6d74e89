"""`muster doctrine skills`, `units`, `ranks` and the other lists, each with its sources."""

from collections.abc import Mapping, Sequence
from typing import Any

from muster.cli import options
from muster.cli.holdings import doctrine_of
from muster.cli.show import Output, show
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
)
from muster.exchange import doctrine_answer, source_cells
from muster.reporting import list_report

Row = Mapping[str, Any]
Dated = Rate | Requirement | RestRule | TimeNorm | TimeStandard | TravelSpeeds
Kind = AbstractionKind | DutyKind | VehicleKind


def units(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """Kinds of unit, each composition with the day it starts."""
    known = doctrine_of(doctrine)
    rows = [
        {
            "unit": each.unit,
            "name": known.unit(each.unit).name,
            "from": each.starts.isoformat(),
            "people": each.people,
            **source_cells(known.composition_source(each)),
        }
        for each in known.compositions
    ]
    _show("units", "Kinds of unit", rows, known, Output(json, None, markdown))


def skills(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """Skills, and the months after which a ticket lapses."""
    known = doctrine_of(doctrine)
    rows = [
        {
            "skill": each.slug,
            "name": each.name,
            "refresher_months": each.refresher_months,
            **_origin(known, "skill", each.slug),
        }
        for each in known.skills
    ]
    _show("skills", "Skills", rows, known, Output(json, None, markdown))


def ranks(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """Ranks, lowest first, and what else they may be called in a return."""
    known = doctrine_of(doctrine)
    called = _called(known, "rank")
    rows = [
        {"rank": each.slug, "name": each.name, "also": sorted(called.get(each.slug, []))}
        for each in known.ranks
    ]
    _show("ranks", "Ranks", rows, known, Output(json, None, markdown))


def forces(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """The 43 territorial forces by region, and those that may only lend or host."""
    known = doctrine_of(doctrine)
    rows = [
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
    _show("forces", "Forces", rows, known, Output(json, None, markdown))


def editions(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """Editions of the Strategic Policing Requirement, with their threats and aspects."""
    known = doctrine_of(doctrine)
    rows = [
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
    _show("editions", "Editions", rows, known, Output(json, None, markdown))


def tiers(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """Tiers of mobilisation, what the nation is to raise, by when, and how fast it travels."""
    known = doctrine_of(doctrine)
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
    _show("tiers", "Tiers and time standards", rows, known, Output(json, None, markdown))


def sources(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """The documents figures are taken from."""
    known = doctrine_of(doctrine)
    rows = [
        {
            "document": each.slug,
            "title": each.title,
            "publisher": each.publisher,
            "published": each.published.isoformat(),
            "reference": each.reference,
        }
        for each in known.documents
    ]
    _show("sources", "Documents", rows, known, Output(json, None, markdown))


def kinds(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """Kinds of duty, abstraction and vehicle, and what else they may be called in a return."""
    known = doctrine_of(doctrine)
    rows = [
        _kind(known, "duty_kind", each, working=each.working, deployable=each.deployable)
        for each in known.duty_kinds
    ]
    rows += [
        _kind(known, "abstraction_kind", each, planned=each.planned, sensitive=each.sensitive)
        for each in known.abstraction_kinds
    ]
    rows += [_kind(known, "vehicle_kind", each) for each in known.vehicle_kinds]
    _show(
        "kinds", "Kinds of duty, abstraction and vehicle", rows, known, Output(json, None, markdown)
    )


def _kind(doctrine: Doctrine, table: str, kind: Kind, **marks: bool) -> Row:
    """Return a kind, what holds of it, and its other spellings."""
    also = sorted(_called(doctrine, table).get(kind.slug, []))
    says = [mark for mark, holds in marks.items() if holds]
    of = table.removesuffix("_kind")
    return {"kind": kind.slug, "of": of, "name": kind.name, "marks": says, "also": also}


def rates(
    doctrine: options.DoctrineDirs = [],  # noqa: B006
    json: options.Json = False,
    markdown: options.Markdown = False,
) -> None:
    """Minimum rest and who may override it, who comes when called, and abstraction rates."""
    known = doctrine_of(doctrine)
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
    _show("rates", "Rest, turnout and abstraction", rows, known, Output(json, None, markdown))


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


def _show(table: str, title: str, rows: Sequence[Row], doctrine: Doctrine, output: Output) -> None:
    answer = doctrine_answer(table, [dict(row) for row in rows], doctrine)
    show(list_report(title, rows), answer, output)
