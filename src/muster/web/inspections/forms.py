"""What inspectors ask and planning leads answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from muster.doctrine import Doctrine
from muster.reporting import cell_name
from muster.web.documents.models import Document
from muster.web.inspections.actions import Requested, Shown
from muster.web.inspections.files import MEDIA, MOST_FILES, Attached, read_attached
from muster.web.inspections.models import EvidenceKind
from muster.web.returns.archives import UnableToReceive
from muster.web.returns.forms import SeveralFiles
from muster.web.shell.widgets import InstantField

MOST_NOTES = 10
NOTE_LENGTH = 300


class RequestForm(forms.Form):
    """A request under a reference that an appointment names."""

    reference = forms.ChoiceField(label=_("Reference"))
    title = forms.CharField(label=_("Title"), max_length=200)
    about = forms.CharField(
        label=_("What it is for"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    opens_at = InstantField(label=_("Opens"))
    closes_at = InstantField(label=_("Closes"))
    forces = forms.MultipleChoiceField(
        label=_("Forces"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the forces that are asked")},
    )

    def __init__(
        self,
        *args: Any,
        references: Sequence[str],
        offered: Sequence[tuple[str, str]],
        **given: Any,
    ) -> None:
        """Offer the references and forces of the inspector's own appointments."""
        super().__init__(*args, **given)
        for name, choices in (
            ("reference", zip(references, references, strict=True)),
            ("forces", offered),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        """Return what was typed. Raises ValidationError where it closes before it opens."""
        cleaned = super().clean() or {}
        opens: datetime | None = cleaned.get("opens_at")
        closes: datetime | None = cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", gettext("It has to close after it opens"))
        return cleaned

    def requested(self) -> Requested:
        """Return what was typed as a request."""
        given = self.cleaned_data
        return Requested(
            reference=given["reference"],
            title=given["title"],
            about=given["about"],
            opens_at=given["opens_at"],
            closes_at=given["closes_at"],
            forces=tuple(given["forces"]),
        )


class QuestionForm(forms.Form):
    """A question about a criterion, to one force or to every force of the request."""

    criterion = forms.ChoiceField(label=_("Criterion"))
    text = forms.CharField(
        label=_("Question"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Ask for arrangements and figures; nobody's record belongs in an answer."),
    )
    everybody = forms.BooleanField(
        label=_("Ask every force of this request the same"), required=False
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, known: Doctrine, edition: str, **given: Any) -> None:
        """Offer the criteria of an edition by their cells."""
        super().__init__(*args, **given)
        field = self.fields["criterion"]
        if isinstance(field, forms.ChoiceField):
            field.choices = criteria_offered(known, edition)


Choices = list[tuple[str, str] | tuple[str, list[tuple[str, str]]]]


def criteria_offered(known: Doctrine, edition: str) -> Choices:
    """Return the criteria of an edition as choices, grouped by cell."""
    cells: dict[str, list[tuple[str, str]]] = {}
    for each in known.criteria_of(edition):
        name = cell_name(each.threat, each.aspect, known)
        cells.setdefault(name, []).append((each.slug, each.statement))
    found: Choices = [("", gettext("Choose one"))]
    found.extend(cells.items())
    return found


class AttachedField(forms.FileField):
    """Files to attach, each looked at; none is asked for."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> tuple[Attached, ...]:
        """Return the files. Raises ValidationError for each that cannot be kept."""
        sent = data if isinstance(data, list | tuple) else [data]
        given = [each for each in sent if each]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(
                gettext("Attach up to %(most)d files at a time") % {"most": MOST_FILES}
            )
        found, wrong = [], []
        for each in given:
            try:
                found.append(read_attached(each.name or "", each))
            except UnableToReceive as refused:
                wrong.append(str(refused))
        if wrong:
            raise forms.ValidationError(wrong)
        return tuple(found)


class AnswerForm(forms.Form):
    """An answer with what it rests on."""

    text = forms.CharField(label=_("Answer"), max_length=20000, widget=forms.Textarea({"rows": 8}))
    documents = forms.MultipleChoiceField(
        label=_("Documents held here"), widget=forms.CheckboxSelectMultiple, required=False
    )
    cell = forms.BooleanField(label=_("The cell of the matrix as it stands"), required=False)
    kept_files = forms.MultipleChoiceField(
        label=_("Files attached already"),
        help_text=_("Take the tick away to leave one out of this answer"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    attached = AttachedField(
        label=_("Attach files"),
        required=False,
        help_text=_(
            "PDF, PNG, JPEG, CSV, .xlsx or .docx without macros; up to five, at most 20 MB each. "
            "Nobody's record belongs in them."
        ),
        widget=SeveralFiles(attrs={"accept": ",".join(MEDIA)}),
    )
    notes = forms.CharField(
        label=_("Evidence held elsewhere"),
        help_text=_("One to a line: what it is, and where it is kept"),
        required=False,
        max_length=3200,
        widget=forms.Textarea({"rows": 3}),
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(
        self,
        *args: Any,
        held: Sequence[Document],
        files: Sequence[Document],
        cell_words: str,
        **given: Any,
    ) -> None:
        """Offer the documents of the force, what is attached, and the question's cell if any."""
        super().__init__(*args, **given)
        self._held = {str(each.pk): each for each in held}
        self._files = {str(each.pk): each for each in files}
        for name, offered in (("documents", self._held), ("kept_files", self._files)):
            field = self.fields[name]
            if isinstance(field, forms.MultipleChoiceField):
                field.choices = [(key, each.title) for key, each in offered.items()]
        if cell_words:
            self.fields["cell"].label = gettext("The cell as it stands: %(cell)s") % {
                "cell": cell_words
            }
        else:
            del self.fields["cell"]

    def clean_notes(self) -> list[str]:
        """Return the lines. Raises ValidationError where one is too long, or there are many."""
        lines = [each.strip() for each in self.cleaned_data["notes"].splitlines() if each.strip()]
        if len(lines) > MOST_NOTES or any(len(each) > NOTE_LENGTH for each in lines):
            raise forms.ValidationError(
                gettext("Give up to ten lines of 300 characters; put the rest in the answer")
            )
        return lines

    def clean(self) -> dict[str, Any]:
        """Return what was typed; say beside the files that they were not kept, where it is so."""
        cleaned = super().clean() or {}
        if self.errors and cleaned.get("attached"):
            self.add_error("attached", gettext("Choose the files again: nothing has been kept yet"))
        return cleaned

    def evidence(self, cell: str) -> list[Shown]:
        """Return what the answer rests on; `cell` is the question's, `threat.aspect`."""
        given = self.cleaned_data
        found = [
            Shown(EvidenceKind.DOCUMENT, document=self._held[key]) for key in given["documents"]
        ]
        found += [
            Shown(EvidenceKind.FILE, document=self._files[key]) for key in given["kept_files"]
        ]
        if given.get("cell"):
            found.append(Shown(EvidenceKind.CELL, cell=cell))
        return found + [Shown(EvidenceKind.NOTE, words=each) for each in given["notes"]]


class WithdrawForm(forms.Form):
    """Why a question is taken back."""

    reason = forms.CharField(label=_("Why it is taken back"), max_length=500)
