"""`muster.network-matrix/1`: every force's matrix, each region's and the nation's."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import AwareDatetime

from muster.assessment import Gap, Grade, Matrix, because
from muster.doctrine import Doctrine
from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.exchange.matrices import (
    CellRecord,
    GradeToken,
    Scope,
    cell_record,
    subject_name,
    tally_of,
    token,
)


class SummaryRecord(Record):
    """One matrix of a network; `cells` name their worst criterion and carry none in full."""

    force: str
    name: str
    region: str
    tally: dict[str, int]
    cells: list[CellRecord]
    questions: list[str]


class DistributionRecord(Record):
    """How many forces have each grade in one cell."""

    threat: str
    aspect: str
    forces: dict[str, int]


class GapRecord(Record):
    """A requirement a force falls short of: `missing` is the share of it that is not there."""

    force: str
    name: str
    id: str
    statement: str
    grade: GradeToken
    required: float
    missing: float
    because: str


class NetworkMatrixAnswer(Answer):
    """The matrices of a network. `nation` sums measures and carries its criteria in full.

    A force's criteria are had in full from `muster.matrix/1` for that force.
    """

    schema_: Literal["muster.network-matrix/1"] = schema_field("muster.network-matrix/1")
    network: str
    at: AwareDatetime
    edition: str
    nation: list[CellRecord]
    regions: list[SummaryRecord]
    forces: list[SummaryRecord]
    distribution: list[DistributionRecord]
    worst_gaps: list[GapRecord]
    tally: dict[str, int]
    shares: dict[str, float]
    questions: list[str]
    notes: list[str]
    synthetic: bool
    doctrine: str
    provenance: ProvenanceRecord


def network_matrix_answer(
    network: str,
    nation: Matrix,
    *,
    regions: Mapping[str, Matrix],
    forces: Mapping[str, Matrix],
    distribution: Mapping[str, Mapping[Grade, int]],
    gaps: Sequence[Gap],
    doctrine: Doctrine,
    provenance: object,
    synthetic: bool = False,
    notes: Sequence[str] = (),
) -> NetworkMatrixAnswer:
    """Return a network's matrices under their contract."""
    return NetworkMatrixAnswer(
        network=network,
        at=instant(nation.at),
        edition=nation.edition,
        nation=[cell_record(cell, nation) for cell in nation.cells],
        regions=[_summary(each, "region", doctrine) for each in regions.values()],
        forces=[_summary(each, "force", doctrine) for each in forces.values()],
        distribution=[_spread(cell, tally) for cell, tally in distribution.items()],
        worst_gaps=[_gap(gap, doctrine) for gap in gaps],
        tally=tally_of(nation),
        shares=dict(nation.shares),
        questions=list(nation.questions),
        notes=list(notes),
        synthetic=synthetic,
        doctrine=doctrine.digest,
        provenance=ProvenanceRecord.model_validate(provenance),
    )


def _summary(matrix: Matrix, scope: Scope, doctrine: Doctrine) -> SummaryRecord:
    return SummaryRecord(
        force=matrix.subject,
        name=subject_name(matrix.subject, scope, doctrine),
        region=doctrine.force(matrix.subject).region if scope == "force" else matrix.subject,
        tally=tally_of(matrix),
        cells=[cell_record(cell, matrix, whole=False) for cell in matrix.cells],
        questions=list(matrix.questions),
    )


def _spread(cell: str, tally: Mapping[Grade, int]) -> DistributionRecord:
    threat, _, aspect = cell.rpartition(".")
    return DistributionRecord(
        threat=threat,
        aspect=aspect,
        forces={token(grade): count for grade, count in tally.items()},
    )


def _gap(gap: Gap, doctrine: Doctrine) -> GapRecord:
    finding = gap.finding
    return GapRecord(
        force=gap.subject,
        name=subject_name(gap.subject, "force", doctrine),
        id=finding.criterion.slug,
        statement=finding.criterion.statement,
        grade=token(finding.grade),
        required=finding.required.value if finding.required else 0,
        missing=gap.share,
        because=because(finding),
    )
