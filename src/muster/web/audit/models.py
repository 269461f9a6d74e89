"""Audit entries: append-only, each sealed with the digest of the one before.

Legal regime: general processing (Part 2); also the log that Part 3, section 62 asks for.
"""

from typing import ClassVar

from django.db import models


class AuditEntry(models.Model):
    """One thing done or read; triggers refuse to change or remove it."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True, db_index=True)
    actor = models.CharField(max_length=160)
    action = models.CharField(max_length=60, db_index=True)
    subject = models.CharField(max_length=200, blank=True)
    force = models.CharField(max_length=60, blank=True, db_index=True)
    reason = models.CharField(max_length=500, blank=True)
    detail = models.JSONField(default=dict)
    request = models.CharField(max_length=40, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        """The latest last."""

        ordering: ClassVar[list[str]] = ["sequence"]

    def __str__(self) -> str:
        """Return who did what."""
        return f"{self.sequence} {self.actor} {self.action} {self.subject}"
