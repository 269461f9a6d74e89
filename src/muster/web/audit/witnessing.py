"""Every coming and going is an entry of the audit: sign-ins, failures, lock-outs, changes."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from muster.web.accounts.lockouts import typed_name
from muster.web.accounts.models import User
from muster.web.accounts.rights import NOBODY, viewer_for
from muster.web.accounts.sessions import CLOSED, HOW, TWO_STEPS
from muster.web.accounts.signals import signed_out_elsewhere
from muster.web.audit.actions import record_entry


def _record(user: User, action: str, **detail: Any) -> None:
    record_entry(
        actor=viewer_for(user),
        action=action,
        subject=f"user {user.pk}",
        force=user.force,
        detail=detail,
    )


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: User, **_given: Any) -> None:
    """Record a sign-in, and by which steps."""
    steps = getattr(request, "session", {}).get(HOW, [])
    _record(user, "signed_in", by=[each.get("type") or each.get("method") for each in steps])


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: User | None, **_given: Any) -> None:
    """Record a sign-out, and whether time closed the session."""
    if user is not None:
        _record(user, "signed_out", why=getattr(request, CLOSED, "asked"))


@receiver(signed_out_elsewhere)
def sessions_ended(user: User, **_given: Any) -> None:
    """Record that somebody signed out everywhere but where they are."""
    _record(user, "signed_out_elsewhere")


@receiver(user_login_failed)
def failed_to_sign_in(
    credentials: dict[str, Any], request: HttpRequest | None = None, **_given: Any
) -> None:
    """Record a failure; of an address nobody has, nothing is kept: it may be a password."""
    _record_stranger("sign_in_failed", typed_name(request, credentials), credentials)


@receiver(user_locked_out)
def locked_out(username: str | None = None, **_given: Any) -> None:
    """Record that an address is locked out for a while."""
    _record_stranger("locked_out", username or "", {})


def _record_stranger(action: str, typed: str, credentials: dict[str, Any]) -> None:
    user = User.objects.filter(email__iexact=typed).first() if typed else None
    record_entry(
        actor=NOBODY,
        action=action,
        subject=f"user {user.pk}" if user else "an address nobody has",
        force=user.force if user else "",
        detail={"step": credentials.get("step", "password")},
    )


@receiver(authentication_failed)
def second_step_failed(request: HttpRequest, user: User, **_given: Any) -> None:
    """Count a wrong code as a failure to sign in, so that guessing is locked out."""
    user_login_failed.send(
        sender=__name__,
        credentials={"username": user.email, "step": "second factor"},
        request=request,
    )


@receiver(authenticator_added)
def second_factor_added(user: User, authenticator: Any, **_given: Any) -> None:
    """Record a second factor set up."""
    _record(user, "second_factor.added", kind=str(authenticator.type))


@receiver(authenticator_removed)
def second_factor_removed(
    request: HttpRequest, user: User, authenticator: Any, **_given: Any
) -> None:
    """Record a second factor taken away by its owner."""
    request.session.pop(TWO_STEPS, None)
    _record(user, "second_factor.removed", kind=str(authenticator.type))


@receiver(authenticator_reset)
def recovery_codes_renewed(user: User, authenticator: Any, **_given: Any) -> None:
    """Record new recovery codes."""
    _record(user, "second_factor.renewed", kind=str(authenticator.type))


@receiver(password_changed)
def password_changed_by_owner(user: User, **_given: Any) -> None:
    """Record a password changed."""
    _record(user, "user.password_changed")


@receiver(password_reset)
def password_reset_by_mail(user: User, **_given: Any) -> None:
    """Record a password set by a link that was mailed."""
    _record(user, "user.password_reset")
