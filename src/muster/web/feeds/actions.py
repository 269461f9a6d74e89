"""Set what holds for a force; notice what is late; keep what came by a folder."""

from django.db import transaction

from muster.web import clock
from muster.web.accounts.rights import Viewer
from muster.web.audit.actions import SYSTEM, record_entry
from muster.web.feeds.due import last_due, return_for
from muster.web.feeds.models import Arrival, LateNotice, Rule
from muster.web.live.actions import announce

TOPIC = "late"


def set_rule(force: str, *, due_day: int | None, accepts_sound: bool, by: Viewer) -> Rule:
    """Return what holds for a force from now on."""
    with transaction.atomic():
        rule, _ = Rule.objects.update_or_create(
            force=force,
            defaults={
                "due_day": due_day,
                "accepts_sound": accepts_sound,
                "set_at": clock.now(),
                "set_by_id": by.user_id or None,
            },
        )
        record_entry(
            actor=by,
            action="feed.set",
            subject=f"rule {rule.pk}",
            force=force,
            detail={"due_day": due_day, "accepts_sound": accepts_sound},
        )
    return rule


def notice_late() -> list[LateNotice]:
    """Notice each return that is late, once, and return the notices that are new."""
    now = clock.now()
    found: list[LateNotice] = []
    for rule in Rule.objects.exclude(due_day=None):
        due = last_due(int(rule.due_day or 1), now)
        if due > rule.set_at and return_for(rule.force, due, now) is None:
            with transaction.atomic():
                notice, new = LateNotice.objects.get_or_create(
                    force=rule.force, due_at=due, defaults={"noticed_at": now}
                )
                if new:
                    _tell(notice)
                    found.append(notice)
    return found


def _tell(notice: LateNotice) -> None:
    day = f"{notice.due_at:%Y-%m-%d}"
    announce(TOPIC, notice.force, {"due": day})
    record_entry(
        actor=SYSTEM,
        action="return.late",
        subject=f"late notice {notice.pk}",
        force=notice.force,
        detail={"due": day},
    )


def settle_late() -> int:
    """Settle the notices of returns that have come since, and return how many."""
    now, settled = clock.now(), 0
    for notice in LateNotice.objects.filter(settled_at=None):
        came = return_for(notice.force, notice.due_at, now)
        if came is not None:
            with transaction.atomic():
                waiting = LateNotice.objects.filter(pk=notice.pk, settled_at=None)
                settled += waiting.update(settled_at=now, settled_by=came)
                announce(TOPIC, notice.force, {"settled": True})
    return settled


def keep_arrival(arrival: Arrival, by: Viewer) -> None:
    """Keep, once, that a file is moved out of a watched folder, where to and why."""
    with transaction.atomic():
        if Arrival.objects.filter(force=arrival.force, moved_to=arrival.moved_to).exists():
            return
        arrival.save()
        record_entry(
            actor=by,
            action=f"folder.{arrival.outcome}",
            subject=f"upload {arrival.upload_id}" if arrival.upload_id else "no upload",
            force=arrival.force,
            reason=arrival.why,
        )
