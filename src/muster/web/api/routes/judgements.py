"""Judgements of a force: everything judged, and recording one."""

from uuid import UUID, uuid4

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status
from ninja.errors import HttpError

from muster.web.accounts.rights import Right, force_of
from muster.web.api.contracts.base import Paged, Paging, page_of
from muster.web.api.contracts.judgements import (
    JudgementAnswer,
    JudgementPart,
    JudgementsAnswer,
    Judging,
)
from muster.web.api.routes.asking import KnownAsked, known_of
from muster.web.api.routes.sending import Once, token_of
from muster.web.api.security import allowed, viewer_asking
from muster.web.judgements.actions import Said, record
from muster.web.judgements.models import Judgement
from muster.web.judgements.queries import Told, history_of, told_of
from muster.web.judgements.subjects import UnableToJudge
from muster.web.rulebook import rulebook

router = Router(tags=["judgements"])


@router.get(
    "/forces/{force}/judgements",
    response=JudgementsAnswer,
    by_alias=True,
    summary="What is judged of a force",
)
@allowed(Right.SEE_PICTURE, force_of)
def judged(
    request: HttpRequest, force: str, paging: Paging = Paged, known: str = KnownAsked
) -> JudgementsAnswer:
    """Return everything judged of a force, the latest first, standing or not."""
    slug = rulebook().force(force).slug
    rows, said = page_of(told_of(history_of(slug, known_of(request))), paging)
    return JudgementsAnswer(items=[_part(each) for each in rows], **said)


@router.post(
    "/forces/{force}/judgements",
    response={201: JudgementAnswer},
    by_alias=True,
    summary="Record a judgement",
)
@allowed(Right.JUDGE, force_of)
def judge(
    request: HttpRequest, force: str, given: Judging, once: str = Once
) -> Status[JudgementAnswer]:
    """Record a judgement under the name of whoever the token speaks for; it changes no grade.

    It is never changed: a later one that `replaces` it takes its place.
    """
    slug = rulebook().force(force).slug
    replaced = (
        get_object_or_404(Judgement, pk=given.replaces, force=slug) if given.replaces else None
    )
    named = token_of(request, once)
    token = UUID(named) if named else uuid4()
    said = Said(
        force=slug,
        subject=given.subject,
        grade=given.grade,
        reasons=given.reasons,
        token=token,
        replaces=replaced,
    )
    try:
        row = record(said, by=viewer_asking(request))
    except UnableToJudge as refused:
        if Judgement.objects.filter(token=token).exists():
            raise HttpError(409, str(refused)) from refused
        raise
    return Status(201, JudgementAnswer(judgement=_part(told_of([row])[0])))


def _part(told: Told) -> JudgementPart:
    row = told.row
    return JudgementPart(
        number=row.pk,
        force=row.force,
        subject=row.subject,
        about=told.what,
        grade=row.grade,
        reasons=row.reasons,
        by=row.by_name,
        at=row.at,
        replaces=row.replaces_id,
        stands=told.stands,
    )
