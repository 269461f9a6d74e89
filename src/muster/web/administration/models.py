"""How long the bodies of documents are kept.

Legal regime: general processing (UK GDPR, Part 2); no personal data but who set a rule.
"""

from typing import ClassVar

from django.db import models

from muster.web.accounts.models import User
from muster.web.documents.models import Kind


class RetentionRule(models.Model):
    """The body of a document of this kind is erased so many days after it came in.

    The row stays: who sent it, when, and its digest. Every change is an entry of the audit.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices, unique=True)
    days = models.PositiveIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """In order of kind."""

        ordering: ClassVar[list[str]] = ["kind"]

    def __str__(self) -> str:
        """Return the rule in words."""
        return f"{self.get_kind_display()}: {self.days} days"
