"""The form that makes a token."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.web.accounts.rights import RIGHTS, Right, Viewer
from muster.web.api.actions import LONGEST_DAYS

WORDS = {
    Right.SEE_SUMS: _("See the sums of regions and the nation"),
    Right.SEE_PICTURE: _("See the matrix, strength and year of forces, as counts"),
    Right.SEE_RETURNS: _("See returns and their faults"),
    Right.SEND_RETURN: _("Send returns"),
    Right.JUDGE: _("Record judgements"),
    Right.SEE_TOUR: _("See the wall, and who is nominated at a tour, by name"),
    Right.DECLARE_TOUR: _("Declare tours"),
    Right.SEE_PEOPLE: _("Read the records of people, each time with a reason that is recorded"),
    Right.SEE_SICKNESS: _("See that an absence is sickness"),
    Right.SEE_REQUESTS: _("See data requests and their answers"),
    Right.ASK: _("Open data requests and ask questions"),
    Right.ANSWER: _("Answer questions"),
    Right.SEE_AUDIT: _("Read the audit"),
    Right.SEE_DOCTRINE: _("Read doctrine"),
    Right.ADMINISTER: _("See users, appointments, retention, and the health of the server"),
}
DAYS = 90


class TokenForm(forms.Form):
    """A token: which program, with which of its owner's rights, for how long."""

    name = forms.CharField(
        label=_("What is the program called?"),
        help_text=_("For example: the duty system's nightly extract"),
        max_length=80,
    )
    rights = forms.MultipleChoiceField(
        label=_("What may it do?"),
        help_text=_("Never more than you may at the time"),
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(
        label=_("For how many days?"),
        help_text=_("Up to 366; then make another"),
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=DAYS,
    )

    def __init__(self, viewer: Viewer, *args: Any, **given: Any) -> None:
        """Offer the rights that a viewer holds and that programs have a use for."""
        super().__init__(*args, **given)
        held = {right for role in viewer.roles for right in RIGHTS[role]}
        choices = [(right.value, words) for right, words in WORDS.items() if right in held]
        self.fields["rights"].choices = choices  # type: ignore[attr-defined]
