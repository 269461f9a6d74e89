"""Doctrine as documents: lists with the standing and source of each figure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from muster.doctrine import Doctrine, Source
from muster.policing import Composition, clock
from muster.reporting.background import date_words, source_words, standing_cell
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Items,
    KeyFigure,
    KeyFigures,
    Paragraph,
    table,
)
from muster.reporting.words import (
    counted,
    joined,
    opened,
    pluralise,
    post_name,
    unit_names,
)

Value = str | int | float | bool | Sequence[str] | None


def unit_report(composition: Composition, doctrine: Doctrine, on: date | None = None) -> Document:
    """Return what one whole unit is made of, from when, and on whose word.

    `on` is the day asked about: before the first composition, that it is not in force is said.
    """
    kind, source = doctrine.unit(composition.unit), doctrine.composition_source(composition)
    one, _ = unit_names(kind)
    posts = [
        (
            opened(post_name(post.slug, doctrine)),
            post.count,
            joined(post.ranks, "or"),
            ", ".join(post.skills),
        )
        for post in composition.posts
    ]
    blocks: list[Block] = [
        Paragraph(f"One {one} is {_made_of(composition, doctrine)}.", "lead"),
        *_too_early(composition, on),
        KeyFigures((KeyFigure(f"{composition.people}", "people"),)),
        table("Posts", ("Post", "Count#", "Ranks", "Tickets, all of them in date"), posts),
    ]
    if composition.vehicles:
        vehicles = [
            (opened(post_name(need.kind, doctrine)), need.count) for need in composition.vehicles
        ]
        blocks.append(table("Vehicles", ("Kind", "Count#"), vehicles))
    blocks.append(_standing(composition.starts, source, doctrine))
    return Document(f"{kind.name} ({kind.slug})", tuple(blocks))


def list_report(
    title: str, rows: Sequence[Mapping[str, Value]], notes: Sequence[str] = ()
) -> Document:
    """Return entries of doctrine as a table; `standing` is coloured and said."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    numeric = {name for name in columns if all(_is_number(row.get(name)) for row in rows)}
    titles = [opened(name.replace("_", " ")) + "#" * (name in numeric) for name in columns]
    body = [[_cell(name, row.get(name)) for name in columns] for row in rows]
    blocks: list[Block] = [table(counted(len(rows), "entry", "entries"), titles, body)]
    return Document(title, (*blocks, Items(tuple(notes))) if notes else tuple(blocks))


def _is_number(value: Value) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _cell(name: str, value: Value) -> Cell:
    if name == "standing" and isinstance(value, str) and value:
        return standing_cell(Source(value))  # type: ignore[arg-type]
    if value is None or value == "":
        return Cell("–", "soft")
    if isinstance(value, bool):
        return Cell("yes" if value else "no")
    if isinstance(value, int | float):
        return Cell(f"{value:,}")
    return Cell(value if isinstance(value, str) else ", ".join(value))


def _made_of(composition: Composition, doctrine: Doctrine) -> str:
    parts = [(post.slug, post.count) for post in composition.posts]
    parts += [(need.kind, need.count) for need in composition.vehicles]
    return joined(
        counted(count, post_name(slug, doctrine), pluralise(post_name(slug, doctrine)))
        for slug, count in parts
    )


def _too_early(composition: Composition, on: date | None) -> Iterator[Block]:
    """Yield that no composition was in force on a day, where none was."""
    if on and on < composition.starts:
        starts, day = (date_words(clock.day_of(each)) for each in (composition.starts, on))
        yield Paragraph(
            f"No composition was in force on {day}; the earliest, from {starts}, is shown.",
            "warning",
        )


def _standing(starts: date, source: Source, doctrine: Doctrine) -> Block:
    row = (
        date_words(clock.day_of(starts)),
        standing_cell(source),
        source_words(source, doctrine),
    )
    return table("How firm this is", ("In force from", "Standing", "Source"), [row])
