"""A region or the nation: counts summed, other criteria by how many forces meet them.

Grades are never averaged. People, units and vehicles add up. A share, an answer of yes or
no and a balance do not: of those it is said how many of the forces meet what is asked of each.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from muster.assessment.evidence import Evidence, Grade, Truth
from muster.assessment.grading import Finding, Meeting, Requirement, Shown, Standing, grade_figure
from muster.assessment.matrix import Matrix, gather
from muster.doctrine import PARTLY, Doctrine
from muster.errors import MusterError

SHORT = (Grade.NOT_MET, Grade.PARTLY_MET)


class UnableToRollUp(MusterError):
    """The matrices are not of one instant and edition."""


def roll_up(subject: str, matrices: Sequence[Matrix], *, doctrine: Doctrine) -> Matrix:
    """Return the matrix of several forces together.

    Counts of people, units and vehicles are summed, and so are their requirements. A force
    whose figure does not count adds nought at least and no known limit at most: the sum is
    met only when what is known suffices. Any other criterion is met when every force meets
    it; a force that meets it partly is half of one, and at the criterion's own partial share
    of the forces it is partly met. A force of which nothing counts might meet it or not. A
    force without a requirement is not asked, and a criterion for which no force has one is
    not evidenced. Raises UnableToRollUp for no matrices, or for matrices of different
    instants or editions.
    """
    if len({(matrix.at, matrix.edition) for matrix in matrices}) != 1:
        raise UnableToRollUp(
            "Only matrices of one instant and one edition can be summed; assess all alike"
        )
    columns = zip(*(matrix.findings for matrix in matrices), strict=True)
    findings = [_sum(column) for column in columns]
    first = matrices[0]
    return gather(subject, findings, (), doctrine=doctrine, edition=first.edition, at=first.at)


def _sum(column: Sequence[Finding]) -> Finding:
    criterion = column[0].criterion
    if not criterion.adds_up:
        return _meet(column)
    asked = [finding for finding in column if finding.required is not None]
    required = _required(asked)
    total = _total(asked)
    if required is None or total is None:
        return Finding(criterion, Grade.NOT_EVIDENCED, required, {}, None, ())
    piece = total.evidence
    grade = grade_figure(piece.low, piece.value, required.value, criterion.partial_share)
    return Finding(criterion, grade, required, {piece.truth: total}, total, ())


def _meet(column: Sequence[Finding]) -> Finding:
    """Return how many forces meet a criterion whose figures do not add up."""
    criterion = column[0].criterion
    grades = Counter(finding.grade for finding in column if finding.required is not None)
    meeting = Meeting(
        met=grades[Grade.MET],
        partly=grades[Grade.PARTLY_MET],
        unmet=grades[Grade.NOT_MET],
        unknown=grades[Grade.NOT_EVIDENCED],
        unasked=len(column) - grades.total(),
    )
    grade = Grade.NOT_EVIDENCED
    if meeting.asked > meeting.unknown:
        least = meeting.met + PARTLY * meeting.partly
        most = least + meeting.unknown
        grade = grade_figure(least, most, meeting.asked, criterion.partial_share)
    return Finding(criterion, grade, None, {}, None, (), forces=meeting)


def _required(asked: Sequence[Finding]) -> Requirement | None:
    if not asked:
        return None
    total = sum(finding.required.value for finding in asked if finding.required)
    return Requirement(total, f"the sum over {len(asked)} forces")


def _total(asked: Sequence[Finding]) -> Shown | None:
    """Return the sum of the deciding figures as one piece, None where no force has one."""
    pieces = [finding.decided_by for finding in asked if finding.decided_by]
    if not pieces:
        return None
    known = [piece.evidence for piece in pieces]
    absent = len(asked) - len(known)
    highs = [piece.value for piece in known if piece.value is not None]
    bounded = len(highs) == len(known) and not absent
    missing = f"; {absent} have none that counts" if absent else ""
    evidence = Evidence(
        about=known[0].about,
        truth=Truth.RECORDED,
        value=sum(highs) if bounded else None,
        low=sum(piece.low for piece in known),
        within=known[0].within,
        as_at=min(piece.as_at for piece in known),
        statement=f"The sum over {len(known)} of {len(asked)} forces{missing}.",
        source="summed",
    )
    return Shown(evidence, max(piece.age for piece in pieces), Standing.COUNTS)


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion that is not met: how far below its requirement, as a share of it.

    Of several forces whose figures do not add up, the share of the forces that are short.
    """

    subject: str
    finding: Finding
    share: float


def worst_gaps(matrices: Sequence[Matrix], most: int) -> tuple[Gap, ...]:
    """Return the largest evidenced gaps, the widest first: the share of the requirement missing.

    Of gaps as wide, each force has its first before any has its second. A balance below
    nought is not a share of anything, and is left to its own line.
    """
    found = [
        Gap(matrix.subject, finding, share)
        for matrix in matrices
        for finding in matrix.findings
        if finding.grade in SHORT
        if (share := _share(finding)) is not None
    ]
    found.sort(key=lambda gap: (*_width(gap), gap.subject))
    turns: Counter[tuple[float, float, str]] = Counter()
    ranked = []
    for gap in found:
        alike = (*_width(gap), gap.subject)
        ranked.append((*_width(gap), turns[alike], gap))
        turns[alike] += 1
    return tuple(gap for *_, gap in sorted(ranked, key=lambda each: each[:-1])[:most])


def _width(gap: Gap) -> tuple[float, float]:
    """Return a key that sorts the widest gap first: by share, then by how much is missing."""
    return (-gap.share, -_missing(gap.finding))


def _share(finding: Finding) -> float | None:
    """Return the share of a requirement, or of the forces, that is missing; None for neither."""
    if finding.forces:
        return finding.forces.short / finding.forces.asked
    if finding.required is None or finding.decided_by is None or _best(finding) < 0:
        return None
    return _share_missing(_best(finding), finding.required.value)


def _share_missing(best: float, required: float) -> float:
    """Return the share of a requirement that is missing: all of it at most, and of nought."""
    return min(1.0, 1 - best / required) if required > 0 else 1.0


def _best(finding: Finding) -> float:
    piece = finding.decided_by
    return (piece.evidence.value or piece.evidence.low) if piece else 0.0


def _missing(finding: Finding) -> float:
    if finding.forces:
        return finding.forces.short
    return (finding.required.value if finding.required else 0.0) - _best(finding)
