"""Uploads: what was sent, how it was checked, what is wrong with it, what became of it.

Legal regime: general processing (Part 2). Faults and faulty lines hold cells of rosters: they
are people's records, shown with a right and a reason, logged, and erased with their upload.
"""

from string import ascii_uppercase
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from muster.web.accounts.models import User
from muster.web.documents.models import Document


class State(models.TextChoices):
    """Where an upload stands; steps only ever go forward, except that a check may run again."""

    RECEIVED = "received", _("Received")
    CHECKING = "checking", _("Being checked")
    FAULTY = "faulty", _("Has faults")
    READY = "ready", _("Ready to accept")
    ACCEPTED = "accepted", _("Accepted")
    DISCARDED = "discarded", _("Put away")


class Through(models.TextChoices):
    """How it came."""

    PAGE = "page", _("The upload page")
    INTERFACE = "interface", _("The interface for programs")
    FOLDER = "folder", _("The watched folder")


def letters_of(place: int) -> str:
    """Return the letters of a column, from 0: A, B, … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, len(ascii_uppercase))
        letters = ascii_uppercase[rest] + letters
    return letters


def sentence(text: str, *, capital: bool = True) -> str:
    """Return a text that ends as a sentence does, and begins so where a capital is wanted."""
    text = text[:1].upper() + text[1:] if capital else text
    return text if text.endswith((".", "?", "!")) else f"{text}."


CHECKED = (State.FAULTY, State.READY)
OPEN = (State.RECEIVED, State.CHECKING, *CHECKED)


class Upload(models.Model):
    """One file, or several that belong together, sent for one force.

    The bytes are the document `original`; `made` is the return it became. `state` repeats the
    last of `steps`. `found` holds counts only: rows by table, faults by table and by kind, rows
    that would be left out. `difference` compares it with the return `against`, in counts.
    """

    force = models.SlugField(max_length=60)
    through = models.CharField(max_length=12, choices=Through.choices)
    original = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="uploads")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    received_from = models.CharField(max_length=160)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    checks = models.PositiveSmallIntegerField(default=1)
    doing = models.CharField(max_length=120, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    checked_at = models.DateTimeField(null=True)
    checked_under = models.CharField(max_length=64, blank=True)
    found = models.JSONField(default=dict)
    against = models.ForeignKey(
        Document, null=True, on_delete=models.PROTECT, related_name="compared_with"
    )
    difference = models.JSONField(default=dict)
    made = models.OneToOneField(
        Document, null=True, on_delete=models.PROTECT, related_name="made_by_upload"
    )

    class Meta:
        """The latest last; the same bytes are open once."""

        ordering: ClassVar[list[str]] = ["received_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["force", "-received_at"], name="upload_latest"),
            models.Index(fields=["force", "sha256"], name="upload_same"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="same_file_open_once",
                fields=["force", "sha256"],
                condition=Q(state__in=["received", "checking", "faulty", "ready"]),
            )
        ]

    def __str__(self) -> str:
        """Return the name of the file."""
        return self.name

    @property
    def being_checked(self) -> bool:
        """Say whether the check is still to end."""
        return self.state in (State.RECEIVED, State.CHECKING)

    @property
    def fault_total(self) -> int:
        """Return how many faults the check found, listed or only counted."""
        return int(self.found.get("faults", 0)) + int(self.found.get("more", 0))

    @property
    def open(self) -> bool:
        """Say whether it may still be accepted or discarded."""
        return self.state in OPEN


class UploadStep(models.Model):
    """One step of an upload; only ever added."""

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=12, choices=State.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=160)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        """The latest last."""

        ordering: ClassVar[list[str]] = ["id"]


class UploadFault(models.Model):
    """One fault, as the check found it. `place` is its column in the file, from 0."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="faults")
    number = models.PositiveIntegerField()
    table = models.CharField(max_length=60, blank=True)
    file = models.CharField(max_length=255, blank=True)
    sheet = models.CharField(max_length=255, blank=True)
    line = models.PositiveIntegerField(null=True)
    column = models.CharField(max_length=255, blank=True)
    place = models.PositiveIntegerField(null=True)
    value = models.CharField(max_length=500, blank=True)
    code = models.CharField(max_length=60)
    fault = models.TextField()
    remedy = models.TextField()
    waivable = models.BooleanField(default=False)

    class Meta:
        """As the check gave them: by file, line and column."""

        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="fault_number", fields=["upload", "number"])
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["upload", "table", "line"], name="fault_line"),
            models.Index(fields=["upload", "code"], name="fault_code"),
        ]

    @property
    def address(self) -> str:
        """Return where it stands, as a spreadsheet says it: `B5`; the line where it is no cell."""
        if self.line is None:
            return ""
        return f"{'' if self.place is None else letters_of(self.place)}{self.line}"

    @property
    def wrong(self) -> str:
        """Return what is wrong, as a sentence."""
        return sentence(self.fault, capital=False)

    @property
    def mend(self) -> str:
        """Return how to mend it, as a sentence."""
        return sentence(self.remedy)


class SeenLine(models.Model):
    """One line of a table as it was sent: a header, a faulty line, or one beside it."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="lines")
    table = models.CharField(max_length=60)
    line = models.PositiveIntegerField()
    cells = models.JSONField()

    class Meta:
        """In order of table and line."""

        ordering: ClassVar[list[str]] = ["table", "line"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="line_seen_once", fields=["upload", "table", "line"])
        ]


class Candidate(models.Model):
    """The return an upload would become, packed, until it is accepted or discarded."""

    upload = models.OneToOneField(
        Upload, primary_key=True, on_delete=models.CASCADE, related_name="candidate"
    )
    packed = models.BinaryField()


class MarkedWorkbook(models.Model):
    """The tables of an upload as a workbook in which the faulty cells are marked, once made."""

    upload = models.OneToOneField(
        Upload, primary_key=True, on_delete=models.CASCADE, related_name="marked"
    )
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    content = models.BinaryField(default=b"")
