"""`muster.assurance/1`: the annual assurance statement."""

from typing import Literal

from pydantic import AwareDatetime

from muster.assessment import Assurance, Line, Matrix, Worse, because, moves
from muster.doctrine import Doctrine
from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.exchange.matrices import (
    GradeToken,
    RequiredRecord,
    TruthRecord,
    subject_name,
    tally_of,
    token,
    truth_records,
)


class SignedCellRecord(Record):
    """One cell's grade, null where no criterion speaks of it, and what people judge it."""

    threat: str
    aspect: str
    grade: GradeToken | None
    judgements: list[str]


class LineRecord(Record):
    """One criterion; `sources` are places in the answer's list of sources, counted from 1."""

    id: str
    statement: str
    grade: GradeToken
    required: RequiredRecord | None
    declared: TruthRecord | None
    recorded: TruthRecord | None
    demonstrated: TruthRecord | None
    because: str
    moves: str
    sources: list[int]


class WorsenedRecord(LineRecord):
    """One criterion that was better before, and what it was."""

    was: GradeToken


class AssuranceAnswer(Answer):
    """One force's statement: what stands, what falls short and what worsened, each traceable.

    `since` is null where nothing earlier was given. `others` counts lines left out of each
    list. The signature is left to whoever signs.
    """

    schema_: Literal["muster.assurance/1"] = schema_field("muster.assurance/1")
    force: str
    name: str
    at: AwareDatetime
    edition: str
    since: AwareDatetime | None
    cells: list[SignedCellRecord]
    tally: dict[str, int]
    figures: list[LineRecord]
    short: list[LineRecord]
    worsened: list[WorsenedRecord]
    others: dict[str, int]
    sources: list[str]
    notes: list[str]
    synthetic: bool
    doctrine: str
    provenance: ProvenanceRecord


def assurance_answer(
    assurance: Assurance,
    *,
    doctrine: Doctrine,
    provenance: object,
    synthetic: bool = False,
    notes: tuple[str, ...] = (),
) -> AssuranceAnswer:
    """Return an assurance under its contract."""
    matrix, since = assurance.matrix, assurance.since
    return AssuranceAnswer(
        force=matrix.subject,
        name=subject_name(matrix.subject, "force", doctrine),
        at=instant(matrix.at),
        edition=matrix.edition,
        since=instant(since.at) if since else None,
        cells=_cells(matrix),
        tally=tally_of(matrix),
        figures=[LineRecord.model_validate(_line(each)) for each in assurance.figures],
        short=[LineRecord.model_validate(_line(each)) for each in assurance.short],
        worsened=[_worse(each) for each in assurance.worsened],
        others=assurance.others,
        sources=list(assurance.sources),
        notes=list(notes),
        synthetic=synthetic,
        doctrine=doctrine.digest,
        provenance=ProvenanceRecord.model_validate(provenance),
    )


def _cells(matrix: Matrix) -> list[SignedCellRecord]:
    return [
        SignedCellRecord(
            threat=cell.threat,
            aspect=cell.aspect,
            grade=token(cell.grade) if cell.grade else None,
            judgements=[f"{token(each.grade)}: {each.by}" for each in cell.judgements],
        )
        for cell in matrix.cells
    ]


def _line(line: Line) -> dict[str, object]:
    finding = line.finding
    required = finding.required
    return {
        "id": finding.criterion.slug,
        "statement": finding.criterion.statement,
        "grade": token(finding.grade),
        "required": RequiredRecord.model_validate(required) if required else None,
        "because": because(finding),
        "moves": moves(finding),
        "sources": list(line.notes),
        **truth_records(finding),
    }


def _worse(worse: Worse) -> WorsenedRecord:
    line = _line(Line(worse.difference.second, worse.notes))
    return WorsenedRecord.model_validate({**line, "was": token(worse.difference.first.grade)})
