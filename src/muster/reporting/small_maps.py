"""Small maps side by side: the same areas at one time after another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from muster.doctrine import read_area_map
from muster.reporting.charts import Size, both_sizes
from muster.reporting.fills import Fill
from muster.reporting.outlines import WIDTH, area_paths, country
from muster.reporting.shades import shade_key
from muster.reporting.svg import drawing_id, tag, words

HEAD, GAP = 26, 16
ACROSS_WIDE, ACROSS_NARROW = 3, 2
CREDIT_LETTERS, CREDIT_ROW = 5.2, 13


@dataclass(frozen=True, slots=True)
class SmallMap:
    """A map's heading, how each force's area is filled, and words for a pointer."""

    title: str
    fills: Mapping[str, Fill]
    words: str = ""


def small_maps(
    title: str, description: str, maps: Sequence[SmallMap], legend: Sequence[tuple[Fill, str]]
) -> str:
    """Return maps of the police areas in rows, with a key above; each area is drawn once."""
    held = read_area_map(drawn=True)
    view = country(0)
    paths = area_paths(view)

    def draw(size: Size) -> tuple[int, list[str]]:
        slug = drawing_id(title, size.name)
        across = ACROSS_NARROW if size.above else ACROSS_WIDE
        wide = (size.width - GAP * (across - 1)) / across
        scale = wide / WIDTH
        tall = view.height * scale + HEAD + GAP
        drawn, top = shade_key(size, legend)
        shapes = [tag("path", d=path, id=f"{slug}-{force}") for force, path in paths.items()]
        drawn.insert(0, tag("defs", "".join(shapes)))
        for at, each in enumerate(maps):
            left, down = at % across * (wide + GAP), top + at // across * tall
            drawn.append(words(left, down + HEAD / 2 + 2, each.title, "group"))
            place = f"translate({left:.1f} {down + HEAD:.1f}) scale({scale:.4f})"
            drawn.append(tag("g", _areas(each, list(paths), slug), transform=place))
        foot = top + -(-len(maps) // across) * tall
        credit = wrap(held.credit, round(size.width / CREDIT_LETTERS))
        drawn += [
            words(0, foot + CREDIT_ROW * at + 6, said, "credit") for at, said in enumerate(credit)
        ]
        return round(foot + CREDIT_ROW * len(credit) + 6), drawn

    return both_sizes(title, description, draw)


def _areas(each: SmallMap, forces: Sequence[str], slug: str) -> str:
    said = tag("title", escape(each.words)) if each.words else ""
    return said + "".join(
        tag("use", href=f"#{slug}-{force}", class_=f"cell {each.fills.get(force, '')}".strip())
        for force in forces
    )
