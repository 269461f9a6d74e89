"""The form in which a page of a force is asked for another unit, notice or instant."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.policing import clock
from muster.reporting import opened, within_words
from muster.web.picture.asked import NOTICES, Asked
from muster.web.rulebook import rulebook


class LocalInstantInput(forms.DateTimeInput):
    """An instant in a browser's own control, in UK local time."""

    input_type = "datetime-local"


class AskForm(forms.Form):
    """What a page is asked about: every part of it may be left as it is."""

    unit = forms.ChoiceField(label=_("Unit"))
    within = forms.ChoiceField(label=_("Notice"))
    at = forms.CharField(label=_("As at"), required=False, widget=LocalInstantInput)
    known = forms.CharField(label=_("As known at"), required=False, widget=LocalInstantInput)

    def __init__(self, asked: Asked, *parts: str, **given: Any) -> None:
        """Show what is asked now; `parts` names the fields a page offers, all by default."""
        super().__init__(initial=initial_of(asked), auto_id="ask-%s", **given)
        for name in [each for each in self.fields if parts and each not in parts]:
            del self.fields[name]
        units = [(each.slug, opened(each.plural)) for each in rulebook().units]
        notices = [(str(each), opened(within_words(each))) for each in NOTICES]
        for name, choices in (("unit", units), ("within", notices)):
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = choices


def initial_of(asked: Asked) -> dict[str, str]:
    """Return what is asked as the values of a form; the present is left empty."""
    at = f"{clock.instant_of(asked.at):%Y-%m-%dT%H:%M}" if "at" in asked.said else ""
    known = asked.known.astimezone(clock.UK)
    return {
        "unit": asked.unit,
        "within": str(asked.within),
        "at": at,
        "known": f"{known:%Y-%m-%dT%H:%M}" if asked.as_known else "",
    }
