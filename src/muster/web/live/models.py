"""Events that screens follow: that something changed, never what somebody's record says.

Legal regime: general processing (Part 2); no personal data.
"""

from typing import ClassVar

from django.db import models


class LiveEvent(models.Model):
    """Something changed: its topic and force, and a few words that are not personal."""

    at = models.DateTimeField(db_index=True)
    topic = models.CharField(max_length=40)
    force = models.CharField(max_length=60, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        """The latest last."""

        ordering: ClassVar[list[str]] = ["id"]
