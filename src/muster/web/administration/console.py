"""The first administrator, and the way back of one: made at the server, by whoever holds it."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from muster.web import clock
from muster.web.accounts.actions import end_sessions
from muster.web.accounts.models import Appointment, Reach, Role, User
from muster.web.accounts.signals import access_changed
from muster.web.administration.actions import UnableToChangeAccount
from muster.web.administration.invitations import GOOD_FOR, invitation_for
from muster.web.administration.keeping_apart import subject_of
from muster.web.audit.actions import SYSTEM, record_entry

REASON = "at the server, by whoever holds it"
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Administrator:
    """An administrator of the nation, and the path of the link by which they set a password.

    `made` says that the account is new; `steps` is how many second steps were taken away.
    """

    email: str
    path: str
    hours: int
    made: bool
    steps: int


def name_administrator(email: str, name: str = "", *, again: bool = False) -> Administrator:
    """Return an administrator of the nation with a link to set a password, good once.

    Somebody who has an account already gets a new link only `again`: their password stays until
    they set another, their second step is taken away and they are signed out everywhere. The
    audit records each part. Raises UnableToChangeAccount.
    """
    _hold_to_sense(email, name)
    with transaction.atomic():
        user = User.objects.select_for_update().filter(email__iexact=email).first()
        if user is not None and not again:
            raise UnableToChangeAccount(
                f"{email} has an account already; add --again to appoint them, take their second "
                "step away and make a new link"
            )
        if user is None and again:
            raise UnableToChangeAccount(f"Nobody has the address {email}; leave --again away")
        made = user is None
        user = user or User.objects.create_user(email, name or email)
        steps = 0 if made else _opened_anew(user)
        User.objects.filter(pk=user.pk).update(invited_at=clock.now(), is_active=True)
        user.refresh_from_db()
        _recorded("user.made" if made else "user.invited", user)
        _appointed(user)
    path = reverse("administration:invitation", args=[invitation_for(user)])
    return Administrator(
        user.email, path, int(GOOD_FOR.total_seconds()) // HOUR, made=made, steps=steps
    )


def _hold_to_sense(email: str, name: str) -> None:
    longest = User._meta.get_field("name").max_length or 0
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise UnableToChangeAccount(
            f"{email!r} is no email address; write one as name@example.police.uk"
        ) from wrong
    if len(name) > longest:
        raise UnableToChangeAccount(f"The name is longer than {longest} characters; shorten it")


def _opened_anew(user: User) -> int:
    """Take the second steps of a user away, end their sessions, and return how many steps."""
    steps: int = Authenticator.objects.filter(user=user).delete()[0]
    end_sessions(user)
    if steps:
        _recorded("user.second_factor_reset", user)
    if not user.is_active:
        _recorded("user.reactivated", user)
    return steps


def _appointed(user: User) -> None:
    now = clock.now()
    held = Appointment.objects.lasting(now).filter(
        user=user, role=Role.ADMINISTRATOR, reach=Reach.NATION
    )
    if held.exists():
        return
    made = Appointment.objects.create(
        user=user, role=Role.ADMINISTRATOR, reach=Reach.NATION, scope="", starts_at=now
    )
    _recorded("appointment.made", user, {"appointment": made.pk, "role": made.role})
    access_changed.send(sender=Appointment, user_id=user.pk)


def _recorded(action: str, user: User, detail: dict[str, object] | None = None) -> None:
    record_entry(
        actor=SYSTEM,
        action=action,
        subject=subject_of(user),
        force=user.force,
        reason=REASON,
        detail={"user": user.pk, **(detail or {})},
    )
