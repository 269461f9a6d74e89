"""What every report is told besides its answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from muster.doctrine import Doctrine, Source
from muster.policing import Composition, clock
from muster.reporting.document import Block, Cell, Items, Paragraph, Table, Tone, table
from muster.reporting.words import opened

STANDING_TONES: dict[str, Tone] = {
    "published": "good",
    "recalled": "unknown",
    "local": "unknown",
    "assumed": "short",
}
SOFTER = re.compile(r"(?:the )?([^;]+) (?:is|are) (recalled|local|assumed)")


@dataclass(frozen=True, slots=True)
class Background:
    """The doctrine an answer rests on, what is to be said with it, and where its facts came from.

    `invented` are the forces that are synthetic where others are not. `notes` are said with
    the answer and `warnings` before it; `origins` are names and values for the end of the
    page.
    """

    doctrine: Doctrine
    synthetic: bool = False
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    origins: tuple[tuple[str, str], ...] = field(default=())
    invented: tuple[str, ...] = ()


def instant_words(minute: int) -> str:
    """Return a UTC minute as a UK reader says it, with the zone."""
    return clock.instant_of(minute).strftime("%A %-d %B %Y at %H:%M %Z")


def date_words(day: int) -> str:
    """Return a day number as `2 March 2026`."""
    return clock.date_of(day).strftime("%-d %B %Y")


def standing_cell(source: Source) -> Cell:
    """Return how firm a figure is, as words and a tone; what in it is less firm is named."""
    softer = SOFTER.fullmatch(source.note) if source.standing == "published" else None
    if softer:
        return Cell(f"Published; {softer[1]} {softer[2]}", STANDING_TONES[softer[2]])
    return Cell(opened(source.standing), STANDING_TONES[source.standing])


def source_words(source: Source, doctrine: Doctrine | None = None) -> str:
    """Return where a figure comes from, beside a cell that says how firm it is.

    With doctrine, a document is named by its title.
    """
    said = source.describe().removeprefix(f"{source.standing}: ")
    documents = doctrine.documents if doctrine and source.document else ()
    title = next((each.title for each in documents if each.slug == source.document), "")
    return title + said.removeprefix(source.document) if title else said


def titled(text: str, doctrine: Doctrine) -> str:
    """Return a text with the documents it names by slug named by their titles."""
    for document in doctrine.documents:
        text = text.replace(document.slug, document.title)
    return text


def remarks(background: Background, *notes: str) -> list[Block]:
    """Return the notes of an answer as a list; nothing where there are none."""
    said = tuple(dict.fromkeys((*notes, *background.notes)))
    return [Items(said)] if said else []


def warnings(background: Background) -> list[Block]:
    """Return what must be read before the answer."""
    return [Paragraph(text, "warning") for text in background.warnings]


def figures_used(
    compositions: Sequence[Composition], background: Background, *, people: bool
) -> Table:
    """Return the doctrine a count rests on, with the standing and source of each figure.

    With `people`, the rates, rests and refresher intervals that people are judged by as well.
    """
    doctrine = background.doctrine
    figures = [
        (
            f"One {doctrine.unit(each.unit).name} (from {date_words(clock.day_of(each.starts))})",
            doctrine.composition_source(each),
        )
        for each in compositions
    ]
    figures += _judged_by(compositions, doctrine) if people else []
    rows = [
        (said, standing_cell(source), source_words(source, doctrine)) for said, source in figures
    ]
    return table("Figures relied on, and how firm they are", ("Figure", "Standing", "Source"), rows)


def _judged_by(compositions: Sequence[Composition], doctrine: Doctrine) -> list[tuple[str, Source]]:
    on = max(each.starts for each in compositions)
    wanted = {skill for each in compositions for post in each.posts for skill in post.skills}
    figures = [
        (
            f"{skill.name}: renewed every {skill.refresher_months} months",
            doctrine.origins["skill", skill.slug].source,
        )
        for skill in doctrine.skills
        if skill.slug in wanted and skill.refresher_months
    ]
    for slug, name in (("on_call", "on call"), ("recall", "recalled")):
        rate = doctrine.turnout(slug, on)
        figures.append((f"{rate.rate:.0%} of those {name} come", rate.source))
    rest = doctrine.rest_rule(on)
    hours, minutes = divmod(rest.minutes, 60)
    length = f"{hours} hours" + (f" {minutes} minutes" if minutes else "")
    return [*figures, (f"{length} of rest between tours", rest.source)]
