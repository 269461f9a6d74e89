"""Questions that findings put to a force.

A figure that is declared, or was stated in a test, above what records allow is not a fault:
there may be an answer that the records do not show. So it is asked.
"""

from collections.abc import Iterator, Sequence

from muster.assessment.evidence import Truth
from muster.assessment.grading import Finding, Shown, Standing
from muster.assessment.sentences import notice, number, unit_name


def questions(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the questions findings put to a force, each once."""
    asked = [*_unlike_records(findings), *_without_notice(findings)]
    return tuple(dict.fromkeys(asked))


def _unlike_records(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield a question for each figure said above what records allow at the same notice."""
    for finding in findings:
        recorded = finding.shown.get(Truth.RECORDED)
        for truth in (Truth.DEMONSTRATED, Truth.DECLARED):
            said = finding.shown.get(truth)
            if said and recorded and _above(said, recorded):
                yield (
                    f"{_opening(finding, said)}{notice(said.evidence.within)}; "
                    f"{_records(recorded)}. {recorded.evidence.statement} "
                    "What explains the difference?"
                )
                break


def _above(said: Shown, recorded: Shown) -> bool:
    high = recorded.evidence.value
    same = said.evidence.within == recorded.evidence.within and not recorded.evidence.outcome
    return same and high is not None and said.evidence.low > high


def _without_notice(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield a question for each figure declared without a notice that no notice bears out.

    The records of the same thing at the longest notice they speak of are set beside it.
    """
    for finding in findings:
        said = finding.shown.get(Truth.DECLARED)
        recorded = finding.shown.get(Truth.RECORDED)
        borne_out = recorded is not None and recorded.standing is Standing.COUNTS
        if said is None or said.evidence.within is not None or borne_out:
            continue
        timed = [found for found in map(_timed, findings) if found and _alike(found, said)]
        limit = max(timed, key=lambda found: found.evidence.within or 0, default=None)
        if limit and limit.evidence.value is not None and said.evidence.low > limit.evidence.value:
            asked = (
                f"{_opening(finding, said)} with no notice; {_records(limit)}"
                f"{notice(limit.evidence.within)}. {limit.evidence.statement} "
                "At what notice do they hold?"
            )
            yield " ".join(asked.split())


def _timed(finding: Finding) -> Shown | None:
    recorded = finding.shown.get(Truth.RECORDED)
    known = recorded and recorded.evidence.within is not None
    return recorded if known and recorded and recorded.evidence.value is not None else None


def _alike(one: Shown, other: Shown) -> bool:
    return _kind(one) == _kind(other)


def _kind(piece: Shown) -> str:
    return piece.evidence.about.partition(".")[0]


def _opening(finding: Finding, said: Shown) -> str:
    low = said.evidence.low
    were, are = ("was", "is") if low == 1 else ("were", "are")
    how = f"{were} {said.evidence.level}" if said.evidence.level else f"{are} declared"
    return f"{number(low)} {unit_name(finding.criterion.unit, low)} {how}"


def _records(recorded: Shown) -> str:
    return f"records allow at most {number(recorded.evidence.value or 0)}"
