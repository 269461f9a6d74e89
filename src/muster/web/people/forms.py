"""Why somebody looks."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

OTHER = "other"
COMMON = (
    ("parade", _("To see who can parade")),
    ("operation", _("To plan an operation or an event")),
    ("training", _("To plan training and refreshers")),
    ("return", _("To check what a return says")),
    ("duties", _("To manage duties and abstractions")),
    (OTHER, _("Something else")),
)
SHORTEST = 8


class ReasonForm(forms.Form):
    """A reason, common or in words."""

    why = forms.ChoiceField(
        label=_("Why are you looking?"),
        choices=COMMON,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why you are looking")},
    )
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("Needed for something else. An operation's name or a reference helps."),
        required=False,
        max_length=300,
    )
    next = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        """Return what was chosen. Raises ValidationError where something else is not said."""
        cleaned = super().clean() or {}
        if cleaned.get("why") == OTHER and len(cleaned.get("words", "").strip()) < SHORTEST:
            self.add_error("words", gettext("Say why you are looking, in a few words"))
        return cleaned

    @property
    def reason(self) -> str:
        """Return the reason as it is recorded: in English, so that every reader can search it."""
        words = str(self.cleaned_data["words"]).strip()
        if self.cleaned_data["why"] == OTHER:
            return words
        common = REASONS[self.cleaned_data["why"]]
        return f"{common}: {words}" if words else common


REASONS = {
    "parade": "To see who can parade",
    "operation": "To plan an operation or an event",
    "training": "To plan training and refreshers",
    "return": "To check what a return says",
    "duties": "To manage duties and abstractions",
}
