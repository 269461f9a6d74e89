"""What a server says of itself: `muster.check/1`, `muster.audit/1` and `muster.jobs/1`."""

from collections.abc import Iterable
from typing import Literal

from pydantic import AwareDatetime

from muster.exchange.base import Answer, Record, schema_field


class FindingRecord(Record):
    """One thing that is unsafe or wrong: how grave, what about, and what to do."""

    level: Literal["error", "warning"]
    about: str
    what: str
    remedy: str


class CheckAnswer(Answer):
    """Everything that is unsafe or wrong with a server; `safe` is that there is no error."""

    schema_: Literal["muster.check/1"] = schema_field("muster.check/1")
    safe: bool
    findings: list[FindingRecord]


class BreakRecord(Record):
    """One place where the audit's chain is broken, and how."""

    sequence: int
    how: Literal["changed", "removed", "reordered", "cut_off", "rewritten"]
    sentence: str


class CheckpointRecord(Record):
    """The head of the chain at an instant."""

    sequence: int
    digest: str
    at: AwareDatetime


class AuditAnswer(Answer):
    """What a walk over the audit found: its first breaks; `checkpoint` is what it was held to."""

    schema_: Literal["muster.audit/1"] = schema_field("muster.audit/1")
    intact: bool
    entries: int
    sequence: int
    digest: str
    at: AwareDatetime | None
    breaks: list[BreakRecord]
    checkpoint: CheckpointRecord | None


class BacklogRecord(Record):
    """How many jobs are due, to come, held by a worker and given up; since when one is due."""

    due: int
    later: int
    held: int
    dead: int
    oldest: AwareDatetime | None


class JobRecord(Record):
    """One job that is not done; `dead_at` is when it was given up, and `error` why."""

    id: int
    kind: str
    key: str
    run_at: AwareDatetime
    attempts: int
    lease_until: AwareDatetime | None
    dead_at: AwareDatetime | None
    error: str


class JobsAnswer(Answer):
    """How a server's work stands, and the jobs asked for."""

    schema_: Literal["muster.jobs/1"] = schema_field("muster.jobs/1")
    backlog: BacklogRecord
    jobs: list[JobRecord]


def check_answer(findings: Iterable[object]) -> CheckAnswer:
    """Return what was found of a server under its contract."""
    records = [FindingRecord.model_validate(each) for each in findings]
    return CheckAnswer(safe=all(each.level != "error" for each in records), findings=records)


def audit_answer(verification: object) -> AuditAnswer:
    """Return what a walk over the audit found under its contract."""
    read = {
        name: getattr(verification, name) for name in AuditAnswer.model_fields if name[-1] != "_"
    }
    return AuditAnswer.model_validate(read)


def jobs_answer(backlog: object, jobs: Iterable[object]) -> JobsAnswer:
    """Return how a server's work stands under its contract."""
    return JobsAnswer(
        backlog=BacklogRecord.model_validate(backlog),
        jobs=[JobRecord.model_validate(each) for each in jobs],
    )
