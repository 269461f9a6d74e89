"""Turn one entry of a doctrine file into one value, or say what is wrong with it.

Each maker takes an entry that already has `starts` and `source` where its table is dated.
It raises KeyError for a key that is missing, ValueError or TypeError for a value that will
not do; the reader turns these into faults.
"""

from collections.abc import Mapping
from datetime import date

from muster.doctrine import figures
from muster.doctrine.event_entries import EVENT_KEYS
from muster.doctrine.source import SOFT_STANDINGS, Document, Source
from muster.doctrine.values import (
    Entry,
    number,
    once,
    only,
    share,
    some,
    text,
    texts,
    whole,
    yes_or_no,
)
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

NAMED = ("slug", "name")
ALIASED = (*NAMED, "aliases")
DATED = ("from", "source")
MOST_TIMES = 10
EVENT_WORDS = ("event_kind", "event_factor", "event_confidence")

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
    "time_norm": ("slug", *DATED, "minutes", "share"),
    "norm_evidence": ("slug", *DATED, "fewest", "occasions", "confidence"),
    "notice": ("slug", *DATED, "minutes"),
    "alert_level": ("slug", *DATED, "rate"),
    "absorption": ("slug", *DATED, "unit", "arrests", "minutes"),
    "premium": ("slug", *DATED, "factor", "minutes"),
    "aid_tour": ("slug", *DATED, "minutes", "days"),
    "travel": ("slug", *DATED, "factor", "bands"),
    "secondment": ("slug", *DATED, "days"),
    "balance_period": ("slug", *DATED, "years", "month", "day"),
    "wait": ("slug", *DATED, "minutes"),
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
    **{
        table: (*(ALIASED if table in EVENT_WORDS else ("slug",)), *DATED, *keys)
        for table, keys in EVENT_KEYS.items()
    },
}
DATED_TABLES = frozenset(table for table, keys in KEYS.items() if "from" in keys)
# Figures of one slug that follow one another by date; elsewhere a slug has one entry.
SUCCESSIVE_TABLES = frozenset(
    (
        *("turnout", "abstraction_norm", "requirement", "time_standard", "notice", "travel"),
        *("alert_level", "absorption", "aid_tour", "premium"),
        *("time_norm", "norm_evidence"),
        *("event_base", "event_rule"),
        *("secondment", "balance_period", "wait"),
    )
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
    if source.paragraph is not None and whole(source.paragraph) < 1:
        raise ValueError("paragraphs are counted from 1; mend `source`")
    return source


def document(entry: Entry) -> Document:
    """Return a document."""
    if type(entry["published"]) is not date:
        raise ValueError(f"{entry['published']!r} is not a date")
    return Document(**entry)


def aspect(entry: Entry) -> Aspect:
    """Return an aspect."""
    return Aspect(text(entry["slug"]), text(entry["name"]))


def threat(entry: Entry) -> Threat:
    """Return a threat."""
    return Threat(text(entry["slug"]), text(entry["name"]))


def region(entry: Entry) -> Region:
    """Return a region."""
    return Region(text(entry["slug"]), text(entry["name"]))


def rank(entry: Entry) -> Rank:
    """Return a rank, its order still to be set."""
    return Rank(text(entry["slug"]), text(entry["name"]), 0)


def vehicle_kind(entry: Entry) -> figures.VehicleKind:
    """Return a kind of vehicle."""
    return figures.VehicleKind(text(entry["slug"]), text(entry["name"]))


def unit(entry: Entry) -> UnitKind:
    """Return a kind of unit."""
    return UnitKind(text(entry["slug"]), text(entry["name"]), text(entry["plural"]))


def duty_kind(entry: Entry) -> figures.DutyKind:
    """Return a kind of duty."""
    return figures.DutyKind(
        text(entry["slug"]),
        text(entry["name"]),
        yes_or_no(entry["working"]),
        yes_or_no(entry["deployable"]),
    )


def abstraction_kind(entry: Entry) -> figures.AbstractionKind:
    """Return a kind of abstraction."""
    return figures.AbstractionKind(
        text(entry["slug"]),
        text(entry["name"]),
        yes_or_no(entry["planned"]),
        yes_or_no(entry.get("sensitive", False)),
    )


def edition(entry: Entry) -> figures.Edition:
    """Return an edition."""
    return figures.Edition(
        text(entry["slug"]),
        text(entry["name"]),
        entry["starts"],
        texts(entry["threats"]),
        texts(entry["aspects"]),
        entry["source"],
    )


def skill(entry: Entry) -> Skill:
    """Return a skill; without `refresher_months` its tickets do not lapse by doctrine."""
    months = entry.get("refresher_months")
    refresher = None if months is None else some(months)
    return Skill(text(entry["slug"]), text(entry["name"]), refresher)


def composition(entry: Entry) -> Composition:
    """Return a composition: at least one post, each post and vehicle kind once."""
    posts = tuple(_post(each) for each in entry["posts"])
    vehicles = tuple(_vehicle_need(each) for each in entry.get("vehicles", []))
    if not posts:
        raise ValueError("a composition needs at least one post")
    once("post", (post.slug for post in posts))
    once("vehicle kind", (need.kind for need in vehicles))
    return Composition(text(entry["unit"]), entry["starts"], posts, vehicles)


def _post(entry: Entry) -> Post:
    only("a post", entry, ("post", "count", "ranks", "skills"))
    ranks = texts(entry["ranks"])
    if not ranks:
        raise ValueError(f"post {entry['post']!r} names no rank that may fill it")
    return Post(text(entry["post"]), some(entry["count"]), ranks, texts(entry["skills"]))


def _vehicle_need(entry: Entry) -> VehicleNeed:
    only("a vehicle", entry, ("kind", "count"))
    return VehicleNeed(text(entry["kind"]), some(entry["count"]))


def rest(entry: Entry) -> figures.RestRule:
    """Return a rest rule."""
    return figures.RestRule(
        whole(entry["minutes"]), text(entry["override"]), entry["starts"], entry["source"]
    )


def rate(entry: Entry) -> figures.Rate:
    """Return a share from a day on."""
    return figures.Rate(text(entry["slug"]), share(entry["rate"]), entry["starts"], entry["source"])


def force(entry: Entry) -> Force:
    """Return a force; one with no published strength has no `officers`."""
    officers = entry.get("officers")
    return Force(
        text(entry["slug"]),
        text(entry["name"]),
        text(entry["short_name"]),
        text(entry["ons_code"]),
        text(entry["region"]),
        yes_or_no(entry["territorial"]),
        None if officers is None else number(officers, 0, float("inf")),
        _place(entry["place"]),
    )


def _place(entry: Entry) -> Place:
    only("a place", entry, ("lat", "lon", "town", "approximate"))
    return Place(number(entry["lat"], -90, 90), number(entry["lon"], -180, 180))


def tier(entry: Entry) -> Tier:
    """Return a tier."""
    return Tier(text(entry["slug"]), text(entry["name"]), text(entry["centre"]))


def requirement(entry: Entry) -> figures.Requirement:
    """Return a requirement."""
    return figures.Requirement(
        text(entry["slug"]),
        text(entry["unit"]),
        whole(entry["count"]),
        entry["starts"],
        entry["source"],
    )


def time_standard(entry: Entry) -> figures.TimeStandard:
    """Return a time standard."""
    return figures.TimeStandard(
        text(entry["slug"]),
        whole(entry["minutes"]),
        share(entry["share"]),
        entry["starts"],
        entry["source"],
    )


def time_norm(entry: Entry) -> figures.TimeNorm:
    """Return the minutes within which a share have done something; not none of them, nor all."""
    return figures.TimeNorm(
        text(entry["slug"]),
        whole(entry["minutes"]),
        _within(share(entry["share"])),
        entry["starts"],
        entry["source"],
    )


def norm_evidence(entry: Entry) -> figures.NormEvidence:
    """Return how much must have been seen before a norm is proposed."""
    return figures.NormEvidence(
        text(entry["slug"]),
        some(entry["fewest"]),
        some(entry["occasions"]),
        _within(share(entry["confidence"])),
        entry["starts"],
        entry["source"],
    )


def _within(given: float) -> float:
    """Return a share that is neither nought nor one, which would say nothing."""
    if given in (0, 1):
        raise ValueError(f"{given:g} says nothing; give a share between 0 and 1, such as 0.9")
    return given


def notice(entry: Entry) -> figures.Notice:
    """Return a set of notices."""
    minutes = tuple(whole(each) for each in entry["minutes"])
    return figures.Notice(text(entry["slug"]), minutes, entry["starts"], entry["source"])


def travel(entry: Entry) -> figures.TravelSpeeds:
    """Return a factor and bands of speed; the bands start at nought and rise."""
    bands = tuple(_band(each) for each in entry["bands"])
    starts = [band.over_km for band in bands]
    if starts[:1] != [0] or starts != sorted(set(starts)):
        raise ValueError("bands of speed start at over_km = 0 and rise")
    factor = number(entry["factor"], 1, 100)
    return figures.TravelSpeeds(
        text(entry["slug"]), factor, bands, entry["starts"], entry["source"]
    )


def _band(entry: Entry) -> figures.SpeedBand:
    only("a band of speed", entry, ("over_km", "kmh"))
    return figures.SpeedBand(
        number(entry["over_km"], 0, float("inf")), number(entry["kmh"], 1, float("inf"))
    )


def absorption(entry: Entry) -> figures.Absorption:
    """Return how many arrests one unit deals with."""
    return figures.Absorption(
        text(entry["slug"]),
        text(entry["unit"]),
        some(entry["arrests"]),
        some(entry["minutes"]),
        entry["starts"],
        entry["source"],
    )


def aid_tour(entry: Entry) -> figures.AidTour:
    """Return how long a unit on aid works at a stretch, and how many days it is away."""
    return figures.AidTour(
        text(entry["slug"]),
        some(entry["minutes"]),
        some(entry["days"]),
        entry["starts"],
        entry["source"],
    )


def premium(entry: Entry) -> figures.Premium:
    """Return how hours are paid that are paid more than once."""
    return figures.Premium(
        text(entry["slug"]),
        number(entry["factor"], 1, MOST_TIMES),
        whole(entry["minutes"]),
        entry["starts"],
        entry["source"],
    )


def wait(entry: Entry) -> figures.Wait:
    """Return how long to wait before a reminder."""
    return figures.Wait(
        text(entry["slug"]), some(entry["minutes"]), entry["starts"], entry["source"]
    )
