"""Record judgements, put others in their place, and withdraw them."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from muster.web import clock
from muster.web.accounts.rights import Viewer
from muster.web.audit.actions import record_entry
from muster.web.judgements.models import Judgement
from muster.web.judgements.queries import forget
from muster.web.judgements.subjects import UnableToJudge, cell_of
from muster.web.live.actions import announce

TOPIC = "judgements"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says: of which force and subject, how it stands, why, and in whose place.

    Without a grade it withdraws the judgement it `replaces`.
    """

    force: str
    subject: str
    grade: str
    reasons: str
    token: UUID
    replaces: Judgement | None = None


def record(said: Said, *, by: Viewer) -> Judgement:
    """Return the judgement recorded, with its audit entry and a live event.

    A form that is sent again gives the judgement it made the first time. Raises UnableToJudge
    for a subject that is not of the requirement, for empty reasons, for somebody else's
    judgement or one that has been replaced, and for a form that comes back with other words.
    """
    before = Judgement.objects.filter(token=said.token).first()
    if before is not None:
        return _same(before, said, by)
    _refuse(said, by)
    try:
        with transaction.atomic():
            return _add(said, by)
    except IntegrityError:
        twin = Judgement.objects.filter(token=said.token).first()
        if twin is None:
            raise UnableToJudge(
                "Something else took its place a moment ago; look at the cell again"
            ) from None
        return _same(twin, said, by)


def _add(said: Said, by: Viewer) -> Judgement:
    row = Judgement.objects.create(
        force=said.force,
        subject=said.subject,
        grade=said.grade,
        reasons=said.reasons.strip(),
        by_id=by.user_id,
        by_name=by.name,
        at=clock.now(),
        replaces=said.replaces,
        token=said.token,
    )
    record_entry(
        actor=by,
        action=_action(row),
        subject=f"{said.force} {said.subject}",
        force=said.force,
        reason=row.reasons,
        detail={"judgement": row.pk, "grade": row.grade, "replaces": row.replaces_id},
    )
    announce(TOPIC, said.force, {"subject": said.subject})
    forget()
    return row


def _action(row: Judgement) -> str:
    if row.withdrawn:
        return "judgement.withdrawn"
    return "judgement.replaced" if row.replaces_id else "judgement.recorded"


def _same(before: Judgement, said: Said, by: Viewer) -> Judgement:
    asked = (said.force, said.subject, said.grade, said.reasons.strip(), by.user_id)
    if (before.force, before.subject, before.grade, before.reasons, before.by_id) != asked:
        raise UnableToJudge(
            "This form has been sent before with other words, and what it said then is recorded; "
            "open the cell again to record something else"
        )
    return before


def _refuse(said: Said, by: Viewer) -> None:
    cell_of(said.subject)
    if not said.reasons.strip():
        raise UnableToJudge("Give the reasons; a judgement without them says nothing")
    earlier = said.replaces
    if earlier is None:
        if not said.grade:
            raise UnableToJudge("Choose a grade")
        return
    if (earlier.force, earlier.subject) != (said.force, said.subject):
        raise UnableToJudge("A judgement takes the place of one about the same thing")
    if earlier.by_id != by.user_id:
        raise UnableToJudge(
            f"{earlier.by_name} made that judgement; record your own beside it instead"
        )
    if earlier.withdrawn or Judgement.objects.filter(replaces=earlier).exists():
        raise UnableToJudge("That judgement no longer stands; look at the cell again")
