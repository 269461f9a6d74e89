"""`muster.matrix/1`: the requirement for one force, region or the nation."""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import AwareDatetime

from muster.assessment import (
    Cell,
    Finding,
    Grade,
    Judgement,
    Matrix,
    Shown,
    Truth,
    because,
    beside,
    disagreements,
    moves,
)
from muster.doctrine import Doctrine
from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field

Scope = Literal["force", "region", "nation"]
GradeToken = Literal["met", "partly_met", "not_met", "not_evidenced"]
TOKENS: dict[Grade, GradeToken] = {
    Grade.MET: "met",
    Grade.PARTLY_MET: "partly_met",
    Grade.NOT_MET: "not_met",
    Grade.NOT_EVIDENCED: "not_evidenced",
}
SILENT = "No criterion of this edition speaks of this cell."


class JudgementRecord(Record):
    """What a named person says beside a finding; `differs` says how, empty where they agree."""

    grade: GradeToken
    reasons: str
    by: str
    at: AwareDatetime
    differs: str


class RequiredRecord(Record):
    """What is asked for, and who says so."""

    value: float
    source: str


class MeetingRecord(Record):
    """How many of several forces meet a criterion whose figures have no sum, grade by grade.

    `of` is how many are asked for it; of `unasked` more nothing is required.
    """

    met: int
    partly_met: int
    not_met: int
    not_evidenced: int
    of: int
    unasked: int


class TruthRecord(Record):
    """One of the three truths: `low` and `value` bound a figure, `value` null for no known limit.

    `answer` is yes, partly or no where the evidence is that and no figure. `standing` says
    whether it counts (`counts`) or why it does not.
    """

    value: float | None
    low: float
    answer: str | None
    within_minutes: int | None
    as_at: AwareDatetime
    age_days: int
    level: str | None
    standing: str
    statement: str
    source: str


class PieceRecord(TruthRecord):
    """One piece of evidence held, counting or not, and which of the three truths it is."""

    truth: str


class CriterionRecord(Record):
    """One criterion graded, with the three truths side by side; null for a truth not held.

    `evidence` is every piece held of it, the firmest first. `forces` is there only for a
    region or the nation, where the figures of forces have no sum (a share, a yes or no, a
    balance): `required` and the three truths are then null.
    """

    id: str
    statement: str
    basis: str
    grade: GradeToken
    required: RequiredRecord | None
    declared: TruthRecord | None
    recorded: TruthRecord | None
    demonstrated: TruthRecord | None
    because: str
    source: str
    measure: str
    unit: str
    within_minutes: int | None
    moves: str
    disagreements: list[str]
    judgements: list[JudgementRecord]
    evidence: list[PieceRecord]
    forces: MeetingRecord | None = None


class CellRecord(Record):
    """One cell: `grade` is its `worst` criterion's, null where none speaks of it.

    `judgement` is the latest, `judgements` are all of them; `tally` counts its criteria by
    grade.
    """

    threat: str
    aspect: str
    grade: GradeToken | None
    because: str
    judgement: JudgementRecord | None
    criteria: list[CriterionRecord]
    worst: str | None
    tally: dict[str, int]
    judgements: list[JudgementRecord]


class MatrixAnswer(Answer):
    """The threats by aspects matrix of one force, region or the nation, as at an instant.

    `force` is the slug of whatever `scope` says it is. `shares` is the part of the criteria
    on each basis.
    """

    schema_: Literal["muster.matrix/1"] = schema_field("muster.matrix/1")
    force: str
    at: AwareDatetime
    edition: str
    cells: list[CellRecord]
    questions: list[str]
    shares: dict[str, float]
    name: str
    scope: Scope
    tally: dict[str, int]
    notes: list[str]
    synthetic: bool
    doctrine: str
    provenance: ProvenanceRecord


def matrix_answer(
    matrix: Matrix,
    *,
    doctrine: Doctrine,
    provenance: object,
    scope: Scope = "force",
    synthetic: bool = False,
    notes: Sequence[str] = (),
) -> MatrixAnswer:
    """Return a matrix under its contract. `provenance` has inputs, doctrine and software."""
    return MatrixAnswer(
        force=matrix.subject,
        at=instant(matrix.at),
        edition=matrix.edition,
        cells=[cell_record(cell, matrix) for cell in matrix.cells],
        questions=list(matrix.questions),
        shares=dict(matrix.shares),
        name=subject_name(matrix.subject, scope, doctrine),
        scope=scope,
        tally=tally_of(matrix),
        notes=list(notes),
        synthetic=synthetic,
        doctrine=doctrine.digest,
        provenance=ProvenanceRecord.model_validate(provenance),
    )


def subject_name(subject: str, scope: Scope, doctrine: Doctrine) -> str:
    """Return the name of a force, a region or the nation."""
    if scope == "nation":
        return "Nation"
    known = doctrine.regions if scope == "region" else doctrine.forces
    return next((each.name for each in known if each.slug == subject), subject)


def token(grade: Grade) -> GradeToken:
    """Return a grade as contracts spell it: `partly_met`."""
    return TOKENS[grade]


def tally_of(matrix: Matrix) -> dict[str, int]:
    """Return how many criteria have each grade."""
    grades = [finding.grade for finding in matrix.findings]
    return {token(grade): grades.count(grade) for grade in Grade}


def cell_record(cell: Cell, matrix: Matrix, *, whole: bool = True) -> CellRecord:
    """Return a cell, with its criteria where it is wanted whole."""
    said = [_judgement(each, cell.worst) for each in cell.judgements]
    return CellRecord(
        threat=cell.threat,
        aspect=cell.aspect,
        grade=token(cell.grade) if cell.grade else None,
        because=because(cell.worst) if cell.worst else SILENT,
        judgement=max(said, key=lambda each: each.at, default=None),
        criteria=[criterion_record(each, matrix) for each in cell.findings if whole],
        worst=cell.worst.criterion.slug if cell.worst else None,
        tally={token(grade): count for grade, count in cell.tally.items()},
        judgements=said,
    )


def criterion_record(finding: Finding, matrix: Matrix) -> CriterionRecord:
    """Return a finding with everything that stands beside it."""
    criterion = finding.criterion
    said = matrix.judgements.get(criterion.slug, ())
    return CriterionRecord(
        id=criterion.slug,
        statement=criterion.statement,
        basis=criterion.basis,
        grade=token(finding.grade),
        required=RequiredRecord.model_validate(finding.required) if finding.required else None,
        because=because(finding),
        source=criterion.source.describe(),
        measure=criterion.measure,
        unit=criterion.unit,
        within_minutes=criterion.within_minutes,
        moves=moves(finding),
        disagreements=list(disagreements(finding)),
        judgements=[_judgement(each, finding) for each in said],
        evidence=[PieceRecord(truth=each.evidence.truth, **_held(each)) for each in finding.pieces],
        forces=meeting_record(finding),
        **truth_records(finding),
    )


def meeting_record(finding: Finding) -> MeetingRecord | None:
    """Return how many forces meet a criterion, None where figures are summed or of one force."""
    told = finding.forces
    if told is None:
        return None
    return MeetingRecord(
        met=told.met,
        partly_met=told.partly,
        not_met=told.unmet,
        not_evidenced=told.unknown,
        of=told.asked,
        unasked=told.unasked,
    )


def truth_records(finding: Finding) -> dict[str, Any]:
    """Return the three truths by name, None for one that is not held."""
    return {
        truth.value: TruthRecord(**_held(finding.shown[truth])) if truth in finding.shown else None
        for truth in Truth
    }


def _held(shown: Shown) -> dict[str, Any]:
    piece = shown.evidence
    return {
        "value": piece.value,
        "low": piece.low,
        "answer": _answer(piece.low) if piece.outcome else None,
        "within_minutes": piece.within,
        "as_at": instant(piece.as_at),
        "age_days": shown.age,
        "level": piece.level.replace("-", "_") if piece.level else None,
        "standing": shown.standing.name.lower(),
        "statement": piece.statement,
        "source": piece.source,
    }


def _answer(value: float) -> str:
    return {1.0: "yes", 0.0: "no"}.get(value, "partly")


def _judgement(judgement: Judgement, found: Finding | None) -> JudgementRecord:
    return JudgementRecord(
        grade=token(judgement.grade),
        reasons=judgement.reasons,
        by=judgement.by,
        at=instant(judgement.at),
        differs=beside(found, judgement),
    )
