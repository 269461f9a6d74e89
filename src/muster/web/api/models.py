"""Tokens of programs: each asks on behalf of a person, with some of that person's rights.

Legal regime: general processing (UK GDPR, Part 2).
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.web.accounts.models import User


class Token(models.Model):
    """A program's token: only the digest of its secret is kept.

    It can never do more than its owner can at the moment it is used, and only what `rights`
    names. It ends by itself at `expires_at`. `minute` is the last one in which every process of
    the server counted what it asked (`questions`) and sent (`sent`).
    """

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(_("Name of the program"), max_length=80)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    rights = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    minute = models.BigIntegerField(default=0)
    questions = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)

    class Meta:
        """The latest first."""

        ordering: ClassVar[list[str]] = ["-made_at"]

    def __str__(self) -> str:
        """Return the program's name and the start of its token."""
        return f"{self.name} ({self.prefix}…)"
