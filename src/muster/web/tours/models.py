"""Declarations at the start of a tour.

Legal regime: general processing (UK GDPR, Part 2): who is nominated to command, who is on
call, and where vehicles are. A contact is sealed, opens for its own force alone, and reading
one is logged. None of it leaves the force.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.policing import clock as minutes
from muster.web.accounts.models import User
from muster.web.appended import Appended, AppendedRows
from muster.web.documents.models import Document


class TourPattern(Appended):
    """The times of day at which a force's tours start; the latest one recorded holds."""

    force = models.CharField(max_length=60, db_index=True)
    starts = models.JSONField(default=list)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=160)

    objects = AppendedRows.as_manager()

    class Meta:
        """The latest last."""

        ordering: ClassVar[list[str]] = ["recorded_at", "id"]

    def __str__(self) -> str:
        """Return the force and the times."""
        return f"{self.force}: {', '.join(self.starts)}"


class Declaration(Appended):
    """What a control room declared of one tour; a later one of the same tour corrects it.

    `token` is the form's: sent twice, it is kept once. `document` is the return it was held
    against. `digest` is over everything declared, and stands in the audit.
    """

    force = models.CharField(max_length=60)
    tour_start = models.DateTimeField()
    tour_end = models.DateTimeField()
    declared_at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=160)
    on_call_officer = models.CharField(_("On-call senior officer"), max_length=120)
    remarks = models.TextField(_("Remarks"), blank=True, max_length=2000)
    corrects = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)

    objects = AppendedRows.as_manager()

    class Meta:
        """The latest last; one row for one form."""

        ordering: ClassVar[list[str]] = ["declared_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["force", "-tour_start", "-declared_at"], name="declared_of_tour")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["force", "token"], name="declared_once"),
            models.CheckConstraint(
                name="tour_ends_after_it_starts",
                condition=models.Q(tour_end__gt=models.F("tour_start")),
            ),
        ]

    def __str__(self) -> str:
        """Return the force and the start of the tour."""
        start = minutes.instant_of(minutes.minute_of(self.tour_start))
        return f"{self.force}, tour of {start:%-d %B %Y %H:%M}"


class NominatedCommander(Appended):
    """An officer nominated to command at one tour, by collar number.

    `doubt` is what the return says against it, where the control room knew better.
    """

    declaration = models.ForeignKey(
        Declaration, on_delete=models.PROTECT, related_name="commanders"
    )
    officer = models.CharField(max_length=60)
    rank = models.CharField(max_length=40, blank=True)
    base = models.CharField(max_length=120, blank=True)
    doubt = models.CharField(max_length=200, blank=True)

    objects = AppendedRows.as_manager()

    class Meta:
        """In the order they were named; each once."""

        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["declaration", "officer"], name="nominated_once")
        ]

    def __str__(self) -> str:
        """Return the collar number."""
        return self.officer


class DeclaredVehicle(Appended):
    """Where a vehicle is at the start of a tour, and whether it is on the road."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="vehicles")
    vehicle = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    place = models.CharField(max_length=120, blank=True)
    on_road = models.BooleanField()

    objects = AppendedRows.as_manager()

    class Meta:
        """In the order of the return; each once."""

        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["declaration", "vehicle"], name="vehicle_once")
        ]

    def __str__(self) -> str:
        """Return the vehicle and where it is."""
        return f"{self.vehicle}, {self.place}"


class DeclaredFigure(Appended):
    """Whole units of a kind that the control room says it could raise within so many minutes."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="figures")
    unit = models.CharField(max_length=40)
    within = models.PositiveIntegerField()
    count = models.PositiveIntegerField()

    objects = AppendedRows.as_manager()

    class Meta:
        """By unit and notice; each once."""

        ordering: ClassVar[list[str]] = ["unit", "within"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["declaration", "unit", "within"], name="figure_once")
        ]

    def __str__(self) -> str:
        """Return the figure."""
        return f"{self.count} {self.unit} within {self.within} minutes"


class SealedContact(models.Model):
    """How to reach the senior officer on call: sealed for the force, renewed under a new key."""

    declaration = models.OneToOneField(
        Declaration, primary_key=True, on_delete=models.PROTECT, related_name="contact"
    )
    sealed = models.TextField()

    def __str__(self) -> str:
        """Return whose it is, never what it says."""
        return f"contact of declaration {self.declaration_id}"
