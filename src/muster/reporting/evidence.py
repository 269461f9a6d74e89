"""Evidence as CSV: rows that the evidence table of a return takes."""

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple, fields

from muster.mobilisation import EvidenceRow
from muster.reporting.rows import plain


def render_evidence(rows: Sequence[EvidenceRow]) -> str:
    """Return rows of evidence as CSV; no cell is one that a spreadsheet would run."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(field.name for field in fields(EvidenceRow))
    for row in rows:
        writer.writerow(plain(str(value)) for value in astuple(row))
    return made.getvalue()
