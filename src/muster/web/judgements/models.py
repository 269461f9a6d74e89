"""Judgements: rows that are added, replaced by later rows, and never changed.

Legal regime: general processing (Part 2); the name of whoever judges stands beside it.
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.errors import MusterError
from muster.web.accounts.models import User


class UnableToChangeJudgement(MusterError):
    """A judgement once made is not changed; a later one takes its place."""


class GradeJudged(models.TextChoices):
    """How somebody judges that a requirement stands."""

    MET = "met", _("Met")
    PARTLY_MET = "partly_met", _("Partly met")
    NOT_MET = "not_met", _("Not met")
    NOT_EVIDENCED = "not_evidenced", _("Not evidenced")


class Rows(models.QuerySet["Judgement"]):
    """Judgements, which are added and read."""

    def update(self, **_given: Any) -> int:
        """Refuse: a judgement is not changed."""
        raise UnableToChangeJudgement("A judgement is not changed; record a later one in its place")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: a judgement is not removed."""
        raise UnableToChangeJudgement("A judgement is not removed; withdraw it with reasons")


class Judgement(models.Model):
    """What a named person says of a criterion or a cell (`threat.aspect`) of a force, and why.

    A row that `replaces` another takes its place from `at` on; one without a grade withdraws
    it. `token` comes with the form, so that a form sent twice is one judgement.
    """

    force = models.SlugField(max_length=60)
    subject = models.CharField(max_length=120)
    grade = models.CharField(max_length=20, choices=GradeJudged.choices, blank=True)
    reasons = models.TextField(max_length=4000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    token = models.UUIDField(unique=True)

    objects = Rows.as_manager()

    class Meta:
        """The latest last."""

        ordering: ClassVar[list[str]] = ["at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["force", "subject", "at"], name="judgement_subject")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="withdrawal_replaces",
                condition=~models.Q(grade="") | models.Q(replaces__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return who judges what."""
        return f"{self.by_name}: {self.subject}, {self.grade or 'withdrawn'}"

    @property
    def withdrawn(self) -> bool:
        """Say whether this only takes back another."""
        return not self.grade

    def save(self, *args: Any, **given: Any) -> None:
        """Add the row; refuse to change one that is there."""
        if self.pk is not None:
            raise UnableToChangeJudgement(
                "A judgement is not changed; record a later one in its place"
            )
        super().save(*args, **given)

    def delete(self, *_args: Any, **_given: Any) -> tuple[int, dict[str, int]]:
        """Refuse: a judgement is not removed."""
        raise UnableToChangeJudgement("A judgement is not removed; withdraw it with reasons")
