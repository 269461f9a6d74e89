"""Read bases and vehicles."""

import numpy as np

from muster.intake.cells import parse_degrees, parse_ids
from muster.intake.context import Context, names_of
from muster.intake.faults import Problem
from muster.intake.people import encoded, refuse_duplicates
from muster.intake.sheets import distinct
from muster.intake.tables import plain, read_tables
from muster.intake.times import parse_instants
from muster.intake.vocabulary import Vocabulary, vocabulary_from
from muster.policing import clock
from muster.strength import Bases, Vehicles

FURTHEST_NORTH, FURTHEST_EAST = 90.0, 180.0


def read_bases(context: Context) -> tuple[Bases, Vocabulary]:
    """Return the bases and their names; without the table, the names in use elsewhere."""
    if "bases" not in context.raw:
        return _bases_in_use(context)
    reading = context.open("bases")
    ids = reading.column("base", parse_ids)
    lat = reading.column("lat", parse_degrees(FURTHEST_NORTH))
    lon = reading.column("lon", parse_degrees(FURTHEST_EAST))
    texts = reading.texts.get("base")
    plains = [plain(text) for text in texts.values] if texts else []
    same = {text: at for at, text in reversed(list(enumerate(plains)))}
    merged = np.array([same[text] for text in plains] + [-1], dtype=np.int32)
    refuse_duplicates(reading, "base", merged[ids])
    names = tuple(texts.rows()) if texts else ()
    half = np.flatnonzero((np.isnan(lat) != np.isnan(lon)) & ~reading.dropped)
    problem = Problem(
        "half-a-position", "is given without the other", "give lat and lon, or neither"
    )
    reading.refuse_rows(half, "lat", lambda _: problem)
    return Bases(names, lat, lon), vocabulary_from("base", names)


def _bases_in_use(context: Context) -> tuple[Bases, Vocabulary]:
    """Return the base names that other tables use, nowhere in particular."""
    found: dict[str, str] = {}
    for table in ("officers", "vehicles", "minimum_cover"):
        raw = context.raw.get(table)
        spellings = read_tables()[table].spellings()
        for given, cells in zip(raw.header, raw.columns, strict=True) if raw else ():
            if spellings.get(plain(given)) == "base":
                for name in names_of(distinct(cells)):
                    found.setdefault(plain(name), name)
    names = tuple(sorted(found.values()))
    nowhere = np.full(len(names), np.nan)
    return Bases(names, nowhere, nowhere.copy()), vocabulary_from("base", names)


def read_vehicles(context: Context, bases: Vocabulary) -> Vehicles:
    """Return every vehicle as the table has them."""
    reading = context.open("vehicles")
    ids = reading.column("vehicle_id", parse_ids)
    kind = reading.column("kind", context.words["vehicle_kind"].parse)
    base = reading.column("base", bases.parse)
    off = reading.column(
        "off_road_from", parse_instants(context.window, clock.FOREVER, closing=False)
    )
    until = reading.column(
        "off_road_until", parse_instants(context.window, clock.FOREVER, closing=True)
    )
    refuse_duplicates(reading, "vehicle_id", ids)
    sound = ~reading.dropped
    loose = np.flatnonzero(sound & (off == clock.FOREVER) & (until != clock.FOREVER))
    problem = Problem(
        "missing-value", "is blank, and off_road_until is not", "give both, or neither"
    )
    reading.refuse_rows(loose, "off_road_from", lambda _: problem)
    wrong = np.flatnonzero(sound & (off != clock.FOREVER) & (until <= off))
    reverse = Problem("end-before-start", "is before off_road_from", "swap the two, or mend one")
    reading.refuse_rows(wrong, "off_road_until", lambda _: reverse)
    texts = reading.texts.get("vehicle_id")
    return Vehicles(
        encoded(texts.values if texts else (), ids),
        kind.astype(np.int8),
        base.astype(np.int16),
        off.astype(np.int32),
        until.astype(np.int32),
    )
