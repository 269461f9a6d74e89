"""A return as it is held once read: who, when, the roster or counts, and what else it said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from muster.doctrine import Doctrine, read_doctrine
from muster.intake.faults import Fault
from muster.strength import CountSet, Roster

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class About:
    """Which force, which period (UTC minutes, half open), who prepared it when, and from what."""

    force: str
    period_from: int
    period_until: int
    prepared_at: int
    prepared_by: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain text kept as they were given."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Input:
    """One file that was read: its name, SHA-256 and bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a return was read from, under which doctrine, by which version of Muster."""

    inputs: tuple[Input, ...]
    doctrine: str
    software: str


@dataclass(frozen=True, eq=False)
class Return:
    """One force's return, read and without fault, or with its faulty rows skipped and listed.

    `roster` is None when no officers were given, `counts` when no totals were. `extras`
    holds, by table, the columns Muster does not know: first the line the row has when the
    return is written (the header is line 1), then their texts.
    `skipped` are the faults waived with `skip_faulty`, `rows_skipped` how many rows they
    cost by table. `notes` are things worth saying that are not faults. `synthetic` is true
    of invented people and is said wherever the return is shown. `words` are the slugs the
    roster's codes stand for, by vocabulary; empty means those of the doctrine shipped.
    """

    force: str
    about: About
    roster: Roster | None
    counts: CountSet | None
    declared: Table = field(default_factory=Table)
    evidence: Table = field(default_factory=Table)
    judgements: Table = field(default_factory=Table)
    aid: Table = field(default_factory=Table)
    extras: Mapping[str, Table] = field(default_factory=dict)
    skipped: tuple[Fault, ...] = ()
    rows_skipped: Mapping[str, int] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    provenance: Provenance = Provenance((), "", "")
    synthetic: bool = False
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


VOCABULARIES = ("rank", "skill", "duty_kind", "abstraction_kind", "vehicle_kind")


def words_of(doctrine: Doctrine) -> dict[str, tuple[str, ...]]:
    """Return the slugs that a roster's codes stand for under a doctrine."""
    return {
        kind: tuple(value.slug for value in getattr(doctrine, f"{kind}s")) for kind in VOCABULARIES
    }


def words_of_return(return_: Return) -> Mapping[str, tuple[str, ...]]:
    """Return the slugs that a return's codes stand for."""
    return return_.words or words_of(read_doctrine())


@dataclass(frozen=True, eq=False)
class Check:
    """What was found in a return: its faults (`more` were left out for length), or the return.

    `rows` counts the rows read by table, `extras` names the unknown columns by table.
    """

    faults: tuple[Fault, ...]
    rows: Mapping[str, int]
    extras: Mapping[str, tuple[str, ...]]
    return_: Return | None
    more: int = 0
    notes: tuple[str, ...] = ()
