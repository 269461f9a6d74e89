"""Days and instants as people type them, and choices some of which are marked."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import numpy as np
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from muster.errors import MusterError
from muster.policing import clock

NUMERIC = "numeric"
SHORTEST_YEAR = 1000
LONGEST_PART = 4  # digits of a year
TIME = re.compile(r"(\d{1,2})[:.]?(\d{2})\s*(BST|GMT)?", re.IGNORECASE)
ZONES = {"": "", "BST": "+01:00", "GMT": "+00:00"}


def _box(label: Any, width: int) -> forms.Widget:
    return forms.TextInput({"label": label, "width": width, "inputmode": NUMERIC})


class MarkedChoices(forms.CheckboxSelectMultiple):
    """Choices some of which are marked: each by its value with a short mark and a hint."""

    def __init__(self, marks: Mapping[str, tuple[str, str]], **given: Any) -> None:
        """Keep the marks."""
        super().__init__(**given)
        self.marks = marks

    def create_option(self, name: str, value: Any, *args: Any, **given: Any) -> dict[str, Any]:
        """Return an option with its mark and hint, for those that have them."""
        option: dict[str, Any] = super().create_option(name, value, *args, **given)
        mark, hint = self.marks.get(str(value), ("", ""))
        option["attrs"] |= {"mark": mark, "hint": hint} if mark else {}
        return option


class DayInput(forms.MultiWidget):
    """A day in three boxes."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Make the boxes."""
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": _box(_("Day"), 2),
            "month": _box(_("Month"), 2),
            "year": _box(_("Year"), 4),
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Return a date as its boxes."""
        return [value.day, value.month, value.year] if isinstance(value, date) else [None] * 3


class DayField(forms.MultiValueField):
    """A day, typed as day, month and year; says which part makes no sense."""

    widget = DayInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Enter a day, for example 27 3 2026"),
        "incomplete": _("Enter a day, a month and a year, for example 27 3 2026"),
        "unreal": _("There is no such day; check the day and the month"),
    }

    def __init__(self, **given: Any) -> None:
        """Make a field of three whole numbers."""
        parts = [forms.IntegerField(min_value=1, required=False) for _part in range(3)]
        super().__init__(fields=parts, require_all_fields=False, **given)

    def clean(self, value: Any) -> date | None:
        """Return the day, or None where none is given. Raises ValidationError."""
        boxes = [str(each or "").strip() for each in (value or [])]
        if not any(boxes):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        return day_typed(boxes, self.error_messages)


def day_typed(boxes: list[str], messages: Mapping[str, Any]) -> date:
    """Return the day that three boxes hold. Raises ValidationError."""
    whole = all(each.isdecimal() and len(each) <= LONGEST_PART for each in boxes)
    if not whole or int(boxes[2]) < SHORTEST_YEAR:
        raise ValidationError(messages["incomplete"], code="incomplete")
    if int(boxes[2]) >= clock.LAST_YEAR:
        raise ValidationError(messages["unreal"], code="unreal")
    try:
        return date(int(boxes[2]), int(boxes[1]), int(boxes[0]))
    except ValueError as unreal:
        raise ValidationError(messages["unreal"], code="unreal") from unreal


class InstantInput(forms.MultiWidget):
    """An instant in four boxes: a day, and a time of the 24-hour clock."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Make the boxes."""
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": _box(_("Day"), 2),
            "month": _box(_("Month"), 2),
            "year": _box(_("Year"), 4),
            "time": forms.TextInput({"label": _("Time, 24-hour"), "width": 4}),
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Return an aware instant as its boxes, in local time."""
        if not isinstance(value, datetime):
            return [None] * 4
        local = clock.instant_of(clock.minute_of(value))
        return [local.day, local.month, local.year, f"{local:%H:%M}"]


class InstantField(forms.MultiValueField):
    """An instant in UK local time; an hour that never happens, or twice, is told apart."""

    widget = InstantInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        **DayField.default_error_messages,
        "required": _("Enter a day and a time, for example 27 3 2026 and 19:30"),
        "time": _("Enter a time of the 24-hour clock, for example 19:30"),
        "twice": _("The clocks go back, so this time happens twice; add BST or GMT after it"),
        "never": _("There is no such time on that day; check the time, and the day"),
    }

    def __init__(self, **given: Any) -> None:
        """Make a field of three whole numbers and a time."""
        parts = [forms.CharField(required=False) for _part in range(4)]
        super().__init__(fields=parts, require_all_fields=False, **given)

    def clean(self, value: Any) -> datetime | None:
        """Return the instant in UTC, or None where none is given. Raises ValidationError."""
        boxes = [str(each or "").strip() for each in (value or [])]
        if not any(boxes):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        day = day_typed(boxes[:3], self.error_messages)
        typed = TIME.fullmatch(boxes[3])
        if typed is None:
            raise ValidationError(self.error_messages["time"], code="time")
        hour, minute, zone = typed.groups()
        text = f"{day.isoformat()}T{hour:0>2}:{minute}{ZONES[(zone or '').upper()]}"
        try:
            return clock.instant_of(clock.parse_instant(text)).astimezone(UTC)
        except MusterError as refused:
            local = clock.is_ambiguous(_wall_clock(text)) if not zone else [False]
            code = "twice" if local[0] else "never"
            raise ValidationError(self.error_messages[code], code=code) from refused


def _wall_clock(text: str) -> clock.Minutes:
    try:
        read = datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return np.array([0])
    return np.array([clock.minute_of(read)])
