"""From postcodes to areas: borders half way between them, a coast, pieces, simplification."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Voronoi, cKDTree

from map_sources import Lattice, Postcodes

STRAY = 20  # postcodes: a smaller island of one area within another is a slip of the directory
ROUND = 300  # metres of land about a postcode that stands off the atlas's coast
SLIT = 300  # metres: inlets less than twice as wide, between such land and the coast, are closed
FRAME = (40_000, -40_000, 720_000, 720_000)  # what is kept of the National Grid, metres
FAR = 500_000  # metres beyond the frame, where nothing stands

Areas = Mapping[str, shapely.Geometry]


@dataclass(frozen=True)
class Faces:
    """Pieces of land that tile the country, and the name of each one's area."""

    shapes: np.ndarray
    names: np.ndarray


def borders(postcodes: Postcodes) -> tuple[Postcodes, shapely.Geometry]:
    """Return the postcodes without slips, and the lines exactly half way between areas."""
    cells = Voronoi(np.vstack([postcodes.xy, _ring_about(FRAME)]))
    pairs, ends = cells.ridge_points, np.array(cells.ridge_vertices)
    inner = (pairs < len(postcodes.xy)).all(axis=1) & (ends >= 0).all(axis=1)
    pairs, ends = pairs[inner], ends[inner]
    area = _without_strays(postcodes.area, pairs)
    apart = area[pairs[:, 0]] != area[pairs[:, 1]]
    lines = shapely.linestrings(cells.vertices[ends[apart]])
    return Postcodes(postcodes.xy, area, postcodes.names), shapely.multilinestrings(lines)


def _ring_about(frame: tuple[float, float, float, float]) -> np.ndarray:
    """Return a few points far outside, so that every cell within is closed."""
    ring = shapely.box(*frame).buffer(FAR, quad_segs=2)
    return shapely.get_coordinates(ring)[:-1]


def _without_strays(area: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Return areas with each small island of postcodes given to the area about it."""
    same = area[pairs[:, 0]] == area[pairs[:, 1]]
    beside = coo_matrix((np.ones(same.sum()), pairs[same].T), shape=(len(area), len(area)))
    _, island = connected_components(beside, directed=False)
    small = np.flatnonzero(np.bincount(island) < STRAY)
    settled = area.copy()
    for which in small:
        members = island == which
        touching = pairs[members[pairs].sum(axis=1) == 1]
        about = touching[~members[touching]]
        settled[members] = np.bincount(area[about]).argmax()
    return settled


def land(atlas: shapely.Geometry, postcodes: Postcodes) -> shapely.Geometry:
    """Return the atlas's land within the frame, mended where postcodes stand off its coast."""
    shapely.prepare(atlas)
    off = postcodes.xy[~shapely.contains_xy(atlas, *postcodes.xy.T)]
    about = shapely.union_all(shapely.buffer(shapely.points(off), ROUND, quad_segs=3))
    whole = shapely.union(atlas, about)
    closed = whole.buffer(SLIT, quad_segs=2).buffer(-SLIT, quad_segs=2)
    mended = shapely.union(whole, shapely.intersection(closed, about.buffer(SLIT, quad_segs=2)))
    filled = [shapely.Polygon(part.exterior) for part in shapely.get_parts(mended)]
    return shapely.intersection(shapely.union_all(filled), shapely.box(*FRAME))


def faces(
    ground: shapely.Geometry, lines: shapely.Geometry, postcodes: Postcodes, lattice: Lattice
) -> Faces:
    """Return the land cut along the lines, each piece with the area of its nearest postcode.

    The pieces are given in lines of the lattice, and every corner stands on it.
    """
    edges = [lattice.of_grid(each) for each in (ground.boundary, lines)]
    cut = shapely.union_all(edges, grid_size=1)
    pieces = np.array(shapely.polygonize(shapely.get_parts(cut)).geoms)
    within = lattice.to_grid(shapely.point_on_surface(pieces))
    on_land = shapely.intersects(within, ground)
    _, closest = cKDTree(postcodes.xy).query(shapely.get_coordinates(within[on_land]))
    return Faces(pieces[on_land], np.array(postcodes.names)[postcodes.area[closest]])


def settle(given: Faces, least: float) -> Faces:
    """Return the faces with small ones given to what they touch most, or dropped out at sea.

    `least` is in meshes of the lattice. The largest face of an area stays its own, however small.
    """
    sizes, edges = shapely.area(given.shapes), shapely.boundary(given.shapes)
    largest = {
        max(np.flatnonzero(given.names == name), key=sizes.__getitem__)
        for name in np.unique(given.names)
    }
    names, kept = given.names.copy(), np.ones(len(sizes), bool)
    tree = shapely.STRtree(given.shapes)
    for at in sorted(set(np.flatnonzero(sizes < least)) - largest):
        beside = np.sort(tree.query(given.shapes[at]))
        beside = beside[beside != at]
        shared = shapely.length(shapely.intersection(edges[beside], edges[at]))
        if shared.any():
            names[at] = given.names[beside[shared.argmax()]]
        else:
            kept[at] = False
    return Faces(given.shapes[kept], names[kept])


def areas(given: Faces, tolerance: float) -> Areas:
    """Return each area as one shape, all simplified together by `tolerance` lines."""
    names = np.unique(given.names).tolist()
    whole = [shapely.union_all(given.shapes[given.names == name]) for name in names]
    simple = shapely.coverage_simplify(np.array(whole), tolerance)
    return dict(zip(names, simple, strict=True))
