"""Documents and their standing.

Legal regime: general processing (Part 2): rosters, training and sickness inside a return.
"""

from typing import ClassVar

from django.db import models

from muster.web.accounts.models import User


class Kind(models.TextChoices):
    """What a document is."""

    RETURN = "return", "Return"
    ORIGINAL = "original", "File as it was sent"
    MATRIX = "matrix", "Matrix"
    FORECAST = "forecast", "Forecast"
    PRINT = "print", "Print-out"
    EVIDENCE = "evidence", "File given as evidence"


class Document(models.Model):
    """One value as it was received or made; its body is beside it and may be erased, not this.

    `subject` is the slug of a force, a region or `nation`. `provenance` holds the digests of
    doctrine and inputs, and the software. `facts` are what lists show: rows by table, rows
    skipped, notes.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    schema = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    received_from = models.CharField(max_length=160)
    prepared_at = models.DateTimeField(null=True)
    period_from = models.DateTimeField(null=True)
    period_until = models.DateTimeField(null=True)
    provenance = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    synthetic = models.BooleanField(default=False)
    made_from = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="made_into"
    )
    erased_at = models.DateTimeField(null=True)

    class Meta:
        """The latest last."""

        ordering: ClassVar[list[str]] = ["received_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "subject", "-received_at"], name="document_latest")
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class DocumentBody(models.Model):
    """The bytes of a document."""

    document = models.OneToOneField(
        Document, primary_key=True, on_delete=models.PROTECT, related_name="body"
    )
    content = models.BinaryField()


class Standing(models.TextChoices):
    """What was said of a document after it was received."""

    WITHDRAWN = "withdrawn", "Withdrawn"
    RESTORED = "restored", "Restored"


class DocumentStanding(models.Model):
    """A document withdrawn, or put back: the latest one known counts."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="standings")
    standing = models.CharField(max_length=12, choices=Standing.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    class Meta:
        """The latest last."""

        ordering: ClassVar[list[str]] = ["at", "id"]
