"""Walk the chain of the audit and say where it was broken, and how."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from muster.web.audit.chain import FIRST, seal
from muster.web.audit.checkpoints import Checkpoint
from muster.web.audit.models import AuditEntry

AT_ONCE = 2000
SHOWN = 20


class Broken(StrEnum):
    """How a chain was broken."""

    CHANGED = "changed"
    REMOVED = "removed"
    REORDERED = "reordered"
    CUT_OFF = "cut_off"
    REWRITTEN = "rewritten"


WORDS = {
    Broken.CHANGED: "entry {sequence} says something else than when it was sealed",
    Broken.REMOVED: "entry {sequence} was removed",
    Broken.REORDERED: "entry {sequence} does not stand where it was sealed",
    Broken.CUT_OFF: "the chain ends before entry {sequence}, which the checkpoint has seen",
    Broken.REWRITTEN: "entry {sequence} is not the one the checkpoint has seen",
}


@dataclass(frozen=True)
class Break:
    """One place where the chain is broken: the sequence concerned, and how."""

    sequence: int
    how: Broken

    @property
    def sentence(self) -> str:
        """Return what was found, in words."""
        return WORDS[self.how].format(sequence=self.sequence)


@dataclass(frozen=True)
class Verification:
    """What a walk over the chain found: nothing amiss, or its first breaks in order.

    `entries` is how many were read, `sequence` and `digest` are the last one's.
    """

    entries: int
    sequence: int
    digest: str
    at: datetime | None = None
    breaks: tuple[Break, ...] = ()
    checkpoint: Checkpoint | None = None

    @property
    def intact(self) -> bool:
        """Say whether nothing is amiss."""
        return not self.breaks

    @property
    def first(self) -> Break | None:
        """Return the first break, where there is one."""
        return self.breaks[0] if self.breaks else None

    @property
    def sentence(self) -> str:
        """Return the outcome in words."""
        if self.breaks:
            return f"The audit was tampered with: {self.breaks[0].sentence}."
        words = f"{self.entries:,} entries, unbroken"
        if self.checkpoint:
            return f"{words}, and entry {self.checkpoint.sequence:,} is as the checkpoint saw it."
        return f"{words}."


@dataclass
class Walk:
    """A walk over entries in order of sequence, one at a time."""

    checkpoint: Checkpoint | None = None
    entries: int = 0
    sequence: int = 0
    digest: str = FIRST
    at: datetime | None = None
    breaks: list[Break] = field(default_factory=list)
    loose: list[AuditEntry] = field(default_factory=list)

    def over(self, entries: Iterable[AuditEntry]) -> Verification:
        """Return what was found over entries given in order of sequence."""
        for entry in entries:
            self._meet(entry)
        self._look_for_the_displaced()
        if self.checkpoint and self.sequence < self.checkpoint.sequence:
            self._found(self.checkpoint.sequence, Broken.CUT_OFF)
        ordered = tuple(sorted(self.breaks, key=lambda each: each.sequence))[:SHOWN]
        return Verification(
            self.entries, self.sequence, self.digest, self.at, ordered, self.checkpoint
        )

    def _meet(self, entry: AuditEntry) -> None:
        self.entries += 1
        expected = self.sequence + 1
        if entry.sequence > expected:
            self._found(expected, Broken.REMOVED)
        elif entry.previous != self.digest or seal(entry) != entry.digest:
            self._found(entry.sequence, Broken.CHANGED)
            self.loose.append(entry)
        if self.checkpoint and entry.sequence == self.checkpoint.sequence:
            self._compare(entry)
        self.sequence, self.digest, self.at = entry.sequence, entry.digest, entry.at

    def _compare(self, entry: AuditEntry) -> None:
        if self.checkpoint and entry.digest != self.checkpoint.digest:
            self._found(entry.sequence, Broken.REWRITTEN)

    def _found(self, sequence: int, how: Broken) -> None:
        if len(self.breaks) < 10 * SHOWN:
            self.breaks.append(Break(sequence, how))

    def _look_for_the_displaced(self) -> None:
        """Call reordered what would be whole at another's place among those amiss."""
        places = [entry.sequence for entry in self.loose[: 10 * SHOWN]]
        for entry in self.loose[: 10 * SHOWN]:
            if any(_whole_at(entry, place) for place in places if place != entry.sequence):
                amiss = self.breaks.index(Break(entry.sequence, Broken.CHANGED))
                self.breaks[amiss] = Break(entry.sequence, Broken.REORDERED)


def _whole_at(entry: AuditEntry, sequence: int) -> bool:
    stands, entry.sequence = entry.sequence, sequence
    try:
        return seal(entry) == entry.digest
    finally:
        entry.sequence = stands


def walk(entries: Iterable[AuditEntry], checkpoint: Checkpoint | None = None) -> Verification:
    """Return what is found over entries given in order of sequence."""
    return Walk(checkpoint).over(entries)


def verify_chain(checkpoint: Checkpoint | None = None) -> Verification:
    """Return what is found over the whole audit, held against a checkpoint where one is given.

    Without a checkpoint a chain cut off at its end, or written anew from some entry on, looks
    whole: keep checkpoints somewhere that those who hold the database cannot write to.
    """
    return walk(_everything(), checkpoint)


def _everything() -> Iterator[AuditEntry]:
    return AuditEntry.objects.order_by("sequence").iterator(chunk_size=AT_ONCE)
