"""Read calibration from TOML, and refuse it, naming every fault, unless dated and sourced."""

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from muster.assessment import Grade
from muster.doctrine import LEVELS, Doctrine, Document, Source
from muster.errors import MusterError
from muster.policing import clock
from muster.synthesis.calibration import (
    AidFigures,
    AidOperation,
    BaseFigures,
    Calibration,
    CoverFigures,
    ExceptionFigures,
    ForceFigures,
    Function,
    JudgementFigures,
    MeasureFigures,
    OffRoad,
    OnCall,
    People,
    Ranks,
    Renewal,
    Rota,
    Spell,
    TestimonyFigures,
    TicketFigures,
    Tour,
    Trait,
    VehicleFigures,
    Window,
)

Entry = Mapping[str, Any]
ValueT = TypeVar("ValueT")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES = ("slug", "group", "skill", "kind", "function", "measure")


class UnableToReadCalibration(MusterError):
    """The calibration files have faults; each is named with its table and remedy."""

    def __init__(self, faults: Iterable[str]) -> None:
        """Keep every fault, and say them all."""
        self.faults = tuple(faults)
        super().__init__(
            "Calibration was refused:\n" + "\n".join(f"  {fault}" for fault in self.faults)
        )


@dataclass
class _Reading:
    """Tables as they are read, and every fault found on the way."""

    tables: dict[str, list[Entry]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()

    def table(self, name: str, make: Callable[[Entry], ValueT]) -> tuple[ValueT, ...]:
        """Return a table's values, one for each entry that is dated, sourced and complete."""
        values = (self._value(name, entry, make) for entry in self.tables.get(name, []))
        return tuple(value for value in values if value is not None)

    def single(self, name: str, make: Callable[[Entry], ValueT]) -> ValueT:
        """Return the one value of a table that is given once."""
        found = self.table(name, make)
        if len(found) != 1:
            raise UnableToReadCalibration(
                [*self.faults, f"[{name}] is given {len(found)} times; give it once"]
            )
        return found[0]

    def _value(self, table: str, entry: Entry, make: Callable[[Entry], ValueT]) -> ValueT | None:
        slug = _slug_of(entry)
        place = f"{table} {slug!r}" if slug else table
        source = self._source(place, entry)
        if source is None:
            return None
        self.sources[table, slug] = source
        figures = {key: value for key, value in entry.items() if key not in ("from", "source")}
        try:
            return make(figures)
        except KeyError as missing:
            self.faults.append(f"{place}: {missing.args[0]!r} is missing or unknown; mend it")
        except (TypeError, ValueError) as wrong:
            self.faults.append(f"{place}: {wrong}; mend the value")
        return None

    def _source(self, place: str, entry: Entry) -> Source | None:
        if type(entry.get("from")) is not date:
            self.faults.append(f"{place}: no start date; add `from = 2014-09-30`")
            return None
        try:
            source = Source(**{"standing": "published", **entry["source"]})
        except (KeyError, TypeError):
            self.faults.append(f"{place}: no source that is understood; add `source = {{ … }}`")
            return None
        if source.standing == "published" and source.document not in self.documents:
            self.faults.append(f"{place}: unknown document {source.document!r}; add a [[document]]")
            return None
        return source


@lru_cache(maxsize=1)
def read_calibration() -> Calibration:
    """Return the calibration shipped with Muster, read once."""
    return read_calibration_from(resources.files("muster.synthesis") / "data")


def read_calibration_from(*folders: Traversable | Path) -> Calibration:
    """Read calibration from folders of TOML; later entries replace earlier ones of the same slug.

    Raises UnableToReadCalibration naming every fault: no TOML, no date, no source, a value
    missing or out of place.
    """
    reading = _Reading()
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.iterdir(), key=lambda each: each.name):
            if file.name.endswith(".toml"):
                body = file.read_bytes()
                digest.update(body)
                _add(reading, file.name, body)
    calibration = _build(reading, digest.hexdigest())
    if reading.faults:
        raise UnableToReadCalibration(reading.faults)
    return calibration


def _add(reading: _Reading, name: str, body: bytes) -> None:
    try:
        content = tomllib.loads(body.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise UnableToReadCalibration(
            [f"{name}: not TOML in UTF-8 ({wrong}); mend the file"]
        ) from None
    for table, entries in content.items():
        kept = reading.tables.setdefault(table, [])
        for entry in entries if isinstance(entries, list) else [entries]:
            kept[:] = [old for old in kept if _slug_of(old) != _slug_of(entry)] + [entry]


def _slug_of(entry: Entry) -> str:
    name = next((str(entry[key]) for key in NAMES if key in entry), "")
    return f"{name} {entry['spell']}" if "spell" in entry else name


def _build(reading: _Reading, digest: str) -> Calibration:
    documents = tuple(Document(**entry) for entry in reading.tables.get("document", []))
    reading.documents = frozenset(document.slug for document in documents)
    return Calibration(
        documents=documents,
        ranks=reading.single("ranks", lambda e: Ranks(**e)),
        people=reading.single("people", _people),
        on_call=_sorted(reading.table("on_call", lambda e: OnCall(**e)), "group"),
        bases=reading.single("bases", lambda e: BaseFigures(**e)),
        rotas=_sorted(reading.table("rota", _rota), "slug"),
        functions=reading.table("function", lambda e: Function(**e)),
        traits=reading.table("trait", lambda e: Trait(**e)),
        renewal=reading.single("tickets", lambda e: Renewal(**e)),
        tickets=reading.table("ticket", _ticket),
        spells=reading.table("abstraction", _spell),
        exceptions=reading.table("exception", _exception),
        vehicles=reading.table("vehicle", lambda e: VehicleFigures(**e)),
        christmas=reading.single(
            "christmas", lambda e: (_month_and_day(e["starts"]), _month_and_day(e["ends"]))
        ),
        off_road=reading.single("off_road", _off_road),
        cover=reading.table("cover", _cover),
        testimony=reading.single("testimony", _testimony),
        judgements=reading.single("judgements", _judgements),
        measures=reading.table("measure", _measure),
        aid=reading.single("aid", _aid),
        operations=reading.table("operation", lambda e: AidOperation(**e)),
        forces={force.slug: force for force in reading.table("force", lambda e: ForceFigures(**e))},
        sources=reading.sources,
        digest=digest,
    )


def _sorted(values: tuple[ValueT, ...], key: str) -> tuple[ValueT, ...]:
    """Return values in the order in which intake would name them, by a text."""
    return tuple(sorted(values, key=attrgetter(key)))


def _people(entry: Entry) -> People:
    minutes = _by_number(entry["recall_minutes"])
    shifts = tuple(entry["tour_shifts"])
    return People(**{**entry, "recall_minutes": minutes, "tour_shifts": shifts})


def _ticket(entry: Entry) -> TicketFigures:
    return TicketFigures(**{**entry, "among": tuple(entry.get("among", ()))})


def _spell(entry: Entry) -> Spell:
    spell = Spell(**{**entry, "days": _by_number(entry["days"])})
    if len(spell.season) != len(Spell("", 0.0, {}).season):
        raise ValueError("a season has twelve months")
    return spell


def _exception(entry: Entry) -> ExceptionFigures:
    start, end = _hours(entry["hours"])
    return ExceptionFigures(entry["kind"], entry["per_year"], start, end)


def _off_road(entry: Entry) -> OffRoad:
    days, opens = _by_number(entry["days"]), _minute(entry["opens"])
    return OffRoad(**{**entry, "days": days, "opens": opens})


def _cover(entry: Entry) -> CoverFigures:
    windows = tuple(
        Window(*_hours(window["hours"]), _weekdays(window["weekdays"]), window["share"])
        for window in entry["windows"]
    )
    return CoverFigures(entry["function"], windows, entry.get("whole_force", False))


def _testimony(entry: Entry) -> TestimonyFigures:
    levels = {_one_of(LEVELS, level): weight for level, weight in entry["levels"].items()}
    pairs = {name: _pair(entry[name]) for name in ("neglect", "ambition")}
    return TestimonyFigures(
        **{**entry, **pairs, "ages": _by_number(entry["ages"]), "levels": levels}
    )


def _judgements(entry: Entry) -> JudgementFigures:
    grades = {Grade(grade): weight for grade, weight in entry["grades"].items()}
    return JudgementFigures(**{**entry, "grades": grades})


def _measure(entry: Entry) -> MeasureFigures:
    pairs = {
        name: _pair(entry[name])
        for name in ("spread", "declared", "recorded", "shown")
        if name in entry
    }
    notices = {"notices": _by_number(entry["notices"])} if "notices" in entry else {}
    return MeasureFigures(**{**entry, **pairs, **notices})


def _aid(entry: Entry) -> AidFigures:
    pairs = {name: _pair(entry[name]) for name in ("needy", "generous")}
    tables = {name: _by_number(entry[name]) for name in ("opens", "hours")}
    return AidFigures(**{**entry, **pairs, **tables})


def _pair(given: Sequence[float]) -> tuple[float, float]:
    low, high = given
    if low > high:
        raise ValueError(f"{low} to {high} runs backwards; put the lower first")
    return low, high


def _one_of(known: Sequence[ValueT], given: ValueT) -> ValueT:
    if given not in known:
        raise ValueError(f"{given!r} is not one of {', '.join(map(str, known))}")
    return given


def _rota(entry: Entry) -> Rota:
    days = tuple(
        tuple(_tour(tour, entry["kind"]) for tour in day.split(",")) for day in entry["days"]
    )
    if len(days) < entry["teams"] * entry["step"]:
        raise ValueError(f"{entry['teams']} teams {entry['step']} days apart need a longer cycle")
    return Rota(entry["slug"], entry["kind"], entry["teams"], entry["step"], days)


def _tour(text: str, kind: str) -> Tour:
    hours, _, other = text.strip().partition(" ")
    return Tour(0, 0, "rest") if hours == "rest" else Tour(*_hours(hours), other or kind)


def _hours(text: str) -> tuple[int, int]:
    """Return start and end in minutes of the day; an end not after the start is next day's."""
    start, end = map(_minute, text.split("-"))
    return start, end if end > start else end + clock.DAY


def _minute(text: str) -> int:
    hour, minute = map(int, text.split(":"))
    return hour * clock.HOUR + minute


def _month_and_day(text: str) -> tuple[int, int]:
    month, day = map(int, text.split("-"))
    return month, day


def _weekdays(text: str) -> int:
    first, last = (WEEKDAYS.index(name) for name in text.split("-"))
    return sum(1 << day for day in range(first, last + 1))


def _by_number(table: Mapping[str, float]) -> dict[int, float]:
    return {int(key): float(weight) for key, weight in table.items()}


def check_against(calibration: Calibration, doctrine: Doctrine) -> None:
    """Raise UnableToReadCalibration naming every slug that doctrine does not define."""
    faults = [
        f"{what} {slug!r} is not in doctrine; define it there or mend the calibration"
        for what, used, known in _references(calibration, doctrine)
        for slug in sorted(used - known)
    ]
    if faults:
        raise UnableToReadCalibration(faults)


def _references(
    calibration: Calibration, doctrine: Doctrine
) -> Iterable[tuple[str, set[str], set[str]]]:
    """Yield each vocabulary with the slugs calibration uses and those doctrine knows."""
    tours = (tour for rota in calibration.rotas for day in rota.days for tour in day)
    ranked = [calibration.ranks.share, *(f.ranks for f in calibration.functions)]
    ranked.extend(figures.holds for figures in calibration.tickets)
    duties = {tour.kind for tour in tours} | {each.kind for each in calibration.exceptions}
    yield "rank", {slug for shares in ranked for slug in shares}, _slugs(doctrine.ranks)
    yield "duty kind", duties, _slugs(doctrine.duty_kinds)
    yield (
        "measure",
        {each.measure for each in calibration.measures},
        {criterion.measure for criterion in doctrine.criteria},
    )
    yield "skill", {each.skill for each in calibration.tickets}, _slugs(doctrine.skills)
    yield "unit kind", set(calibration.aid.kinds), _slugs(doctrine.units)
    yield (
        "abstraction kind",
        {spell.kind for spell in calibration.spells},
        _slugs(doctrine.abstraction_kinds),
    )
    yield (
        "vehicle kind",
        {each.kind for each in calibration.vehicles},
        _slugs(doctrine.vehicle_kinds),
    )


def _slugs(values: Iterable[Any]) -> set[str]:
    return {value.slug for value in values}
