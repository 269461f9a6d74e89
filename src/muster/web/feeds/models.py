"""When a force's return is due, whether it is late, and what came by its watched folder.

Legal regime: general processing (Part 2); no personal data.
"""

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from muster.policing.clock import UK
from muster.web.accounts.models import User
from muster.web.appended import Appended, AppendedRows
from muster.web.documents.models import Document
from muster.web.returns.models import Upload


def day_of(due: datetime) -> date:
    """Return the day that ends at a due instant."""
    return (due - timedelta(minutes=1)).astimezone(UK).date()


LAST_DAY = 28  # the last that every month has


class Rule(models.Model):
    """What holds for one force: the day of the month by which it is due, and what a folder may do.

    `accepts_sound` lets a return without fault, from the watched folder, come into use by itself.
    """

    force = models.SlugField(max_length=60, unique=True)
    due_day = models.PositiveSmallIntegerField(
        null=True, validators=[MinValueValidator(1), MaxValueValidator(LAST_DAY)]
    )
    accepts_sound = models.BooleanField(default=False)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """In order of force; a day that every month has."""

        ordering: ClassVar[list[str]] = ["force"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="due_on_a_day_of_every_month",
                condition=Q(due_day=None) | Q(due_day__gte=1, due_day__lte=LAST_DAY),
            )
        ]

    def __str__(self) -> str:
        """Return the force and the day."""
        return f"{self.force}, by day {self.due_day}"


class LateNotice(models.Model):
    """A return that had not come by when it was due; settled by the one that came after all."""

    force = models.SlugField(max_length=60)
    due_at = models.DateTimeField()
    noticed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        Document, null=True, on_delete=models.PROTECT, related_name="late_for"
    )

    class Meta:
        """The latest last; once for each return that was due."""

        ordering: ClassVar[list[str]] = ["due_at", "force"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="late_once", fields=["force", "due_at"])
        ]

    def __str__(self) -> str:
        """Return the force and when it was due."""
        return f"{self.force}, due {self.due_at:%Y-%m-%d}"

    @property
    def day(self) -> date:
        """Return the day by which it was due."""
        return day_of(self.due_at)


class Outcome(models.TextChoices):
    """What became of a file in a watched folder."""

    TAKEN = "taken", _("Taken")
    REFUSED = "refused", _("Refused")


class Arrival(Appended):
    """A file that was moved out of a watched folder, and why."""

    force = models.SlugField(max_length=60, db_index=True)
    name = models.CharField(max_length=255)
    moved_to = models.CharField(max_length=300)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    at = models.DateTimeField()
    upload = models.ForeignKey(Upload, null=True, on_delete=models.PROTECT, related_name="arrivals")
    why = models.CharField(max_length=500, blank=True)

    objects: ClassVar[AppendedRows["Arrival"]] = AppendedRows.as_manager()  # type: ignore[assignment]

    class Meta:
        """The latest last."""

        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        """Return the name of the file."""
        return self.name
