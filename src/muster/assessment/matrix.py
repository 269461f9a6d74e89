"""Findings gathered into the matrix: threats by aspects, each cell its worst criterion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from muster.assessment.evidence import WORST_FIRST, Evidence, Grade, Judgement
from muster.assessment.grading import Finding, grade_criterion
from muster.assessment.questions import questions
from muster.doctrine import BASES, Criterion, Doctrine

RANKS = {grade: rank for rank, grade in enumerate(WORST_FIRST)}


@dataclass(frozen=True, slots=True)
class Cell:
    """One threat by one aspect: `worst` names its grade, None where no criterion speaks."""

    threat: str
    aspect: str
    findings: tuple[Finding, ...]
    worst: Finding | None
    judgements: tuple[Judgement, ...]

    @property
    def subject(self) -> str:
        """Return what a judgement of this cell names."""
        return f"{self.threat}.{self.aspect}"

    @property
    def grade(self) -> Grade | None:
        """Return the worst criterion's grade, None where no criterion speaks."""
        return self.worst.grade if self.worst else None

    @property
    def tally(self) -> dict[Grade, int]:
        """Return how many criteria have each grade, the worst first."""
        grades = [finding.grade for finding in self.findings]
        return {grade: grades.count(grade) for grade in WORST_FIRST}


@dataclass(frozen=True, slots=True)
class Matrix:
    """The requirement for one force, region or the nation as at an instant.

    `subject` is its slug; `judgements` maps criteria to what named people say of them;
    `questions` are put to the force; `shares` is the part of the criteria on each basis.
    """

    subject: str
    at: int
    edition: str
    cells: tuple[Cell, ...]
    judgements: Mapping[str, tuple[Judgement, ...]]
    questions: tuple[str, ...]
    shares: Mapping[str, float]

    def cell(self, threat: str, aspect: str) -> Cell:
        """Return one cell."""
        return next(each for each in self.cells if (each.threat, each.aspect) == (threat, aspect))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return every finding, cell by cell."""
        return tuple(finding for cell in self.cells for finding in cell.findings)


def assess(
    subject: str,
    evidence: Sequence[Evidence],
    judgements: Sequence[Judgement] = (),
    *,
    doctrine: Doctrine,
    edition: str,
    at: int,
) -> Matrix:
    """Return the matrix of one force from everything known of it by the UTC minute `at`.

    Raises UnableToFindDoctrine for an edition that is not there.
    """
    criteria = doctrine.criteria_of(edition)
    about = by_name(evidence)
    findings = [grade_criterion(each, _relevant(each, about), at=at) for each in criteria]
    return gather(subject, findings, judgements, doctrine=doctrine, edition=edition, at=at)


def by_name(evidence: Sequence[Evidence]) -> dict[str, list[Evidence]]:
    """Return evidence by what it is about."""
    about: dict[str, list[Evidence]] = {}
    for piece in evidence:
        about.setdefault(piece.about, []).append(piece)
    return about


def names_of(criterion: Criterion) -> tuple[str, ...]:
    """Return what evidence may be about that a criterion is graded by."""
    names = (criterion.slug, criterion.measure, f"{criterion.measure}.required")
    return tuple(dict.fromkeys(names))


def _relevant(criterion: Criterion, about: Mapping[str, list[Evidence]]) -> list[Evidence]:
    return [piece for name in names_of(criterion) for piece in about.get(name, ())]


def gather(
    subject: str,
    findings: Sequence[Finding],
    judgements: Sequence[Judgement],
    *,
    doctrine: Doctrine,
    edition: str,
    at: int,
) -> Matrix:
    """Return findings as a matrix, with the judgements made by `at` beside them."""
    said: dict[str, tuple[Judgement, ...]] = {}
    for judgement in judgements:
        if judgement.at <= at:
            said[judgement.subject] = (*said.get(judgement.subject, ()), judgement)
    chosen = doctrine.edition(edition)
    here: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        place = (finding.criterion.threat, finding.criterion.aspect)
        here.setdefault(place, []).append(finding)
    cells = tuple(
        _cell(threat, aspect, tuple(here.get((threat, aspect), ())), said)
        for threat in chosen.threats
        for aspect in chosen.aspects
    )
    bases = [finding.criterion.basis for finding in findings]
    return Matrix(
        subject=subject,
        at=at,
        edition=chosen.slug,
        cells=cells,
        judgements=said,
        questions=questions(findings),
        shares={basis: bases.count(basis) / max(len(bases), 1) for basis in BASES},
    )


def _cell(
    threat: str,
    aspect: str,
    here: tuple[Finding, ...],
    said: Mapping[str, tuple[Judgement, ...]],
) -> Cell:
    worst = min(here, key=lambda each: RANKS[each.grade], default=None)
    return Cell(threat, aspect, here, worst, said.get(f"{threat}.{aspect}", ()))
