"""The records of `muster.callout/1`."""

from typing import Literal

from pydantic import AwareDatetime

from muster.exchange.base import Answer, ProvenanceRecord, Record, schema_field
from muster.exchange.doctrine import SourceRecord

Counts = dict[str, int]


class ProgressRecord(Record):
    """How far something has come: its `stage`, `since` when, and when each stage was reached.

    `expected_at` is when it says it will arrive. `remarks` say what was out of the ordinary;
    `by`, `channel` and `note` are those of the last event.
    """

    stage: str
    since: AwareDatetime
    times: dict[str, AwareDatetime]
    expected_at: AwareDatetime | None
    remarks: list[str]
    last_event: str
    by: str
    channel: str
    note: str


class PersonRecord(Record):
    """An officer of a unit who was spoken of by number."""

    officer: str
    progress: ProgressRecord


class UnitRecord(Record):
    """A unit of a line that was spoken of by name."""

    unit: str
    progress: ProgressRecord
    people: list[PersonRecord]


class ProspectRecord(Record):
    """The units of a line by what has become of them; each is counted once."""

    arrived_in_time: int
    arrived_late: int
    expected_in_time: int
    expected_late: int
    expected_unknown: int
    unanswered: int
    declined: int
    stood_down: int


class LineRecord(Record):
    """One demand on one force: what was asked, its units by stage, and what it will have.

    `unnamed` units have the progress in `of_unnamed`. `wanted` is what was asked for less what
    was stood down, `short` how many more are wanted than have arrived or are coming.
    """

    line: str
    force: str
    unit_kind: str
    count: int
    rendezvous: str
    needed_by: AwareDatetime | None
    reference: str
    standing: Literal["waiting", "short", "coming", "met", "over"]
    counts: Counts
    waiting_since: AwareDatetime | None
    waiting_minutes: int | None
    wanted: int
    short: int
    prospect: ProspectRecord
    unnamed: int
    of_unnamed: ProgressRecord
    units: list[UnitRecord]


class TermsRecord(Record):
    """What the ask of a line asks for."""

    force: str
    unit_kind: str
    count: int
    rendezvous: str
    needed_by: AwareDatetime | None


class CalloutEventRecord(Record):
    """An event as it was given; `terms` go with the ask of a line."""

    id: str
    operation: str
    line: str
    unit: str
    officer: str
    step: str
    at: AwareDatetime
    recorded_at: AwareDatetime
    by: str
    channel: str
    message: str
    reference: str
    note: str
    exercise: bool
    corrects: str
    terms: TermsRecord | None
    expected_at: AwareDatetime | None
    information: list[str]
    reasons: dict[str, str]


class OperationRecord(Record):
    """One operation, real or an exercise, its units by stage, its lines and its decisions."""

    operation: str
    exercise: bool
    counts: Counts
    lines: list[LineRecord]
    decisions: list[CalloutEventRecord]


class WaitRecord(Record):
    """A standard of doctrine for how long to wait, and its source."""

    slug: str
    minutes: int
    source: SourceRecord


class OverdueRecord(Record):
    """Somebody who has been waited for too long; `units` may be several where none is named.

    `standard` is the wait of doctrine that says so, null where the unit or line said when.
    """

    operation: str
    exercise: bool
    line: str
    force: str
    unit: str
    officer: str
    units: int
    awaited: Literal["delivery", "answer", "arrival"]
    since: AwareDatetime
    due: AwareDatetime
    minutes_over: int
    standard: WaitRecord | None


class RefusalRecord(Record):
    """An event that was set aside: by what name, where its subject stood, why, what to do."""

    event: CalloutEventRecord
    name: str
    stage: str | None
    since: AwareDatetime | None
    why: str
    remedy: str


class LateRecord(Record):
    """An event learned of when something later of its line was known already."""

    event: CalloutEventRecord
    minutes_late: int


class CalloutChangeRecord(Record):
    """What was thought to stand elsewhere than it is now known to have stood; null: unheard of."""

    operation: str
    exercise: bool
    line: str
    unit: str
    officer: str
    was: str | None
    was_since: AwareDatetime | None
    now: str | None
    since: AwareDatetime | None


class RepeatRecord(Record):
    """An event keyed again from one message of another system, and the one that counts."""

    event: str
    same_as: str


class CalloutAnswer(Answer):
    """Where a call-out stands at `at`, by what had been recorded by `known_at` (null: by all).

    `exercise` says whether any of it is one. `refused` are events that were set aside, `struck`
    those that another corrected, `late` old news; `learned_since` is what `known_at` had wrong.
    """

    schema_: Literal["muster.callout/1"] = schema_field("muster.callout/1")
    at: AwareDatetime
    known_at: AwareDatetime | None
    exercise: bool
    operations: list[OperationRecord]
    overdue: list[OverdueRecord]
    refused: list[RefusalRecord]
    struck: list[CalloutEventRecord]
    repeated: list[RepeatRecord]
    late: list[LateRecord]
    learned_since: list[CalloutChangeRecord]
    notes: list[str]
    doctrine: str
    provenance: ProvenanceRecord
