"""What is looked for in the audit."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from muster.errors import MusterError
from muster.web.accounts.forms import offer
from muster.web.accounts.rights import Viewer
from muster.web.audit.checkpoints import Checkpoint, read_checkpoint
from muster.web.audit.queries import Asked, actions_seen, forces_seen
from muster.web.audit.words import action_words

LARGEST = 20_000  # bytes; a checkpoint has some four hundred


def _day() -> forms.DateField:
    return forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))


class SearchForm(forms.Form):
    """Who, what, which force, when, and words."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    actor = forms.CharField(label=_("Who"), required=False, max_length=100)
    actor_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    action = forms.ChoiceField(label=_("What"), required=False)
    force = forms.ChoiceField(label=_("Force"), required=False)
    since = _day()
    until = _day()

    def __init__(self, *args: Any, viewer: Viewer, **given: Any) -> None:
        """Offer what this viewer may see."""
        super().__init__(*args, **given)
        actions = [(each, action_words(each)) for each in actions_seen(viewer)]
        offer(self, "action", [("", _("Anything")), *actions])
        offer(self, "force", [("", _("Any force")), *forces_seen(viewer)])
        self.fields["since"].label, self.fields["until"].label = _("From"), _("Until")

    @property
    def asked(self) -> Asked:
        """Return what is asked for; parts that make no sense ask for nothing."""
        self.is_valid()
        said = self.cleaned_data
        return Asked(
            said.get("q", ""),
            said.get("actor", ""),
            said.get("actor_id"),
            said.get("action", ""),
            said.get("force", ""),
            said.get("since"),
            said.get("until"),
        )


class VerifyForm(forms.Form):
    """A checkpoint to hold the chain against, where one was kept."""

    checkpoint = forms.FileField(
        label=_("Checkpoint"),
        required=False,
        help_text=_("A file taken from here earlier. With it, an end cut off is seen as well."),
    )

    def clean_checkpoint(self) -> Checkpoint | None:
        """Return the checkpoint, its signature proven. Raises ValidationError."""
        file = self.cleaned_data["checkpoint"]
        if not file:
            return None
        if file.size > LARGEST:
            raise ValidationError(_("The file is too large to be a checkpoint"))
        try:
            return read_checkpoint(file.read().decode("utf-8", "replace"))
        except MusterError as fault:
            raise ValidationError(str(fault)) from fault
