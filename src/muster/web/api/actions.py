"""Make, use and revoke tokens."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from django.db import transaction

from muster.errors import MusterError
from muster.web import clock
from muster.web.accounts.models import User
from muster.web.accounts.rights import RIGHTS, Right, Viewer, places_of, viewer_for
from muster.web.api.models import Token
from muster.web.audit.actions import record_entry

MARK, BYTES, SHOWN = "muster_", 32, 12
LONGEST_DAYS = 366
USED_AGAIN = timedelta(minutes=5)


class UnableToMakeToken(MusterError):
    """A token was asked for that its owner may not have."""


def make_token(
    owner: Viewer, *, name: str, rights: Iterable[Right], days: int
) -> tuple[Token, str]:
    """Return a new token and its secret, which is shown this once and kept nowhere.

    Raises UnableToMakeToken for a right the owner does not hold, or a life over a year.
    """
    wanted = frozenset(rights)
    held = frozenset(right for role in owner.roles for right in RIGHTS[role])
    if not wanted or wanted - held:
        raise UnableToMakeToken(
            "A token has at least one right, and none that its owner does not hold: "
            + (", ".join(sorted(wanted - held)) or "choose one")
        )
    if Right.USE_INTERFACE not in held:
        raise UnableToMakeToken("Nobody of this role has tokens; ask an administrator")
    if not 1 <= days <= LONGEST_DAYS:
        raise UnableToMakeToken(f"A token lives 1 to {LONGEST_DAYS} days, not {days}")
    secret = MARK + secrets.token_urlsafe(BYTES)
    at = clock.now()
    with transaction.atomic():
        token = Token.objects.create(
            owner_id=owner.user_id,
            name=name,
            prefix=secret[:SHOWN],
            digest=digest_of(secret),
            rights=sorted(wanted),
            made_at=at,
            expires_at=at + timedelta(days=days),
        )
        record_entry(
            actor=owner,
            action="token.made",
            subject=f"token {token.pk}",
            detail={"name": name, "rights": sorted(wanted), "days": days},
        )
    return token, secret


def digest_of(secret: str) -> str:
    """Return what is kept of a secret: it has 256 bits of chance, so a plain digest serves."""
    return sha256(secret.encode()).hexdigest()


def viewer_of_token(secret: str) -> tuple[Viewer, Token] | None:
    """Return who a secret speaks for, with the rights it has now; None for no live token.

    It has none while its owner may have no tokens.
    """
    at = clock.now()
    token = Token.objects.select_related("owner").filter(digest=digest_of(secret)).first()
    if token is None or token.revoked_at or token.expires_at <= at or not token.owner.is_active:
        return None
    if token.used_at is None or at - token.used_at > USED_AGAIN:
        Token.objects.filter(pk=token.pk).update(used_at=at)
    viewer = viewer_for(token.owner)
    asked = [Right(each) for each in token.rights]
    still = frozenset(asked if places_of(viewer, Right.USE_INTERFACE) else ())
    name = f"{viewer.name} by {token.name}"
    return replace(viewer, name=name, only=still), token


def revoke_token(token: Token, *, by: Viewer) -> None:
    """End a token now."""
    with transaction.atomic():
        Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now())
        record_entry(actor=by, action="token.revoked", subject=f"token {token.pk}")


def tokens_of(user: User) -> list[Token]:
    """Return a person's tokens, the latest first."""
    return list(Token.objects.filter(owner=user))
