"""Reads of the audit, each kept to what a viewer may see of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Place, Right, Viewer, places_of
from muster.web.audit.models import AuditEntry
from muster.web.rulebook import rulebook

VERIFIED = "audit.verified"


@dataclass(frozen=True)
class Asked:
    """What is looked for in the audit; empty parts ask for nothing."""

    text: str = ""
    actor: str = ""
    actor_id: int | None = None
    action: str = ""
    force: str = ""
    since: date | None = None
    until: date | None = None


def visible(viewer: Viewer) -> QuerySet[AuditEntry]:
    """Return the entries a viewer may see: all for the nation's, else those of their forces."""
    places = places_of(viewer, Right.SEE_AUDIT)
    if Place.nation() in places:
        return AuditEntry.objects.all()
    return AuditEntry.objects.filter(force__in=forces_within(places))


def forces_within(places: Iterable[Place]) -> list[str]:
    """Return the forces that lie within some places."""
    regions = {each.slug for each in places if each.reach == Reach.REGION}
    own = {each.slug for each in places if each.reach == Reach.FORCE}
    return [each.slug for each in rulebook().forces if each.region in regions or each.slug in own]


def entries_asked(viewer: Viewer, asked: Asked) -> QuerySet[AuditEntry]:
    """Return the entries a viewer may see that are asked for, the latest first."""
    found = visible(viewer).order_by("-sequence")
    if asked.text:
        found = found.filter(
            Q(subject__icontains=asked.text)
            | Q(reason__icontains=asked.text)
            | Q(detail__icontains=asked.text)
            | Q(request=asked.text)
        )
    if asked.actor:
        found = found.filter(actor__icontains=asked.actor)
    if asked.actor_id is not None:
        found = found.filter(actor_id=asked.actor_id)
    if asked.action:
        found = found.filter(Q(action=asked.action) | Q(action__startswith=f"{asked.action}."))
    if asked.force:
        found = found.filter(force=asked.force)
    if asked.since:
        found = found.filter(at__gte=_midnight(asked.since))
    if asked.until:
        found = found.filter(at__lt=_midnight(_day_after(asked.until)))
    return found


def actions_seen(viewer: Viewer) -> list[str]:
    """Return the kinds of action there are among the entries a viewer may see."""
    found = visible(viewer).order_by().values_list("action", flat=True).distinct()
    return sorted(found)


def forces_seen(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the forces whose entries a viewer may see, as slug and name."""
    places = places_of(viewer, Right.SEE_AUDIT)
    whole = Place.nation() in places
    within = set() if whole else set(forces_within(places))
    return [(each.slug, each.name) for each in rulebook().forces if whole or each.slug in within]


def last_verification() -> AuditEntry | None:
    """Return the entry of the last time the chain was walked; None where it never was."""
    return AuditEntry.objects.filter(action=VERIFIED).order_by("-sequence").first()


def _day_after(day: date) -> date:
    return min(day, date.max - timedelta(days=1)) + timedelta(days=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(settings.TIME_ZONE))


ACTIONS = {
    "signed_in": _("Signed in"),
    "signed_out": _("Signed out"),
    "signed_out_elsewhere": _("Signed out everywhere else"),
    "sign_in_failed": _("Failed to sign in"),
    "locked_out": _("Locked out"),
    "refused": _("Was refused"),
    "exported": _("Took a file"),
    "second_factor.added": _("Set up a second step"),
    "second_factor.removed": _("Removed a second step"),
    "second_factor.renewed": _("Made new recovery codes"),
    "user.made": _("Made an account"),
    "user.invited": _("Sent an invitation"),
    "user.password_set": _("Set a first password"),
    "user.password_changed": _("Changed their password"),
    "user.password_reset": _("Reset their password"),
    "user.second_factor_reset": _("Reset somebody's second step"),
    "user.deactivated": _("Closed an account"),
    "user.reactivated": _("Opened an account again"),
    "appointment.made": _("Appointed somebody"),
    "appointment.ended": _("Ended an appointment"),
    "return.kept": _("Accepted a return"),
    "return.withdrawn": _("Withdrew a return"),
    "return.restored": _("Put a return back"),
    "document.erased": _("Erased a document's body"),
    "retention.set": _("Set a retention rule"),
    "audit.verified": _("Verified the audit"),
    "audit.checkpoint": _("Took a checkpoint of the audit"),
    "token.made": _("Made a token"),
    "token.revoked": _("Revoked a token"),
}


def action_words(action: str) -> str:
    """Return an action in words; its own name, made readable, where there are none for it."""
    return str(ACTIONS.get(action) or action.replace(".", ": ").replace("_", " "))
