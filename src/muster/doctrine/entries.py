"""Turn one entry of a doctrine file into one value, or say what is wrong with it.

Each maker takes an entry that already has `starts` and `source` where its table is dated.
It raises KeyError for a key that is missing, ValueError or TypeError for a value that will
not do; the reader turns these into faults.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from muster.doctrine import figures
from muster.doctrine.criteria import (
    BASES,
    LEVELS,
    PARTLY,
    YES_NO,
    Criterion,
    Crossing,
    FrameworkQuestion,
)
from muster.doctrine.source import SOFT_STANDINGS, Document, Source
from muster.policing import (
    Aspect,
    Composition,
    Force,
    Place,
    Post,
    Rank,
    Region,
    Skill,
    Threat,
    Tier,
    UnitKind,
    VehicleNeed,
)

Entry = Mapping[str, Any]
ChoiceT = TypeVar("ChoiceT")

NAMED = ("slug", "name")
ALIASED = (*NAMED, "aliases")
DATED = ("from", "source")

KEYS: Mapping[str, tuple[str, ...]] = {
    "document": ("slug", "title", "publisher", "published", "reference"),
    "aspect": NAMED,
    "threat": NAMED,
    "region": NAMED,
    "rank": ALIASED,
    "vehicle_kind": ALIASED,
    "unit": (*ALIASED, "plural"),
    "duty_kind": (*ALIASED, "working", "deployable"),
    "abstraction_kind": (*ALIASED, "planned", "sensitive"),
    "edition": (*NAMED, *DATED, "threats", "aspects"),
    "skill": (*ALIASED, *DATED, "refresher_months"),
    "composition": ("unit", *DATED, "posts", "vehicles"),
    "rest": (*DATED, "minutes", "override"),
    "turnout": ("slug", *DATED, "rate"),
    "abstraction_norm": ("slug", *DATED, "rate"),
    "force": (
        *ALIASED,
        *DATED,
        "short_name",
        "ons_code",
        "region",
        "territorial",
        "officers",
        "place",
    ),
    "tier": (*NAMED, *DATED, "centre"),
    "requirement": ("slug", *DATED, "unit", "count"),
    "time_standard": ("slug", *DATED, "minutes", "share"),
    "notice": ("slug", *DATED, "minutes"),
    "criterion": (
        "slug",
        *DATED,
        "threat",
        "aspect",
        "statement",
        "basis",
        "measure",
        "unit",
        "within_minutes",
        "requirement",
        "partial_share",
        "partial_note",
        "level",
        "shelf_life_days",
        "editions",
        "systems",
        "moves",
    ),
    "crosswalk": ("slug", *DATED, "criterion", "from_edition", "to_edition", "becomes", "note"),
    "framework_question": ("slug", *DATED, "area", "question"),
}
DATED_TABLES = frozenset(table for table, keys in KEYS.items() if "from" in keys)
# Figures of one slug that follow one another by date; elsewhere a slug has one entry.
SUCCESSIVE_TABLES = frozenset(
    ("turnout", "abstraction_norm", "requirement", "time_standard", "notice")
)


def source_of(given: object) -> Source:
    """Return a source; `standing` is `published` unless given, and each standing has its needs."""
    if not isinstance(given, dict):
        raise ValueError("no source; add `source = { document = …, heading = … }`")
    source = Source(**{"standing": "published", **given})
    if source.standing in SOFT_STANDINGS:
        if not source.note:
            raise ValueError(f"a {source.standing} figure needs a note; add it to `source`")
    elif source.standing != "published":
        raise ValueError(f"unknown standing {source.standing!r}; use recalled, local or assumed")
    elif not (source.document and source.heading):
        raise ValueError("a source needs a document and a heading; mend `source`")
    if source.paragraph is not None and _whole(source.paragraph) < 1:
        raise ValueError("paragraphs are counted from 1; mend `source`")
    return source


def document(entry: Entry) -> Document:
    """Return a document."""
    if type(entry["published"]) is not date:
        raise ValueError(f"{entry['published']!r} is not a date")
    return Document(**entry)


def aspect(entry: Entry) -> Aspect:
    """Return an aspect."""
    return Aspect(_text(entry["slug"]), _text(entry["name"]))


def threat(entry: Entry) -> Threat:
    """Return a threat."""
    return Threat(_text(entry["slug"]), _text(entry["name"]))


def region(entry: Entry) -> Region:
    """Return a region."""
    return Region(_text(entry["slug"]), _text(entry["name"]))


def rank(entry: Entry) -> Rank:
    """Return a rank, its order still to be set."""
    return Rank(_text(entry["slug"]), _text(entry["name"]), 0)


def vehicle_kind(entry: Entry) -> figures.VehicleKind:
    """Return a kind of vehicle."""
    return figures.VehicleKind(_text(entry["slug"]), _text(entry["name"]))


def unit(entry: Entry) -> UnitKind:
    """Return a kind of unit."""
    return UnitKind(_text(entry["slug"]), _text(entry["name"]), _text(entry["plural"]))


def duty_kind(entry: Entry) -> figures.DutyKind:
    """Return a kind of duty."""
    return figures.DutyKind(
        _text(entry["slug"]),
        _text(entry["name"]),
        _yes_or_no(entry["working"]),
        _yes_or_no(entry["deployable"]),
    )


def abstraction_kind(entry: Entry) -> figures.AbstractionKind:
    """Return a kind of abstraction."""
    return figures.AbstractionKind(
        _text(entry["slug"]),
        _text(entry["name"]),
        _yes_or_no(entry["planned"]),
        _yes_or_no(entry.get("sensitive", False)),
    )


def edition(entry: Entry) -> figures.Edition:
    """Return an edition."""
    return figures.Edition(
        _text(entry["slug"]),
        _text(entry["name"]),
        entry["starts"],
        _texts(entry["threats"]),
        _texts(entry["aspects"]),
        entry["source"],
    )


def skill(entry: Entry) -> Skill:
    """Return a skill; without `refresher_months` its tickets do not lapse by doctrine."""
    months = entry.get("refresher_months")
    refresher = None if months is None else _some(months)
    return Skill(_text(entry["slug"]), _text(entry["name"]), refresher)


def composition(entry: Entry) -> Composition:
    """Return a composition: at least one post, each post and vehicle kind once."""
    posts = tuple(_post(each) for each in entry["posts"])
    vehicles = tuple(_vehicle_need(each) for each in entry.get("vehicles", []))
    if not posts:
        raise ValueError("a composition needs at least one post")
    _once("post", (post.slug for post in posts))
    _once("vehicle kind", (need.kind for need in vehicles))
    return Composition(_text(entry["unit"]), entry["starts"], posts, vehicles)


def _post(entry: Entry) -> Post:
    _only("a post", entry, ("post", "count", "ranks", "skills"))
    ranks = _texts(entry["ranks"])
    if not ranks:
        raise ValueError(f"post {entry['post']!r} names no rank that may fill it")
    return Post(_text(entry["post"]), _some(entry["count"]), ranks, _texts(entry["skills"]))


def _vehicle_need(entry: Entry) -> VehicleNeed:
    _only("a vehicle", entry, ("kind", "count"))
    return VehicleNeed(_text(entry["kind"]), _some(entry["count"]))


def rest(entry: Entry) -> figures.RestRule:
    """Return a rest rule."""
    return figures.RestRule(
        _whole(entry["minutes"]), _text(entry["override"]), entry["starts"], entry["source"]
    )


def rate(entry: Entry) -> figures.Rate:
    """Return a share from a day on."""
    return figures.Rate(
        _text(entry["slug"]), _share(entry["rate"]), entry["starts"], entry["source"]
    )


def force(entry: Entry) -> Force:
    """Return a force; one with no published strength has no `officers`."""
    officers = entry.get("officers")
    return Force(
        _text(entry["slug"]),
        _text(entry["name"]),
        _text(entry["short_name"]),
        _text(entry["ons_code"]),
        _text(entry["region"]),
        _yes_or_no(entry["territorial"]),
        None if officers is None else _number(officers, 0, float("inf")),
        _place(entry["place"]),
    )


def _place(entry: Entry) -> Place:
    _only("a place", entry, ("lat", "lon", "town", "approximate"))
    return Place(_number(entry["lat"], -90, 90), _number(entry["lon"], -180, 180))


def tier(entry: Entry) -> Tier:
    """Return a tier."""
    return Tier(_text(entry["slug"]), _text(entry["name"]), _text(entry["centre"]))


def requirement(entry: Entry) -> figures.Requirement:
    """Return a requirement."""
    return figures.Requirement(
        _text(entry["slug"]),
        _text(entry["unit"]),
        _whole(entry["count"]),
        entry["starts"],
        entry["source"],
    )


def time_standard(entry: Entry) -> figures.TimeStandard:
    """Return a time standard."""
    return figures.TimeStandard(
        _text(entry["slug"]),
        _whole(entry["minutes"]),
        _share(entry["share"]),
        entry["starts"],
        entry["source"],
    )


def notice(entry: Entry) -> figures.Notice:
    """Return a set of notices."""
    minutes = tuple(_whole(each) for each in entry["minutes"])
    return figures.Notice(_text(entry["slug"]), minutes, entry["starts"], entry["source"])


def _only(what: str, entry: Entry, keys: Iterable[str]) -> None:
    for key in entry:
        if key not in keys:
            raise ValueError(f"{what} has no {key!r}; it takes {', '.join(keys)}")


def _once(what: str, slugs: Iterable[str]) -> None:
    seen: set[str] = set()
    for slug in slugs:
        if slug in seen:
            raise ValueError(f"{what} {slug!r} is given twice; add the two counts up")
        seen.add(slug)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a text; put it in quotation marks")
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise ValueError(f"{values!r} is not a list; put it in square brackets")
    return tuple(_text(value) for value in values)


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} is not a whole number of nought or more")
    return value


def _some(value: object) -> int:
    if _whole(value) == 0:
        raise ValueError("0 is too few; give 1 or more, or leave it out")
    return _whole(value)


def _number(value: object, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise ValueError(f"{value!r} is not a number between {low} and {high}")
    return float(value)


def _share(value: object) -> float:
    return _number(value, 0, 1)


def criterion(entry: Entry) -> Criterion:
    """Return a criterion; one without a measure is answered yes, partly or no."""
    measure = entry.get("measure")
    within, requirement = entry.get("within_minutes"), entry.get("requirement")
    partial = entry.get("partial_share")
    return Criterion(
        slug=_text(entry["slug"]),
        threat=_text(entry["threat"]),
        aspect=_text(entry["aspect"]),
        statement=_text(entry["statement"]),
        basis=_one_of(entry["basis"], BASES),
        measure=_text(measure) if measure else _text(entry["slug"]),
        unit=_text(entry["unit"]) if measure else YES_NO,
        within_minutes=None if within is None else _whole(within),
        requirement=_requirement(measure, requirement),
        partial_share=_partial(measure, partial),
        partial_note=str(entry.get("partial_note", "")),
        level=_one_of(entry.get("level", LEVELS[0]), LEVELS),
        shelf_life_days=_whole(entry["shelf_life_days"]),
        editions=_texts(entry["editions"]),
        systems=_texts(entry["systems"]),
        moves=_text(entry["moves"]),
        starts=entry["starts"],
        source=entry["source"],
    )


def _partial(measure: object, given: object) -> float | None:
    if not measure and given is None:
        return PARTLY
    return None if given is None else _share(given)


def _requirement(measure: object, given: object) -> float | None:
    if not measure:
        return 1.0
    return None if given is None else float(_whole(given))


def _one_of(value: object, known: tuple[ChoiceT, ...]) -> ChoiceT:
    for choice in known:
        if value == choice:
            return choice
    raise ValueError(f"{value!r} is not one of {', '.join(map(str, known))}")


def crossing(entry: Entry) -> Crossing:
    """Return what became of a criterion between two editions."""
    return Crossing(
        slug=_text(entry["slug"]),
        criterion=_text(entry["criterion"]),
        from_edition=_text(entry["from_edition"]),
        to_edition=_text(entry["to_edition"]),
        becomes=str(entry.get("becomes", "")),
        note=_text(entry["note"]),
        starts=entry["starts"],
        source=entry["source"],
    )


def framework_question(entry: Entry) -> FrameworkQuestion:
    """Return a question of the capability framework."""
    return FrameworkQuestion(
        _text(entry["slug"]),
        _text(entry["area"]),
        _text(entry["question"]),
        entry["starts"],
        entry["source"],
    )
