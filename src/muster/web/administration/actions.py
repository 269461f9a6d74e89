"""Make accounts, appoint, invite, reset and end: each with its reason, each recorded."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from muster.errors import MusterError
from muster.web import clock
from muster.web.accounts.actions import end_sessions
from muster.web.accounts.granting import hold_to_granting
from muster.web.accounts.models import Appointment, Reach, User
from muster.web.accounts.rights import Held, Viewer, held_of, viewer_for
from muster.web.accounts.signals import access_changed
from muster.web.administration.keeping_apart import (
    RESET,
    hold_link_apart,
    hold_reset_apart,
    subject_of,
)
from muster.web.audit.actions import record_entry


class UnableToChangeAccount(MusterError):
    """A change of an account was asked for that makes no sense."""


def make_user(*, email: str, name: str, force: str, by: Viewer, reason: str) -> User:
    """Return a new user, invited and without a password yet.

    Raises UnableToChangeAccount where the address is taken.
    """
    with transaction.atomic():
        if User.objects.filter(email__iexact=email).exists():
            raise UnableToChangeAccount(
                "Somebody has this address already. Find them in the list of users"
            )
        user = User.objects.create_user(email, name, force=force)
        User.objects.filter(pk=user.pk).update(invited_at=clock.now())
        user.refresh_from_db()
        _recorded("user.made", user, by, reason)
    return user


def invite(user: User, *, by: Viewer, reason: str) -> User:
    """Return a user with a new invitation; older links are worth nothing from now on.

    Raises UnableToActAlone.
    """
    hold_link_apart(user, by)
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(invited_at=clock.now())
        user.refresh_from_db()
        _recorded("user.invited", user, by, reason)
    return user


def accept_invitation(user: User, password: str) -> None:
    """Set the password somebody chose by their invitation; whoever was signed in is not."""
    with transaction.atomic():
        user.set_password(password)
        user.invited_at = None
        user.save(update_fields=["password", "invited_at"])
        end_sessions(user)
        _recorded("user.password_set", user, viewer_for(user), "by invitation")


def appoint(user: User, held: Held, *, starts_at: datetime, by: Viewer, reason: str) -> Appointment:
    """Return a new appointment of a user. Raises UnableToAppoint."""
    hold_to_granting(by, user, held)
    with transaction.atomic():
        made = Appointment.objects.create(
            user=user,
            role=held.role,
            reach=held.place.reach,
            scope=held.place.slug,
            starts_at=starts_at,
            ends_at=held.ends_at,
            request=held.request,
            made_by_id=by.user_id or None,
        )
        _recorded("appointment.made", user, by, reason, made)
        access_changed.send(sender=Appointment, user_id=user.pk)
    return made


def end_appointment(appointment: Appointment, *, by: Viewer, reason: str) -> Appointment:
    """Return an appointment that ends now. Raises UnableToChangeAccount where it is over."""
    now = clock.now()
    with transaction.atomic():
        changed = Appointment.objects.lasting(now).filter(pk=appointment.pk)
        if not changed.update(ends_at=max(now, appointment.starts_at)):
            raise UnableToChangeAccount("This appointment is over already")
        appointment.refresh_from_db()
        _recorded("appointment.ended", appointment.user, by, reason, appointment)
        access_changed.send(sender=Appointment, user_id=appointment.user_id)
    return appointment


def reset_second_factor(user: User, *, by: Viewer, reason: str) -> int:
    """Take away every second factor of a user, end their sessions, and return how many.

    They are asked to set up a new one when they next sign in. Raises UnableToActAlone.
    """
    hold_reset_apart(user, by)
    with transaction.atomic():
        count: int = Authenticator.objects.filter(user=user).delete()[0]
        end_sessions(user)
        _recorded(RESET, user, by, reason)
    return count


def deactivate(user: User, *, by: Viewer, reason: str) -> None:
    """Close an account and end its sessions; what it did stays. Raises UnableToChangeAccount."""
    if by.user_id == user.pk:
        raise UnableToChangeAccount("You cannot close your own account; ask another administrator")
    with transaction.atomic():
        if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
            raise UnableToChangeAccount("This account is closed already")
        user.refresh_from_db()
        end_sessions(user)
        _recorded("user.deactivated", user, by, reason)


def reactivate(user: User, *, by: Viewer, reason: str) -> None:
    """Open a closed account again. Raises UnableToChangeAccount where it is open."""
    with transaction.atomic():
        if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
            raise UnableToChangeAccount("This account is open already")
        user.refresh_from_db()
        _recorded("user.reactivated", user, by, reason)


def _recorded(
    action: str, user: User, by: Viewer, reason: str, appointment: Appointment | None = None
) -> None:
    detail: dict[str, Any] = {"user": user.pk}
    force = user.force
    if appointment is not None:
        held = held_of(appointment)
        detail |= {
            "appointment": appointment.pk,
            "role": held.role.value,
            "reach": held.place.reach.value,
            "scope": held.place.slug,
            "starts_at": appointment.starts_at.isoformat(),
            "ends_at": held.ends_at.isoformat() if held.ends_at else None,
            "request": held.request,
        }
        force = held.place.slug if held.place.reach == Reach.FORCE else ""
    record_entry(
        actor=by,
        action=action,
        subject=subject_of(user),
        force=force,
        reason=reason,
        detail=detail,
    )
