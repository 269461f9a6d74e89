"""The annual assurance: what stands, what falls short, what worsened, and where each is from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from muster.assessment.comparison import Difference, compare
from muster.assessment.evidence import WORST_FIRST, Grade
from muster.assessment.grading import Finding
from muster.assessment.matrix import Matrix

BAR, QUOTED = " | ", ": “"


@dataclass(frozen=True, slots=True)
class Line:
    """A finding to be assured, and the places in the list of sources it rests on, from 1."""

    finding: Finding
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Worse:
    """A difference for the worse, and the sources the later finding rests on."""

    difference: Difference
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Assurance:
    """A matrix told in few lines: `others` counts lines left out, by the name of the list.

    `figures` are criteria with a figure held, `short` those that are not met or partly met,
    the worst first. `since` is the matrix that `worsened` is told against, None for none.
    """

    matrix: Matrix
    since: Matrix | None
    figures: tuple[Line, ...]
    short: tuple[Line, ...]
    worsened: tuple[Worse, ...]
    others: dict[str, int]
    sources: tuple[str, ...]


def assure(matrix: Matrix, since: Matrix | None, *, most: int) -> Assurance:
    """Return a matrix as an assurance, with at most `most` lines in each list.

    Raises UnableToCompare where `since` is of another edition.
    """
    ranked = sorted(matrix.findings, key=lambda each: WORST_FIRST.index(each.grade))
    figures = [each for each in ranked if not each.criterion.yes_no and _figured(each)]
    short = [each for each in ranked if each.grade in (Grade.NOT_MET, Grade.PARTLY_MET)]
    worsened = compare(since, matrix).worsened if since else ()
    kept = (figures[:most], short[:most], worsened[:most])
    sources = _sources([*kept[0], *kept[1], *(each.second for each in kept[2])])
    return Assurance(
        matrix=matrix,
        since=since,
        figures=tuple(Line(each, _notes(each, sources)) for each in kept[0]),
        short=tuple(Line(each, _notes(each, sources)) for each in kept[1]),
        worsened=tuple(Worse(each, _notes(each.second, sources)) for each in kept[2]),
        others={
            name: len(found) - len(told)
            for name, found, told in zip(
                ("figures", "short", "worsened"), (figures, short, worsened), kept, strict=True
            )
        },
        sources=tuple(sources),
    )


def sources_of(finding: Finding) -> tuple[str, ...]:
    """Return every place a finding rests on, each once: the evidence's, then the requirement's.

    A finding for which nothing is held rests on the criterion's own source. Places leave out
    the words quoted, so that two quotations of one paragraph are one place.
    """
    held = [shown.evidence.source for shown in finding.shown.values()]
    asked = finding.required if not finding.criterion.yes_no else None
    found = [*held, asked.source] if asked else held
    places = tuple(dict.fromkeys(place_of(each) for each in found if each))
    return places or (place_of(finding.criterion.source.describe()),)


def place_of(source: str) -> str:
    """Return where a source is to be found: the document, the heading and the paragraph."""
    parts = [part.strip() for part in source.split(BAR)]
    if len(parts) > 1:
        return f"{parts[0]}, {', paragraph '.join(parts[1:-1])}"
    return source.partition(QUOTED)[0]


def _figured(finding: Finding) -> bool:
    return any(not shown.evidence.outcome for shown in finding.shown.values())


def _sources(findings: Iterable[Finding]) -> list[str]:
    return list(dict.fromkeys(text for each in findings for text in sources_of(each)))


def _notes(finding: Finding, sources: Sequence[str]) -> tuple[int, ...]:
    return tuple(sources.index(text) + 1 for text in sources_of(finding))
