"""Forms in which somebody judges, and takes a judgement back."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.reporting import cell_name
from muster.web.judgements.models import GradeJudged
from muster.web.rulebook import rulebook

LONGEST = 4000


def reasons_field() -> forms.CharField:
    """Return the field of reasons."""
    return forms.CharField(
        label=_("Reasons"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "What you know that what is held does not show. They stand beside the finding under "
            "your name, and cannot be changed afterwards."
        ),
        error_messages={
            "required": _("Give your reasons"),
            "max_length": _("Keep the reasons to 4,000 characters"),
        },
    )


class JudgementForm(forms.Form):
    """What is judged, how it stands, and why."""

    subject = forms.ChoiceField(
        label=_("What you judge"),
        error_messages={
            "required": _("Choose what you judge"),
            "invalid_choice": _("Choose the cell or one of its criteria"),
        },
    )
    grade = forms.ChoiceField(
        label=_("How it stands"),
        choices=GradeJudged.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it stands")},
    )
    reasons = reasons_field()
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, threat: str, aspect: str, **given: Any) -> None:
        """Offer a cell and its criteria."""
        given["initial"] = {"token": fresh_token(), **given.get("initial", {})}
        super().__init__(*args, **given)
        field = self.fields["subject"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it is declared above
        field.choices = subjects_of(threat, aspect)


class ReplacementForm(JudgementForm):
    """Another judgement in the place of one that was made: of the same thing."""

    def __init__(self, *args: Any, subject: str, **given: Any) -> None:
        """Hold the subject."""
        super().__init__(*args, **given)
        self.fields["subject"].widget = forms.HiddenInput()
        self.initial["subject"] = subject


class WithdrawalForm(forms.Form):
    """Why a judgement is taken back."""

    reasons = reasons_field()
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **given: Any) -> None:
        """Make the form with a token of its own."""
        given["initial"] = {"token": fresh_token(), **given.get("initial", {})}
        super().__init__(*args, **given)


def fresh_token() -> UUID:
    """Return a token that makes a form sent twice one judgement."""
    return uuid4()


def subjects_of(threat: str, aspect: str) -> list[tuple[str, str]]:
    """Return what may be judged of a cell: itself, and its criteria in every edition."""
    whole = f"{threat}.{aspect}"
    named = cell_name(threat, aspect, rulebook())
    criteria = [
        (each.slug, each.statement)
        for each in rulebook().criteria
        if (each.threat, each.aspect) == (threat, aspect)
    ]
    return [(whole, str(_("The whole cell: %(name)s") % {"name": named})), *criteria]
