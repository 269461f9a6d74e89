"""Matrices as CSV: a row for each criterion, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Collection, Mapping, Sequence

from muster.assessment import (
    Finding,
    Matrix,
    Truth,
    because,
    disagreements,
    figure,
    moves,
)
from muster.policing import clock

TRUTHS = tuple(
    f"{truth.value}{part}" for truth in Truth for part in ("", "_as_at", "_standing", "_source")
)
COLUMNS = (
    *("subject", "synthetic", "at", "edition", "threat", "aspect", "cell_grade"),
    *("id", "statement", "basis", "grade", "unit", "within_minutes", "required"),
    *(*TRUTHS, "demonstrated_level", "because", "moves", "disagreements", "judgements", "source"),
)
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def render_csv(matrices: Mapping[str, Matrix], *, synthetic: Collection[str] = ()) -> str:
    """Return matrices as CSV, each by its name; no cell is one that a spreadsheet would run.

    Each row says whether its subject is among those that are `synthetic`.
    """
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for name, matrix in matrices.items():
        for cell in matrix.cells:
            grade = cell.grade.value if cell.grade else ""
            made_up = "yes" if name in synthetic else "no"
            when = _instant(matrix.at)
            about = (name, made_up, when, matrix.edition, cell.threat, cell.aspect)
            for finding in cell.findings:
                row = (*about, grade, *_finding(finding, matrix))
                writer.writerow([plain(value) for value in row])
    return made.getvalue()


def plain(text: str) -> str:
    """Return text that no spreadsheet takes for a formula; a bare number stays a number."""
    if not text.startswith(FORMULAS) or _is_number(text):
        return text
    return f"'{text}"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _finding(finding: Finding, matrix: Matrix) -> Sequence[str]:
    criterion, shown = finding.criterion, finding.shown.get(Truth.DEMONSTRATED)
    judged = matrix.judgements.get(criterion.slug, ())
    return (
        criterion.slug,
        criterion.statement,
        criterion.basis,
        finding.grade.value,
        criterion.unit,
        "" if criterion.within_minutes is None else str(criterion.within_minutes),
        f"{finding.required.value:g}" if finding.required else "",
        *(part for truth in Truth for part in _truth(finding, truth)),
        (shown.evidence.level or "") if shown else "",
        because(finding),
        moves(finding),
        " ".join(disagreements(finding)),
        " ".join(f"{each.by}: {each.grade.value}." for each in judged),
        criterion.source.describe(),
    )


def _truth(finding: Finding, truth: Truth) -> Sequence[str]:
    shown = finding.shown.get(truth)
    if shown is None:
        return "", "", "", ""
    piece = shown.evidence
    return figure(piece), _instant(piece.as_at), shown.standing.value, piece.source


def _instant(minute: int) -> str:
    return clock.instant_of(minute).isoformat()
