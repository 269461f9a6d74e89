"""Read doctrine from TOML, and refuse it, naming every fault, unless it is dated and sourced."""

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from muster.doctrine import aid_entries, criterion_entries, entries, event_entries
from muster.doctrine.doctrine import Doctrine, Sourced
from muster.doctrine.entries import DATED_TABLES, EVENT_WORDS, KEYS, SUCCESSIVE_TABLES
from muster.doctrine.references import broken_references
from muster.doctrine.source import Source
from muster.doctrine.values import Entry
from muster.errors import MusterError

ValueT = TypeVar("ValueT")
VOCABULARIES = (
    "rank",
    "skill",
    "duty_kind",
    "abstraction_kind",
    "vehicle_kind",
    "force",
    "unit",
    *EVENT_WORDS,
)
UNDATED = date.min
UNSOURCED = Source("assumed")


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
    """Entries by table and key as they are read, and every fault found on the way."""

    tables: dict[str, dict[str, tuple[str, Entry]]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    origins: dict[tuple[str, str], Sourced] = field(default_factory=dict)

    def table(self, name: str, make: Callable[[Entry], ValueT]) -> tuple[ValueT, ...]:
        """Return a table's values, one for each entry that is dated, sourced and complete."""
        made = (self._value(name, key, make) for key in self.tables.get(name, {}))
        return tuple(value for value in made if value is not None)

    def known(self) -> Mapping[str, frozenset[str]]:
        """Return the slugs each table was given, sound or not."""
        return {
            table: frozenset(str(entry.get("slug")) for _, entry in given.values())
            for table, given in self.tables.items()
        }

    def _value(self, name: str, key: str, make: Callable[[Entry], ValueT]) -> ValueT | None:
        """Return one value; an entry with several faults has every one of them named."""
        place, entry = self.tables[name][key]
        before = len(self.faults)
        self._check_keys(name, place, entry)
        if name in DATED_TABLES:
            origin = Sourced(self._starts(place, entry), self._source(place, entry))
            self.origins[name, key] = origin
            entry = {**entry, "starts": origin.starts, "source": origin.source}
        try:
            value = make(entry)
        except ExceptionGroup as several:
            self.faults += [_fault(place, wrong) for wrong in several.exceptions]
        except (KeyError, TypeError, ValueError) as wrong:
            self.faults.append(_fault(place, wrong))
        return value if len(self.faults) == before else None

    def _check_keys(self, name: str, place: str, entry: Entry) -> None:
        for key in entry:
            if key not in KEYS[name]:
                self.faults.append(f"{place}: {_unknown(key, KEYS[name])}")
        if not isinstance(entry.get("aliases", []), list):
            self.faults.append(f"{place}: `aliases` is not a list; put it in square brackets")

    def _starts(self, place: str, entry: Entry) -> date:
        starts = entry.get("from")
        if type(starts) is date:
            return starts
        self.faults.append(f"{place}: no start date; add `from = 2012-07-31`")
        return UNDATED

    def _source(self, place: str, entry: Entry) -> Source:
        try:
            source = entries.source_of(entry.get("source"))
        except (TypeError, ValueError) as wrong:
            self.faults.append(f"{place}: {wrong}")
            return UNSOURCED
        if source.document and source.document not in self.tables.get("document", {}):
            self.faults.append(
                f"{place}: document {source.document!r} is not defined; "
                "add a [[document]] or mend `source`"
            )
        return source


def _fault(place: str, wrong: Exception) -> str:
    if isinstance(wrong, KeyError):
        return f"{place}: {wrong.args[0]!r} is missing; add it"
    return f"{place}: {wrong}; mend the value"


def read_doctrine(*local: Path) -> Doctrine:
    """Return the doctrine shipped with Muster, with folders of local figures laid over it.

    The shipped doctrine alone is read once. Raises UnableToReadDoctrine as
    `read_doctrine_from` does.
    """
    return read_doctrine_from(_shipped(), *local) if local else _read_shipped()


@lru_cache(maxsize=1)
def _read_shipped() -> Doctrine:
    return read_doctrine_from(_shipped())


def _shipped() -> Traversable:
    return resources.files("muster.doctrine") / "data"


def read_doctrine_from(*folders: Traversable | Path) -> Doctrine:
    """Read doctrine from folders of TOML files; a later folder adds to or replaces earlier entries.

    An entry replaces one of the same table and slug; where figures follow one another by
    date (compositions, rest, rates, requirements, time standards, time norms, norm evidence,
    notices, travel, bases and rules of events), one of the same slug and day. Raises
    UnableToReadDoctrine naming every fault: a folder or file that cannot be read, a figure
    without a start date or a source, a key or table nobody knows, a reference to something
    that is not there.
    """
    reading = _Reading()
    digest = hashlib.sha256()
    for folder in folders:
        seen: set[tuple[str, str]] = set()
        for file in _toml_files(reading, folder):
            body = file.read_bytes()
            digest.update(body)
            _add(reading, seen, file.name, body)
    doctrine = _build(reading, digest.hexdigest())
    faults = (*reading.faults, *broken_references(doctrine, reading.known()))
    if faults:
        raise UnableToReadDoctrine(faults)
    return doctrine


def _toml_files(reading: _Reading, folder: Traversable | Path) -> list[Traversable | Path]:
    found = list(folder.iterdir()) if folder.is_dir() else []
    files = [file for file in found if file.name.endswith(".toml")]
    if not files:
        reading.faults.append(f"{folder}: no folder with TOML files; mend the path")
    return sorted(files, key=lambda each: each.name)


def _add(reading: _Reading, seen: set[tuple[str, str]], name: str, body: bytes) -> None:
    try:
        content = tomllib.loads(body.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        reading.faults.append(f"{name}: not TOML in UTF-8 ({wrong}); mend the file")
        return
    for table, given in content.items():
        if table not in KEYS:
            reading.faults.append(f"{name}: {_unknown(table, tuple(KEYS))}")
        elif not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
            reading.faults.append(f"{name}: [{table}] is not a table of entries; write [[{table}]]")
        else:
            _add_entries(reading, seen, name, table, given)


def _add_entries(
    reading: _Reading, seen: set[tuple[str, str]], file: str, table: str, given: list[Entry]
) -> None:
    for number, entry in enumerate(given, 1):
        key = _key(table, entry, number)
        place = f"{file}: {table} {key!r}"
        if (table, key) in seen:
            reading.faults.append(f"{place}: given twice in one folder; keep one")
        seen.add((table, key))
        reading.tables.setdefault(table, {})[key] = (place, entry)


def _key(table: str, entry: Entry, number: int) -> str:
    """Return what tells an entry from the others of its table."""
    if table == "rest":
        return f"from {entry.get('from')}"
    slug = entry.get("unit" if table == "composition" else "slug")
    if slug is None:
        return f"number {number}"
    successive = "from" in entry and (table == "composition" or table in SUCCESSIVE_TABLES)
    return f"{slug} {entry.get('from')}" if successive else str(slug)


def _unknown(word: str, known: Iterable[str]) -> str:
    names = tuple(known)
    near = get_close_matches(word, names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"use {', '.join(names)}"
    return f"nothing is called {word!r} here; {hint}"


def _build(reading: _Reading, digest: str) -> Doctrine:
    table = reading.table
    return Doctrine(
        documents=table("document", entries.document),
        aspects=table("aspect", entries.aspect),
        threats=table("threat", entries.threat),
        editions=table("edition", entries.edition),
        ranks=tuple(
            replace(rank, order=order) for order, rank in enumerate(table("rank", entries.rank))
        ),
        skills=table("skill", entries.skill),
        vehicle_kinds=table("vehicle_kind", entries.vehicle_kind),
        units=table("unit", entries.unit),
        compositions=table("composition", entries.composition),
        duty_kinds=table("duty_kind", entries.duty_kind),
        abstraction_kinds=table("abstraction_kind", entries.abstraction_kind),
        rest_rules=table("rest", entries.rest),
        turnouts=table("turnout", entries.rate),
        alert_levels=table("alert_level", entries.rate),
        absorptions=table("absorption", entries.absorption),
        premiums=table("premium", entries.premium),
        aid_tours=table("aid_tour", entries.aid_tour),
        abstraction_norms=table("abstraction_norm", entries.rate),
        regions=table("region", entries.region),
        forces=table("force", entries.force),
        tiers=table("tier", entries.tier),
        requirements=table("requirement", entries.requirement),
        time_standards=table("time_standard", entries.time_standard),
        time_norms=table("time_norm", entries.time_norm),
        norm_evidence=table("norm_evidence", entries.norm_evidence),
        notices=table("notice", entries.notice),
        travels=table("travel", entries.travel),
        secondments=table("secondment", aid_entries.secondment),
        balance_periods=table("balance_period", aid_entries.balance_period),
        waits=table("wait", entries.wait),
        criteria=table("criterion", criterion_entries.criterion),
        crosswalk=table("crosswalk", criterion_entries.crossing),
        framework=table("framework_question", criterion_entries.framework_question),
        event_kinds=table("event_kind", event_entries.event_kind),
        event_bases=table("event_base", event_entries.event_base),
        event_factors=table("event_factor", event_entries.event_factor),
        event_rules=table("event_rule", event_entries.event_rule),
        event_confidences=table("event_confidence", event_entries.event_confidence),
        aliases=_aliases(reading),
        origins=reading.origins,
        digest=digest,
    )


def _aliases(reading: _Reading) -> dict[str, dict[str, str]]:
    """Return, for each vocabulary, every accepted spelling in lower case against its slug."""
    found: dict[str, dict[str, str]] = {}
    for table in VOCABULARIES:
        spellings = found.setdefault(table, {})
        for slug, (place, entry) in reading.tables.get(table, {}).items():
            for spelling in _spellings(entry):
                if spellings.setdefault(spelling, slug) != slug:
                    reading.faults.append(
                        f"{place}: {spelling!r} also means {spellings[spelling]!r}; "
                        "keep one meaning"
                    )
    return found


def _spellings(entry: Entry) -> set[str]:
    given = [entry.get(key, "") for key in ("slug", "name", "short_name", "ons_code")]
    given += _listed(entry.get("aliases"))
    return {str(spelling).strip().lower() for spelling in given} - {""}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
