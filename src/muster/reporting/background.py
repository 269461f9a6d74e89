"""What every report is told besides its answer."""

from dataclasses import dataclass, field

from muster.doctrine import Doctrine, Source
from muster.policing import Composition, clock
from muster.reporting.document import Block, Cell, Items, Paragraph, Tone, table
from muster.reporting.words import opened

STANDING_TONES: dict[str, Tone] = {
    "published": "good",
    "recalled": "unknown",
    "local": "unknown",
    "assumed": "short",
}


@dataclass(frozen=True, slots=True)
class Background:
    """The doctrine an answer rests on, what is to be said with it, and where its facts came from.

    `notes` are said with the answer and `warnings` before it; `origins` are names and
    values for the end of the page.
    """

    doctrine: Doctrine
    synthetic: bool = False
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    origins: tuple[tuple[str, str], ...] = field(default=())


def instant_words(minute: int) -> str:
    """Return a UTC minute as a UK reader says it, with the zone."""
    return clock.instant_of(minute).strftime("%A %-d %B %Y at %H:%M %Z")


def date_words(day: int) -> str:
    """Return a day number as `2 March 2026`."""
    return clock.date_of(day).strftime("%-d %B %Y")


def standing_cell(source: Source) -> Cell:
    """Return how firm a figure is, as a word and a tone."""
    return Cell(opened(source.standing), STANDING_TONES[source.standing])


def remarks(background: Background, *notes: str) -> list[Block]:
    """Return the notes of an answer as a list; nothing where there are none."""
    said = tuple(dict.fromkeys((*notes, *background.notes)))
    return [Items(said)] if said else []


def warnings(background: Background) -> list[Block]:
    """Return what must be read before the answer."""
    return [Paragraph(text, "warning") for text in background.warnings]


def figures_used(compositions: list[Composition], background: Background) -> Block:
    """Return the doctrine a count rests on, with the standing and source of each figure."""
    doctrine = background.doctrine
    rows = [
        (
            f"One {doctrine.unit(each.unit).name} (from {each.starts.isoformat()})",
            standing_cell(doctrine.composition_source(each)),
            doctrine.composition_source(each).describe(),
        )
        for each in compositions
    ]
    return table("Figures relied on, and how firm they are", ("Figure", "Standing", "Source"), rows)
