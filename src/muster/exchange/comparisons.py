"""`muster.comparison/1`: two matrices side by side."""

from typing import Literal

from pydantic import AwareDatetime

from muster.assessment import Change, Comparison, Difference, Finding, Matrix, because
from muster.doctrine import Doctrine
from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.exchange.matrices import (
    GradeToken,
    MeetingRecord,
    RequiredRecord,
    Scope,
    TruthRecord,
    meeting_record,
    subject_name,
    tally_of,
    token,
    truth_records,
)


class SideRecord(Record):
    """One of the two that are compared."""

    force: str
    name: str
    scope: Scope
    at: AwareDatetime
    tally: dict[str, int]
    synthetic: bool


class CellPairRecord(Record):
    """The grades of one cell on both sides, null where no criterion speaks of it."""

    threat: str
    aspect: str
    first: GradeToken | None
    second: GradeToken | None


class SideFindingRecord(Record):
    """How one criterion stands on one side; `forces` as in a matrix."""

    grade: GradeToken
    required: RequiredRecord | None
    declared: TruthRecord | None
    recorded: TruthRecord | None
    demonstrated: TruthRecord | None
    because: str
    forces: MeetingRecord | None = None


SecondIs = Literal["worse", "better", "no_longer_known", "now_known"]
SECOND_IS: dict[Change, SecondIs] = {
    "worse": "worse",
    "better": "better",
    "no longer known": "no_longer_known",
    "now known": "now_known",
}


class DifferenceRecord(Record):
    """A criterion that grades differently; `second_is` says how the second stands to it."""

    id: str
    threat: str
    aspect: str
    statement: str
    second_is: SecondIs
    first: SideFindingRecord
    second: SideFindingRecord


class ComparisonAnswer(Answer):
    """Two dates of one force, two forces, or a force and its region or nation."""

    schema_: Literal["muster.comparison/1"] = schema_field("muster.comparison/1")
    edition: str
    first: SideRecord
    second: SideRecord
    cells: list[CellPairRecord]
    differences: list[DifferenceRecord]
    worse: int
    better: int
    notes: list[str]
    synthetic: bool
    doctrine: str
    provenance: ProvenanceRecord


def comparison_answer(
    comparison: Comparison,
    *,
    scopes: tuple[Scope, Scope],
    synthetic: tuple[bool, bool],
    doctrine: Doctrine,
    provenance: object,
    notes: tuple[str, ...] = (),
) -> ComparisonAnswer:
    """Return a comparison under its contract; `scopes` and `synthetic` are of each side."""
    first, second = comparison.first, comparison.second
    return ComparisonAnswer(
        edition=first.edition,
        first=_side(first, scopes[0], synthetic[0], doctrine),
        second=_side(second, scopes[1], synthetic[1], doctrine),
        cells=[
            CellPairRecord(
                threat=one.threat,
                aspect=one.aspect,
                first=token(one.grade) if one.grade else None,
                second=token(other.grade) if other.grade else None,
            )
            for one, other in zip(first.cells, second.cells, strict=True)
        ],
        differences=[_difference(each) for each in comparison.differences],
        worse=len(comparison.worsened),
        better=len(comparison.improved),
        notes=list(notes),
        synthetic=any(synthetic),
        doctrine=doctrine.digest,
        provenance=ProvenanceRecord.model_validate(provenance),
    )


def _side(matrix: Matrix, scope: Scope, synthetic: bool, doctrine: Doctrine) -> SideRecord:
    return SideRecord(
        force=matrix.subject,
        name=subject_name(matrix.subject, scope, doctrine),
        scope=scope,
        at=instant(matrix.at),
        tally=tally_of(matrix),
        synthetic=synthetic,
    )


def _difference(difference: Difference) -> DifferenceRecord:
    criterion = difference.first.criterion
    return DifferenceRecord(
        id=criterion.slug,
        threat=criterion.threat,
        aspect=criterion.aspect,
        statement=criterion.statement,
        second_is=SECOND_IS[difference.change],
        first=_finding(difference.first),
        second=_finding(difference.second),
    )


def _finding(finding: Finding) -> SideFindingRecord:
    return SideFindingRecord(
        grade=token(finding.grade),
        required=RequiredRecord.model_validate(finding.required) if finding.required else None,
        because=because(finding),
        forces=meeting_record(finding),
        **truth_records(finding),
    )
