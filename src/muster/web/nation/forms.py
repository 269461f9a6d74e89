"""What a page of many forces is asked: by which measure, at which notice, when, as known when."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from muster.errors import MusterError
from muster.policing import clock
from muster.web.nation.measures import Measure, choices
from muster.web.nation.wording import notice_words, upper_first
from muster.web.picture.asked import NOTICES, Asked

WRITTEN = "%Y-%m-%dT%H:%M"


def _instant_box() -> forms.TextInput:
    return forms.TextInput({"type": "datetime-local", "step": "900"})


class ChooserForm(forms.Form):
    """The question, as it is asked in the address."""

    measure = forms.ChoiceField(label=_("Show"))
    within = forms.ChoiceField(label=_("Notice"), required=False)
    at = forms.CharField(label=_("At"), widget=_instant_box(), required=False)
    known = forms.CharField(label=_("As known at"), widget=_instant_box(), required=False)

    def __init__(self, asked: Asked, *given: Any, **named: Any) -> None:
        """Make the form with the choices of the edition asked about."""
        super().__init__(*given, **named)
        self.fields["measure"].choices = choices(asked)  # type: ignore[attr-defined]
        self.fields["within"].choices = [  # type: ignore[attr-defined]
            (str(each), upper_first(notice_words(each))) for each in NOTICES
        ]

    def clean_at(self) -> str:
        """Return the instant as it was written. Raises ValidationError where it is none."""
        return _instant(self.cleaned_data["at"])

    def clean_known(self) -> str:
        """Return the instant as it was written. Raises ValidationError where it is none."""
        return _instant(self.cleaned_data["known"])


def _instant(text: str) -> str:
    try:
        if text.strip():
            clock.parse_instant(text)
    except MusterError as wrong:
        raise ValidationError(str(wrong)) from wrong
    return text.strip()


def chooser_of(asked: Asked, measure: Measure) -> ChooserForm:
    """Return the form filled in with what is asked."""
    return ChooserForm(
        asked,
        initial={
            "measure": measure.value,
            "within": str(asked.within),
            "at": clock.instant_of(asked.at).strftime(WRITTEN),
            "known": asked.known.astimezone(clock.UK).strftime(WRITTEN) if asked.as_known else "",
        },
    )
