"""How the server runs: its audit, its jobs, its health; and who a token speaks for."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from muster.exchange import JobsAnswer, jobs_answer
from muster.web.accounts.rights import Right, nation_of
from muster.web.administration.health import signs
from muster.web.api.contracts.base import LARGEST, Name, Paged, Paging, page_of
from muster.web.api.contracts.records import (
    EntriesAnswer,
    EntryPart,
    HealthAnswer,
    SeatPart,
    SignPart,
    TokenAnswer,
)
from muster.web.api.security import allowed, token_asking, viewer_asking
from muster.web.audit.models import AuditEntry
from muster.web.audit.queries import Asked, entries_asked
from muster.web.jobs.models import Job
from muster.web.jobs.queries import backlog

router = Router(tags=["running"])


class Sought(Schema):
    """What is looked for in the audit; empty parts ask for nothing."""

    text: Name = Field("", description="Part of a subject, reason or detail; or a request's name")
    actor: Name = Field("", description="Part of a name")
    action: Name = Field("", description="An action, or the start of one: `upload`")
    force: Name = ""
    since: date | None = None
    until: date | None = Field(None, description="The last day, whole")
    before: int | None = Field(None, ge=1, le=LARGEST, description="Entries before this one")


Seeking: Any = Query(...)  # type: ignore[type-arg]


@router.get("/audit", response=EntriesAnswer, by_alias=True, summary="The audit")
@allowed(Right.SEE_AUDIT)
def entries(
    request: HttpRequest,
    sought: Sought = Seeking,
    paging: Paging = Paged,
) -> EntriesAnswer:
    """Return entries of the audit that this token may see, the latest first.

    `before` keeps pages still while entries are added.
    """
    asked = Asked(
        text=sought.text,
        actor=sought.actor,
        action=sought.action,
        force=sought.force,
        since=sought.since,
        until=sought.until,
    )
    found = entries_asked(viewer_asking(request), asked)
    if sought.before is not None:
        found = found.filter(sequence__lt=sought.before)
    rows, said = page_of(found, paging)
    return EntriesAnswer(items=[_entry(each) for each in rows], **said)


def _entry(entry: AuditEntry) -> EntryPart:
    return EntryPart.model_validate(entry)


@router.get("/jobs", response=JobsAnswer, by_alias=True, summary="Work in the background")
@allowed(Right.ADMINISTER, nation_of)
def job_list(request: HttpRequest, dead: bool = False, paging: Paging = Paged) -> JobsAnswer:
    """Return how the work stands and the jobs that are not done, or those given up."""
    found = Job.objects.filter(done_at=None).order_by("run_at", "id")
    found = found.exclude(dead_at=None) if dead else found
    rows, _said = page_of(found, paging)
    return jobs_answer(backlog(), rows)


@router.get("/health", response=HealthAnswer, by_alias=True, summary="Health of the server")
@allowed(Right.ADMINISTER, nation_of)
def health(request: HttpRequest) -> HealthAnswer:
    """Return every sign of health, the database first."""
    found = [
        SignPart(name=str(each.name), tone=each.tone, words=str(each.words)) for each in signs()
    ]
    return HealthAnswer(well=all(each.tone != "none" for each in found), signs=found)


@router.get("/token", response=TokenAnswer, by_alias=True, summary="This token")
@allowed(Right.SEE_DOCTRINE)
def this_token(request: HttpRequest) -> TokenAnswer:
    """Return who the token speaks for, with which rights, and until when."""
    viewer, token = viewer_asking(request), token_asking(request)
    return TokenAnswer(
        name=token.name,
        speaks_for=token.owner.name,
        rights=sorted(token.rights),
        appointments=[
            SeatPart(
                role=each.role.value,
                reach=each.place.reach.value,
                scope=each.place.slug,
                ends_at=each.ends_at,
            )
            for each in viewer.held
        ],
        expires_at=token.expires_at,
    )
