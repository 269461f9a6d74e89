"""Pictures of the 43 police areas: filled, labelled, with places and arrows on them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from muster.doctrine import read_area_map
from muster.errors import MusterError
from muster.policing import Place
from muster.reporting.arrows import (
    Curve,
    arrow_mark,
    bent,
    boxes_along,
    number_boxes,
    number_mark,
    width_of,
)
from muster.reporting.fills import Fill, filled, key_rows, patterns
from muster.reporting.labels import Box, Page, beside, box_about, text_width
from muster.reporting.outlines import (
    INSET,
    LONDON,
    WIDTH,
    area_paths,
    closer,
    country,
    land_about,
    london,
    london_paths,
)
from muster.reporting.projection import View
from muster.reporting.svg import Point, drawing, drawing_id, line, tag, words

LABEL, NAME = 11.5, 14
CREDIT_LETTERS, CREDIT_ROW = 62, 28  # room for the larger type of narrow screens
NAME_ROOM = 21  # names are larger on narrow screens: room is kept for that
DOT = 5.5
EDGE = 12.0


class UnableToDrawMap(MusterError):
    """Something was to be drawn of a force that has no police area."""


@dataclass(frozen=True, slots=True)
class MapArea:
    """How a force's area is shown: its fill, a short label in it, and words for a pointer.

    A fill is a tone, or one of four steps from `least` to `most`. With a `url` it leads
    there; a `chosen` one stands out by its edge.
    """

    force: str
    fill: Fill = ""
    label: str = ""
    words: str = ""
    url: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A named place."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class MapArrow:
    """So many units from a force to a place, as wide as their count.

    It starts in the middle of the force's area; a force without one must give its `start`.
    `label` stands on it in place of the count.
    """

    force: str
    end: Place
    count: int
    start: Place | None = None
    label: str = ""


def map_svg(
    title: str,
    description: str,
    *,
    areas: Sequence[MapArea] = (),
    points: Sequence[MapPoint] = (),
    arrows: Sequence[MapArrow] = (),
    legend: Sequence[tuple[Fill, str]] = (),
    about: Sequence[str] = (),
) -> str:
    """Return a map as SVG, ready for a `Figure`; `description` says in words what it shows.

    Areas not named are plain. `legend` says what fills mean. Colours are the page's; a fill is
    told by its pattern or its depth too. Whose data it is made of is written on it. With
    `about` it reaches no further than those forces' areas. Raises UnableToDrawMap.
    """
    _refuse_unknown([*(each.force for each in areas), *about])
    slug = drawing_id(title, "map")
    key, top = key_rows(legend, slug, WIDTH)
    view = closer(tuple(about), top) if about else country(top)
    inset = london(top) if not about else None
    foot = top + view.height
    credit, end = _credit(foot)
    taken = [_box_of(inset)] if inset else []
    page = Page(Box(EDGE / 2, top, WIDTH - EDGE / 2, foot), taken)
    curves = [_curve(each, view) for each in arrows]
    marks = [
        patterns({each.fill for each in areas} | {fill for fill, _ in legend}, slug),
        *key,
        *_around(view, slug, about),
        *_areas(_near(area_paths(view), about), areas, slug),
        *(_inset(inset, areas, points, slug) if inset else ()),
        *_arrows(arrows, curves),
        *_points(points, view, page, curves),
        *_numbers(arrows, curves, page),
        *_labels(areas, view, page, apart=LONDON if inset else ()),
        *credit,
    ]
    role = "group" if any(each.url for each in areas) else "img"
    return drawing("map", (WIDTH, round(end)), title, description, marks, role=role)


def _refuse_unknown(forces: Iterable[str]) -> None:
    known = {each.name for each in read_area_map(drawn=True).areas}
    unknown = sorted(set(forces) - known)
    if unknown:
        raise UnableToDrawMap(
            f"There is no police area of {', '.join(unknown)}: leave it out, or show it as a "
            "point; areas have the slugs of the 43 territorial forces (muster doctrine forces)"
        )


def _box_of(view: View) -> Box:
    return Box(view.left, view.top, view.left + view.width, view.top + view.height)


def _around(view: View, slug: str, about: Sequence[str]) -> list[str]:
    """Return the land about the areas, cut off at the frame: other areas too on a closer map."""
    frame = tag("rect", x=view.left, y=view.top, width=view.width, height=view.height)
    clip = tag("clipPath", frame, id=f"{slug}-frame")
    others = [path for force, path in area_paths(view).items() if about and force not in about]
    land = "".join(
        tag("path", d=path, class_="around", clip_path=f"url(#{slug}-frame)")
        for path in (land_about(view), *others)
    )
    return [clip, land]


def _near(paths: Mapping[str, str], about: Sequence[str]) -> Mapping[str, str]:
    """Return the areas a closer map is about; all of them on a map of the country."""
    return {force: path for force, path in paths.items() if not about or force in about}


def _areas(paths: Mapping[str, str], areas: Sequence[MapArea], slug: str) -> Iterator[str]:
    """Yield the areas; small ones last, so that what lies within another is seen."""
    shown = {each.force: each for each in areas}
    for force in sorted(paths, key=lambda each: -len(paths[each])):
        area = shown.get(force, MapArea(force))
        said = tag("title", escape(area.words)) if area.words else ""
        given = filled(area.fill, slug)
        given["class_"] += " chosen" if area.chosen else ""
        drawn = tag("path", said, d=paths[force], **given)
        yield tag("a", drawn, href=area.url, aria_label=area.words) if area.url else drawn


def _inset(
    view: View, areas: Sequence[MapArea], points: Sequence[MapPoint], slug: str
) -> Iterator[str]:
    """Yield London, larger: two of the 43 are hard to see among the others."""
    left, _, width, height = INSET
    yield tag("rect", x=left, y=view.top, width=width, height=height, rx=6, class_="inset")
    yield words(left + 12, view.top + 20, "London, enlarged", "label")
    yield from _areas(london_paths(view), [each for each in areas if each.force in LONDON], slug)
    page = Page(_box_of(view))
    seen = [each for each in points if view.shows(view.at(each.place))]
    yield from _points(seen, view, page)
    for area in areas:
        if area.force in LONDON and area.label:
            yield from _london_label(area, view, page)


def _london_label(area: MapArea, view: View, page: Page) -> Iterator[str]:
    """Yield the label of the Metropolitan area in it, of the City beside it with a line."""
    at = _middle(area.force, view)
    if area.force == LONDON[0]:
        low = (at[0], at[1] + 26)
        yield _label(page.place([_label_box(each, area.label) for each in (low, at)]), area.label)
        return
    end = (view.left + view.width - 14, view.top + 44)
    box = Box(end[0] - text_width(area.label, LABEL), end[1] - LABEL, end[0], end[1])
    yield line(at, (box.middle[0], box.foot + 2), "leader")
    yield _label(page.take(box), area.label)


def _middle(force: str, view: View) -> Point:
    found = read_area_map(drawn=True).area(force)
    if found is None or found.middle is None:
        raise UnableToDrawMap(
            f"{force} has no police area for an arrow to start in; give its start"
        )
    return view.at(found.middle)


def _curve(arrow: MapArrow, view: View) -> Curve:
    start = view.at(arrow.start) if arrow.start else _middle(arrow.force, view)
    return bent(view.within(start, EDGE), view.within(view.at(arrow.end), EDGE))


def _arrows(arrows: Sequence[MapArrow], curves: Sequence[Curve]) -> list[str]:
    """Return the arrows, the widest first so that the narrow are seen on them."""
    most = max((each.count for each in arrows), default=0)
    pairs = sorted(zip(arrows, curves, strict=True), key=lambda pair: -pair[0].count)
    return [arrow_mark(curve, width_of(each.count, most)) for each, curve in pairs]


def _numbers(arrows: Sequence[MapArrow], curves: Sequence[Curve], page: Page) -> list[str]:
    """Return what stands on each arrow, short ones first: they have least room to give way."""
    marks = []
    for each, curve in sorted(zip(arrows, curves, strict=True), key=lambda pair: pair[1].length):
        said = each.label or f"{each.count:,}"
        marks.append(number_mark(page.place(number_boxes(curve, said)), said))
    return marks


def _points(
    points: Sequence[MapPoint], view: View, page: Page, curves: Sequence[Curve] = ()
) -> list[str]:
    """Return each place as a ring with its name beside it, clear of arrows where it can be."""
    places = [view.within(view.at(each.place), EDGE) for each in points]
    for at in places:
        page.take(box_about(at, DOT * 3, DOT * 3))
    lines = [box for curve in curves for box in boxes_along(curve)]
    clear = Page(page.edge, [*page.taken, *lines])
    marks = [tag("circle", cx=x, cy=y, r=DOT, class_="place") for x, y in places]
    for each, at in zip(points, places, strict=True):
        box = clear.place(beside(at, text_width(each.name, NAME_ROOM), NAME, DOT + 4))
        page.take(box)
        marks.append(_name(box, at, each.name))
    return marks


def _name(box: Box, at: Point, name: str) -> str:
    """Return a name set from the side on which its place is, so that it grows away from it."""
    foot = box.foot - 3
    if box.left > at[0]:
        return words(box.left, foot, name, "name")
    if box.right < at[0]:
        return words(box.right, foot, name, "name", "end")
    return words(box.middle[0], foot, name, "name", "middle")


def _labels(areas: Sequence[MapArea], view: View, page: Page, *, apart: Sequence[str]) -> list[str]:
    """Return the labels of areas, each near the middle of its own; those apart have theirs."""
    marks = []
    for area in areas:
        if area.label and area.force not in apart:
            at = _middle(area.force, view)
            width = text_width(area.label, LABEL)
            offered = [_label_box(at, area.label), *beside(at, width, LABEL, 3)]
            marks.append(_label(page.place(offered), area.label))
    return marks


def _label_box(at: Point, text: str) -> Box:
    return box_about(at, text_width(text, LABEL), LABEL)


def _label(box: Box, text: str) -> str:
    return words(box.middle[0], box.foot - 2, text, "area-label", "middle")


def _credit(foot: float) -> tuple[list[str], float]:
    """Return whose data the map is made of, beneath it, as its licence asks, and where it ends."""
    lines = wrap(read_area_map(drawn=True).credit, CREDIT_LETTERS)
    drawn = [
        tag(
            "text", escape(said), x=0, y=foot + CREDIT_ROW, dy=f"{1.25 * at:.2f}em", class_="credit"
        )
        for at, said in enumerate(lines)
    ]
    return drawn, foot + CREDIT_ROW * (len(lines) + 0.5)
