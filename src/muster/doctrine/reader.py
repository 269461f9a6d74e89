"""Read doctrine from TOML, and refuse it, naming every fault, unless it is dated and sourced."""

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from muster.doctrine import figures
from muster.doctrine.doctrine import Doctrine, Sourced
from muster.doctrine.source import SOFT_STANDINGS, Document, Source
from muster.errors import MusterError
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
ValueT = TypeVar("ValueT")
MOST_SKILLS = 64  # a person's valid tickets are one 64-bit word
PLAIN_TABLES = ("document", "aspect", "threat", "rank", "vehicle_kind", "unit", "duty_kind")
UNDATED_TABLES = frozenset((*PLAIN_TABLES, "abstraction_kind", "region"))


class UnableToReadDoctrine(MusterError):
    """The doctrine files have faults; each is named with its file, table and remedy."""

    def __init__(self, faults: Iterable[str]) -> None:
        """Keep every fault, and say them all."""
        self.faults = tuple(faults)
        super().__init__(
            "Doctrine was refused:\n" + "\n".join(f"  {fault}" for fault in self.faults)
        )


@dataclass
class _Reading:
    """Entries by table as they are read, and every fault found on the way."""

    tables: dict[str, list[tuple[str, Entry]]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    origins: dict[tuple[str, str], Sourced] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()

    def table(self, name: str, make: Callable[[Entry], ValueT]) -> tuple[ValueT, ...]:
        """Return a table's values, one for each entry that is dated, sourced and complete."""
        values = []
        for place, entry in self.tables.get(name, []):
            value = self._value(name, place, entry, make)
            if value is not None:
                values.append(value)
        return tuple(values)

    def _value(
        self, name: str, place: str, entry: Entry, make: Callable[[Entry], ValueT]
    ) -> ValueT | None:
        slug = _slug_of(entry)
        if name not in UNDATED_TABLES:
            starts, source = self._starts(place, entry), self._source(place, entry)
            if starts is None or source is None:
                return None
            self.origins[name, slug] = Sourced(starts, source)
            entry = {**entry, "starts": starts, "source": source}
        try:
            return make(entry)
        except KeyError as missing:
            self.faults.append(f"{place}: {missing.args[0]!r} is missing; add it")
        except (TypeError, ValueError) as wrong:
            self.faults.append(f"{place}: {wrong}; mend the value")
        return None

    def _starts(self, place: str, entry: Entry) -> date | None:
        starts = entry.get("from")
        if type(starts) is date:
            return starts
        self.faults.append(f"{place}: no start date; add `from = 2012-07-31`")
        return None

    def _source(self, place: str, entry: Entry) -> Source | None:
        given = entry.get("source")
        if not isinstance(given, dict):
            self.faults.append(
                f"{place}: no source; add `source = {{ document = …, heading = … }}`"
            )
            return None
        try:
            source = Source(**{"standing": "published", **given})
        except TypeError as wrong:
            self.faults.append(f"{place}: the source is not understood ({wrong}); mend it")
            return None
        return source if self._is_sound(place, source) else None

    def _is_sound(self, place: str, source: Source) -> bool:
        if source.standing in SOFT_STANDINGS:
            sound, wrong = bool(source.note), f"a {source.standing} figure needs a note"
        elif source.standing != "published":
            sound, wrong = (
                False,
                f"unknown standing {source.standing!r}; use recalled, local or assumed",
            )
        else:
            sound = source.document in self.documents and bool(source.heading)
            wrong = "a source needs a known document and a heading"
        if not sound:
            self.faults.append(f"{place}: {wrong}; mend `source`")
        return sound


def _slug_of(entry: Entry) -> str:
    if "slug" in entry:
        return str(entry["slug"])
    if "unit" in entry:
        return f"{entry['unit']} {entry.get('from')}"
    return f"from {entry.get('from')}"


@lru_cache(maxsize=1)
def read_doctrine() -> Doctrine:
    """Return the doctrine shipped with Muster, read once."""
    return read_doctrine_from(resources.files("muster.doctrine") / "data")


def read_doctrine_from(*folders: Traversable | Path) -> Doctrine:
    """Read doctrine from folders of TOML files; a later folder adds to or replaces earlier entries.

    An entry replaces one of the same table and slug (for a composition, the same unit and
    day). Raises UnableToReadDoctrine naming every fault: a file that is not TOML, a figure
    without a start date or a source, a reference to something that is not there.
    """
    reading = _Reading()
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.iterdir(), key=lambda each: each.name):
            if file.name.endswith(".toml"):
                body = file.read_bytes()
                digest.update(body)
                _add(reading, file.name, body)
    reading.documents = frozenset(
        _slug_of(entry) for _, entry in reading.tables.get("document", [])
    )
    doctrine = _build(reading, digest.hexdigest())
    reading.faults.extend(_broken_references(doctrine))
    if reading.faults:
        raise UnableToReadDoctrine(reading.faults)
    return doctrine


def _add(reading: _Reading, name: str, body: bytes) -> None:
    try:
        content = tomllib.loads(body.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        reading.faults.append(f"{name}: not TOML in UTF-8 ({wrong}); mend the file")
        return
    for table, entries in content.items():
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            reading.faults.append(f"{name}: [{table}] is not a table of entries; write [[{table}]]")
            continue
        kept = reading.tables.setdefault(table, [])
        for entry in entries:
            slug = _slug_of(entry)
            place = f"{name}: {table} {slug!r}"
            same = [at for at, (_, old) in enumerate(kept) if _slug_of(old) == slug]
            if same and kept[same[0]][0] == place:
                reading.faults.append(f"{place}: given twice in one file; keep one")
            elif same:
                kept[same[0]] = (place, entry)
            else:
                kept.append((place, entry))


def _build(reading: _Reading, digest: str) -> Doctrine:
    table = reading.table
    return Doctrine(
        documents=table("document", lambda e: Document(**e)),
        aspects=table("aspect", lambda e: Aspect(e["slug"], e["name"])),
        threats=table("threat", lambda e: Threat(e["slug"], e["name"])),
        editions=table("edition", _edition),
        ranks=tuple(
            Rank(rank.slug, rank.name, order)
            for order, rank in enumerate(table("rank", lambda e: Rank(e["slug"], e["name"], 0)))
        ),
        skills=table("skill", lambda e: Skill(e["slug"], e["name"], e.get("refresher_months"))),
        vehicle_kinds=table("vehicle_kind", lambda e: figures.VehicleKind(e["slug"], e["name"])),
        units=table("unit", lambda e: UnitKind(e["slug"], e["name"], e["plural"])),
        compositions=table("composition", _composition),
        duty_kinds=table(
            "duty_kind",
            lambda e: figures.DutyKind(e["slug"], e["name"], e["working"], e["deployable"]),
        ),
        abstraction_kinds=table(
            "abstraction_kind",
            lambda e: figures.AbstractionKind(
                e["slug"], e["name"], e["planned"], e.get("sensitive", False)
            ),
        ),
        rest_rules=table(
            "rest",
            lambda e: figures.RestRule(
                _whole(e["minutes"]), e["override"], e["starts"], e["source"]
            ),
        ),
        turnouts=table("turnout", _rate),
        abstraction_norms=table("abstraction_norm", _rate),
        regions=table("region", lambda e: Region(e["slug"], e["name"])),
        forces=table("force", _force),
        tiers=table("tier", lambda e: Tier(e["slug"], e["name"], e["centre"])),
        requirements=table(
            "requirement",
            lambda e: figures.Requirement(
                e["slug"], e["unit"], _whole(e["count"]), e["starts"], e["source"]
            ),
        ),
        time_standards=table(
            "time_standard",
            lambda e: figures.TimeStandard(
                e["slug"], _whole(e["minutes"]), _share(e["share"]), e["starts"], e["source"]
            ),
        ),
        notices=table(
            "notice",
            lambda e: figures.Notice(
                e["slug"], tuple(map(_whole, e["minutes"])), e["starts"], e["source"]
            ),
        ),
        aliases=_aliases(reading),
        origins=reading.origins,
        digest=digest,
    )


def _edition(entry: Entry) -> figures.Edition:
    return figures.Edition(
        entry["slug"],
        entry["name"],
        entry["starts"],
        tuple(entry["threats"]),
        tuple(entry["aspects"]),
        entry["source"],
    )


def _composition(entry: Entry) -> Composition:
    posts = tuple(
        Post(post["post"], _whole(post["count"]), tuple(post["ranks"]), tuple(post["skills"]))
        for post in entry["posts"]
    )
    if not posts:
        raise ValueError("a composition needs at least one post")
    vehicles = tuple(
        VehicleNeed(need["kind"], _whole(need["count"])) for need in entry.get("vehicles", [])
    )
    return Composition(entry["unit"], entry["starts"], posts, vehicles)


def _force(entry: Entry) -> Force:
    place = Place(entry["place"]["lat"], entry["place"]["lon"])
    return Force(
        entry["slug"],
        entry["name"],
        entry["short_name"],
        entry["ons_code"],
        entry["region"],
        entry["territorial"],
        entry.get("officers"),
        place,
    )


def _rate(entry: Entry) -> figures.Rate:
    return figures.Rate(entry["slug"], _share(entry["rate"]), entry["starts"], entry["source"])


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} is not a whole number of nought or more")
    return value


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"{value!r} is not a share between 0 and 1")
    return float(value)


def _aliases(reading: _Reading) -> dict[str, dict[str, str]]:
    """Return, for each vocabulary, every accepted spelling in lower case against its slug."""
    found: dict[str, dict[str, str]] = {}
    for table in (
        "rank",
        "skill",
        "duty_kind",
        "abstraction_kind",
        "vehicle_kind",
        "force",
        "unit",
    ):
        spellings = found.setdefault(table, {})
        for place, entry in reading.tables.get(table, []):
            given = [entry.get(key, "") for key in ("slug", "name", "short_name", "ons_code")]
            for spelling in (*given, *entry.get("aliases", [])):
                key = str(spelling).lower()
                if key and spellings.setdefault(key, _slug_of(entry)) != _slug_of(entry):
                    reading.faults.append(
                        f"{place}: {spelling!r} also means {spellings[key]!r}; keep one meaning"
                    )
    return found


def _broken_references(doctrine: Doctrine) -> Iterable[str]:
    """Yield a fault for each slug that is used and not defined, and for too many skills."""
    ranks, skills = _slugs(doctrine.ranks), _slugs(doctrine.skills)
    units, vehicles = _slugs(doctrine.units), _slugs(doctrine.vehicle_kinds)
    if len(skills) > MOST_SKILLS:
        yield f"{len(skills)} skills are defined and at most {MOST_SKILLS} fit; remove some"
    for composition in doctrine.compositions:
        place = f"composition {composition.unit!r} from {composition.starts}"
        yield from _missing(place, "unit kind", [composition.unit], units)
        for post in composition.posts:
            yield from _missing(place, "rank", post.ranks, ranks)
            yield from _missing(place, "skill", post.skills, skills)
        yield from _missing(
            place, "vehicle kind", [need.kind for need in composition.vehicles], vehicles
        )
    for edition in doctrine.editions:
        place = f"edition {edition.slug!r}"
        yield from _missing(place, "threat", edition.threats, _slugs(doctrine.threats))
        yield from _missing(place, "aspect", edition.aspects, _slugs(doctrine.aspects))
    for rule in doctrine.rest_rules:
        yield from _missing("rest", "rank", [rule.override], ranks)
    for force in doctrine.forces:
        if force.territorial:
            yield from _missing(
                f"force {force.slug!r}", "region", [force.region], _slugs(doctrine.regions)
            )
    for requirement in doctrine.requirements:
        yield from _missing(
            f"requirement {requirement.slug!r}", "unit kind", [requirement.unit], units
        )


def _slugs(values: Iterable[Any]) -> frozenset[str]:
    return frozenset(value.slug for value in values)


def _missing(place: str, what: str, used: Iterable[str], known: frozenset[str]) -> Iterable[str]:
    for slug in used:
        if slug not in known:
            yield f"{place}: {what} {slug!r} is not defined; define it or mend the name"
