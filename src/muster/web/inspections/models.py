"""Data requests of an inspectorate, the questions in them, and the answers.

Legal regime: general processing (UK GDPR, Part 2): who asked and who answered. Questions and
answers are about a force's arrangements; nobody's record belongs in them.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.web.accounts.models import User
from muster.web.appended import Appended, AppendedRows
from muster.web.documents.models import Document


class DataRequest(Appended):
    """What an inspectorate asks of some forces between two instants.

    `reference` is the one an inspector's appointment names: it is what boxes them in.
    """

    reference = models.CharField(_("Reference"), max_length=120, unique=True)
    title = models.CharField(_("Title"), max_length=200)
    about = models.TextField(_("What it is for"), blank=True, max_length=2000)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_by_name = models.CharField(max_length=160)

    objects = AppendedRows.as_manager()

    class Meta:
        """The one that closes first, first."""

        ordering: ClassVar[list[str]] = ["closes_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="request_closes_after_it_opens",
                condition=models.Q(closes_at__gt=models.F("opens_at")),
            )
        ]

    def __str__(self) -> str:
        """Return the reference."""
        return self.reference


class RequestedForce(Appended):
    """A force that a request is put to."""

    data_request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="forces")
    force = models.CharField(max_length=60, db_index=True)

    objects = AppendedRows.as_manager()

    class Meta:
        """Each once."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["data_request", "force"], name="asked_force_once")
        ]

    def __str__(self) -> str:
        """Return the force."""
        return self.force


class Question(Appended):
    """One question to one force, tied to a criterion."""

    data_request = models.ForeignKey(
        DataRequest, on_delete=models.PROTECT, related_name="questions"
    )
    force = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    criterion = models.CharField(_("Criterion"), max_length=120)
    text = models.TextField(_("Question"), max_length=4000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=160)
    token = models.CharField(max_length=40)

    objects = AppendedRows.as_manager()

    class Meta:
        """By number."""

        ordering: ClassVar[list[str]] = ["number", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["data_request", "force", "number"], name="question_numbered_once"
            ),
            models.UniqueConstraint(fields=["force", "token"], name="question_sent_once"),
        ]

    def __str__(self) -> str:
        """Return the number."""
        return f"question {self.number}"


class Withdrawal(Appended):
    """A question taken back, and why."""

    question = models.OneToOneField(
        Question, primary_key=True, on_delete=models.PROTECT, related_name="withdrawal"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=160)
    reason = models.CharField(_("Why"), max_length=500)

    objects = AppendedRows.as_manager()

    def __str__(self) -> str:
        """Return the reason."""
        return self.reason


class Answer(Appended):
    """An answer, or a draft of one that the force alone sees; a later one is beside it.

    `token` is the form's: sent twice, it is kept once.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(_("Answer"), max_length=20000)
    given = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=160)
    token = models.CharField(max_length=40)

    objects = AppendedRows.as_manager()

    class Meta:
        """The latest last."""

        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["question", "token"], name="answered_once")
        ]

    def __str__(self) -> str:
        """Return whose it is."""
        return f"answer of {self.by_name}"


class EvidenceKind(models.TextChoices):
    """What a piece of evidence points to."""

    DOCUMENT = "document", _("Document")
    CELL = "cell", _("Cell of the matrix")
    NOTE = "note", _("Held elsewhere")
    FILE = "file", _("File attached")


class Evidence(Appended):
    """Something an answer rests on: a document, a cell, a file attached, or where it is held."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    cell = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=300, blank=True)

    objects = AppendedRows.as_manager()

    class Meta:
        """In the order they were given."""

        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        """Return what it points to."""
        return self.words or self.cell or str(self.document)
