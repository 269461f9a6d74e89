"""Jobs: enqueued in the transaction that wants them, claimed by compare-and-set.

Legal regime: general processing (Part 2); a payload holds numbers of rows, no personal data.
"""

from typing import ClassVar

from django.db import models


class Job(models.Model):
    """One piece of work. It is done once `done_at` is set, dead once `dead_at` is."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, unique=True)
    payload = models.JSONField(default=dict)
    run_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=60, blank=True)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        """The earliest first."""

        ordering: ClassVar[list[str]] = ["run_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["done_at", "dead_at", "run_at"], name="job_waiting")
        ]

    def __str__(self) -> str:
        """Return the kind and key."""
        return f"{self.kind} {self.key}"
