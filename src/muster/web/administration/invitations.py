"""Invitations: a signed link, good once and for three days, by which somebody sets a password."""

from datetime import UTC, datetime, timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from muster.errors import MusterError
from muster.web import clock
from muster.web.accounts.models import User

SALT = "muster.invitation"
GOOD_FOR = timedelta(hours=72)
MARK = 32  # characters: 128 bits are enough, and the link stays short


class UnableToAcceptInvitation(MusterError):
    """A link of an invitation is not one, was used, or is too old."""


def invitation_for(user: User) -> str:
    """Return the token of the invitation a user holds; a new invitation makes it worthless."""
    until = (user.invited_at or clock.now()) + GOOD_FOR
    return signing.dumps(
        {"user": user.pk, "until": int(until.timestamp()), "mark": _mark(user)}, salt=SALT
    )


def invited_by(token: str) -> User:
    """Return whom a token invites. Raises UnableToAcceptInvitation."""
    try:
        said = signing.loads(token, salt=SALT)
    except signing.BadSignature as fault:
        raise UnableToAcceptInvitation(
            "This link is not whole. Copy it again, from its beginning to its end"
        ) from fault
    user = User.objects.filter(pk=said["user"], is_active=True).first()
    if user is None or not constant_time_compare(said["mark"], _mark(user)):
        raise UnableToAcceptInvitation(
            "This link was used already, or a newer one was sent. "
            "Sign in with your password, or ask your administrator for a new link"
        )
    if datetime.fromtimestamp(said["until"], UTC) <= clock.now():
        raise UnableToAcceptInvitation(
            "This link is more than three days old. Ask your administrator for a new one"
        )
    return user


def _mark(user: User) -> str:
    """Return what changes as soon as a password is set or a newer invitation is made."""
    invited = user.invited_at.isoformat() if user.invited_at else ""
    return salted_hmac(
        SALT, f"{user.pk} {user.password} {invited}", algorithm="sha256"
    ).hexdigest()[:MARK]
