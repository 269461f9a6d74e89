"""Forms of returns."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from muster.web.returns.sent import KINDS
from muster.web.rulebook import rulebook

LONGEST_REASON = 500
SHORTEST_REASON = 5


class SeveralFiles(forms.ClearableFileInput):
    """Picks one file or several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several, each of which must be there."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files as a list. Raises ValidationError where there is none."""
        given = (data or [None]) if isinstance(data, list | tuple) else [data]
        found: list[Any] = []
        for each in given:
            try:
                found.append(super().clean(each, initial))
            except ValidationError as wrong:
                if wrong.code == "empty":
                    raise ValidationError(
                        _("%(name)s is empty; save it again and send it") % {"name": each.name}
                    ) from wrong
                raise
        return found


class UploadForm(forms.Form):
    """What is sent."""

    sent = FilesField(
        label=_("Roster and training extract"),
        help_text=_(
            "A workbook (.xlsx or .ods), .json, .muster, a .zip of CSV files, or all the CSV files "
            "at once. At most 200 MB. Macros are not opened."
        ),
        error_messages={"required": _("Choose the file of this month's return")},
        widget=SeveralFiles(attrs={"accept": ",".join(KINDS)}),
    )


def reason_field() -> forms.CharField:
    """Return the field for a reason, which is kept."""
    return forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        min_length=SHORTEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why; the reason is kept with it")},
    )


class ReasonForm(forms.Form):
    """A reason."""

    reason = reason_field()


class AcceptForm(forms.Form):
    """Accept a sound return; `against` is the return it was compared with."""

    against = forms.IntegerField(required=False, widget=forms.HiddenInput)


class PartlyForm(AcceptForm):
    """Accept a return without its faulty rows, for a reason."""

    reason = reason_field()


class DownloadForm(forms.Form):
    """What is taken away, and why."""

    what = forms.ChoiceField(
        label=_("Which file"),
        choices=[
            ("packed", _("The return as it was accepted (.muster)")),
            ("original", _("The file as it was sent")),
        ],
        widget=forms.RadioSelect,
        initial="packed",
    )
    reason = reason_field()


class TemplateForm(forms.Form):
    """Which kind of unit the template is to explain."""

    unit = forms.ChoiceField(label=_("Kind of unit"), required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        """Offer the kinds of unit doctrine knows."""
        super().__init__(*args, **given)
        units = [(each.slug, each.name) for each in rulebook().units]
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", _("None in particular")), *units]
