"""Rows that are only ever added: a correction is another row."""

from typing import Any, TypeVar

from django.db import models

from muster.errors import MusterError

RowT = TypeVar("RowT", bound=models.Model)


class UnableToChangeHistory(MusterError):
    """Something that is only ever added to was to be changed or removed."""


class AppendedRows(models.QuerySet[RowT]):
    """Rows that refuse to be changed or removed together."""

    def update(self, **values: Any) -> int:
        """Refuse. Raises UnableToChangeHistory."""
        raise UnableToChangeHistory(f"Add another row instead of changing {', '.join(values)}")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse. Raises UnableToChangeHistory."""
        raise UnableToChangeHistory("Add a correction; what was said stays")


class Appended(models.Model):
    """A row that is added once and stays as it is."""

    class Meta:
        """A part of other models."""

        abstract = True

    def save(self, *args: Any, **given: Any) -> None:
        """Add the row. Raises UnableToChangeHistory where it is there already."""
        if not self._state.adding:
            raise UnableToChangeHistory(f"{self} was said; add a correction instead")
        super().save(*args, **given)

    def delete(self, *_args: Any, **_given: Any) -> tuple[int, dict[str, int]]:
        """Refuse. Raises UnableToChangeHistory."""
        raise UnableToChangeHistory(f"{self} was said; add a correction instead")
