"""What a server says of itself, in words: its settings, its audit, its work."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from muster.reporting.document import Block, Document, Items, Paragraph, table

KEEPS_FROM_STARTING, TO_WEIGH = "What keeps the server from starting:", "To weigh:"
ALL_WELL = "Nothing is unsafe and nothing is missing."
HEADINGS = ("Job", "Kind", "Key", "Due", "Attempts", "What failed, and where")
LONGEST_ERROR = 80


class Found(Protocol):
    """One thing that is unsafe or wrong."""

    @property
    def level(self) -> str:
        """Return `error` or `warning`."""

    @property
    def sentence(self) -> str:
        """Return what is wrong and the remedy."""


class Walked(Protocol):
    """What a walk over the audit found."""

    @property
    def sentence(self) -> str:
        """Return the outcome in words."""

    @property
    def breaks(self) -> Sequence["Sentence"]:
        """Return where the chain is broken."""


class Sentence(Protocol):
    """Anything that is said in a sentence."""

    @property
    def sentence(self) -> str:
        """Return the sentence."""


class Work(Protocol):
    """How the work stands."""

    due: int
    later: int
    held: int
    dead: int


class Waiting(Protocol):
    """One job that is not done."""

    id: int
    kind: str
    key: str
    run_at: datetime
    attempts: int
    error: str


def server_report(findings: Iterable[Found]) -> Document:
    """Return what was found of a server's settings, the gravest first."""
    found = tuple(findings)
    blocks: list[Block] = []
    for title, level in ((KEEPS_FROM_STARTING, "error"), (TO_WEIGH, "warning")):
        listed = tuple(each.sentence for each in found if each.level == level)
        if listed:
            blocks += [Paragraph(title, "lead"), Items(listed)]
    return Document("The server's settings", tuple(blocks) or (Paragraph(ALL_WELL, "lead"),))


def audit_report(walked: Walked) -> Document:
    """Return what a walk over the audit found."""
    listed = tuple(each.sentence for each in walked.breaks)
    said = Paragraph(walked.sentence, "warning" if listed else "lead")
    return Document("The audit", (said, Items(listed)) if listed else (said,))


def jobs_report(work: Work, jobs: Iterable[Waiting]) -> Document:
    """Return how the work stands, and some jobs."""
    said = f"{work.due} due, {work.later} to come, {work.held} being done, {work.dead} given up."
    rows = [
        (
            str(each.id),
            each.kind,
            each.key,
            f"{each.run_at:%Y-%m-%d %H:%M:%S}Z",
            each.attempts,
            each.error[:LONGEST_ERROR],
        )
        for each in jobs
    ]
    listed = (table("Not done", HEADINGS, rows),) if rows else ()
    return Document("Work", (Paragraph(said, "lead"), *listed))
