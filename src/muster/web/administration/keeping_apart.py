"""No administrator alone comes into somebody else's account.

A new link sets a password, and a reset takes the second step away: whoever did both could sign
in as somebody else, and read what only they may. So it takes two administrators.
"""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from muster.errors import MusterError
from muster.web import clock
from muster.web.accounts.adapters import SECOND
from muster.web.accounts.models import User
from muster.web.accounts.rights import Viewer
from muster.web.audit.models import AuditEntry

RESET, LINKED = "user.second_factor_reset", ("user.invited", "user.made")
APART = timedelta(days=7)  # our own figure: long enough for somebody to notice and to say so


class UnableToActAlone(MusterError):
    """An administrator was about to hold both keys of somebody else's account."""


def subject_of(user: User) -> str:
    """Return how the audit speaks of a user: by number, for names change and are personal."""
    return f"user {user.pk}"


def hold_reset_apart(user: User, by: Viewer) -> None:
    """Refuse a reset to whoever may have set the password. Raises UnableToActAlone."""
    if by.user_id == user.pk:
        raise UnableToActAlone(
            "You cannot reset your own second step; ask another administrator, who will ask "
            "who you are"
        )
    linked = _done(user, by, *LINKED).filter(at__gt=clock.now() - APART)
    if user.last_login is not None and linked.exists():
        raise UnableToActAlone(
            "You made the link to set the password of this account in the last seven days; "
            "another administrator has to reset the second step"
        )


def hold_link_apart(user: User, by: Viewer) -> None:
    """Refuse a new link to whoever took the second step away. Raises UnableToActAlone.

    For seven days, and for as long after as none is set up anew.
    """
    reset = _done(user, by, RESET)
    stands = Authenticator.objects.filter(user=user, type__in=SECOND).exists()
    if (reset.filter(at__gt=clock.now() - APART) if stands else reset).exists():
        raise UnableToActAlone(
            "You reset the second step of this account; another administrator has to make the "
            "link to set its password"
        )


def _done(user: User, by: Viewer, *actions: str) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(
        subject=subject_of(user), action__in=actions, actor_id=by.user_id
    )
