"""What doctrine says, as its pages show it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from muster.assessment import unit_name
from muster.doctrine import Criterion, Crossing, Doctrine, Edition, Source
from muster.policing import Composition

SOFT = ("recalled", "local", "assumed")


@dataclass(frozen=True)
class Sourced:
    """A source as a page shows it: how firm, one line, the words quoted, and the document."""

    standing: str
    line: str
    quotation: str
    title: str

    @property
    def soft(self) -> bool:
        """Say whether it is not published."""
        return self.standing in SOFT


def sourced(source: Source, doctrine: Doctrine) -> Sourced:
    """Return a source as a page shows it."""
    titles = {each.slug: f"{each.title} ({each.publisher})" for each in doctrine.documents}
    where = source.heading + (f", paragraph {source.paragraph}" if source.paragraph else "")
    line = where if source.standing == "published" else source.note
    return Sourced(source.standing, line, source.quotation, titles.get(source.document, ""))


@dataclass(frozen=True)
class CriterionRow:
    """One criterion of an edition, with the names of where it stands in the matrix."""

    criterion: Criterion
    threat: str
    aspect: str
    required: str
    source: Sourced


def rows_of(edition: str, doctrine: Doctrine, threat: str = "") -> list[CriterionRow]:
    """Return the criteria of an edition, of one threat or all, in the order of the matrix."""
    return [
        criterion_row(each, doctrine)
        for each in doctrine.criteria_of(edition)
        if threat in ("", each.threat)
    ]


def criterion_row(criterion: Criterion, doctrine: Doctrine) -> CriterionRow:
    """Return a criterion as its pages show it."""
    threats = {each.slug: each.name for each in doctrine.threats}
    aspects = {each.slug: each.name for each in doctrine.aspects}
    return CriterionRow(
        criterion,
        threats[criterion.threat],
        aspects[criterion.aspect],
        required_words(criterion),
        sourced(criterion.source, doctrine),
    )


def required_words(criterion: Criterion) -> str:
    """Return what a criterion requires, in words."""
    if criterion.yes_no:
        return "yes"
    if criterion.requirement is None:
        return "what each force declares"
    unit = unit_name(criterion.unit.replace("_", " "), criterion.requirement)
    return f"{criterion.requirement:g} {unit}" if unit else f"{criterion.requirement:g}"


@dataclass(frozen=True)
class Change:
    """What became of a criterion from one edition to the next; `became` empty where dropped."""

    what: str
    before: Criterion | None
    after: Criterion | None
    note: str
    source: Sourced | None


def changes_between(older: str, newer: str, doctrine: Doctrine) -> list[Change]:
    """Return what differs between two editions: carried over in other words, dropped, new."""
    before = {each.slug: each for each in doctrine.criteria_of(older)}
    after = {each.slug: each for each in doctrine.criteria_of(newer)}
    crossings = [
        each
        for each in doctrine.crosswalk
        if each.from_edition == older and each.to_edition == newer
    ]
    found = [_crossed(each, before, after, doctrine) for each in crossings]
    told = {each.criterion for each in crossings}
    grown = {each.becomes for each in crossings}
    found += [
        Change("dropped", each, None, "", None)
        for slug, each in before.items()
        if slug not in after and slug not in told
    ]
    found += [
        Change("new", None, each, "", None)
        for slug, each in after.items()
        if slug not in before and slug not in grown
    ]
    return found


def _crossed(
    crossing: Crossing,
    before: dict[str, Criterion],
    after: dict[str, Criterion],
    doctrine: Doctrine,
) -> Change:
    became = after.get(crossing.becomes)
    return Change(
        "became another" if became else "dropped",
        before.get(crossing.criterion),
        became,
        crossing.note,
        sourced(crossing.source, doctrine),
    )


def history_of(criterion: Criterion, doctrine: Doctrine) -> list[Crossing]:
    """Return the crossings into and out of a criterion, the earliest first."""
    found = [
        each for each in doctrine.crosswalk if criterion.slug in (each.criterion, each.becomes)
    ]
    return sorted(found, key=lambda each: each.from_edition)


def pairs_of(editions: Sequence[Edition]) -> list[tuple[Edition, Edition]]:
    """Return each edition with the one that followed it."""
    dated = sorted(editions, key=lambda each: each.starts)
    return list(pairwise(dated))


def compositions_of(unit: str, doctrine: Doctrine) -> Iterator[tuple[Composition, Sourced]]:
    """Yield what a unit is made of, the latest composition first."""
    own = [each for each in doctrine.compositions if each.unit == unit]
    for each in sorted(own, key=lambda each: each.starts, reverse=True):
        yield each, sourced(doctrine.composition_source(each), doctrine)


def edition_of(text: str, on: date, doctrine: Doctrine) -> Edition:
    """Return the edition asked for, or in force on a day. Raises UnableToFindDoctrine."""
    if text:
        return doctrine.edition(text)
    dated = sorted(doctrine.editions, key=lambda each: each.starts)
    begun = [each for each in dated if each.starts <= on]
    return begun[-1] if begun else dated[0]
