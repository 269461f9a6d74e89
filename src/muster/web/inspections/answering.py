"""What a planning lead does: answer a question with evidence, or keep a draft."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from muster.errors import MusterError
from muster.web import clock
from muster.web.accounts.rights import Right, force_of, needs, viewer_of
from muster.web.inspections.actions import answer_question
from muster.web.inspections.forms import AnswerForm
from muster.web.inspections.models import Answer, Evidence, EvidenceKind
from muster.web.inspections.queries import Asked, documents_to_show, files_of
from muster.web.inspections.views import asked_of_number, cell_words, seen_of, shared

DRAFT = "draft"


@needs(Right.ANSWER, force_of)
def answer(request: HttpRequest, number: int, force: str, question: int) -> HttpResponse:
    """Take an answer: given to the inspectorate, or kept as a draft of the force's own."""
    seen = seen_of(request, number, force)
    asked = asked_of_number(request, seen, force, question)
    words = cell_words(asked)
    form = AnswerForm(
        request.POST or None,
        request.FILES or None,
        held=documents_to_show(force, clock.now()),
        files=files_of(asked),
        cell_words=words,
        initial=_initial(asked),
    )
    if request.method == "POST" and form.is_valid():
        given = request.POST.get("as") != DRAFT
        try:
            _keep(request, form, asked, given=given)
        except MusterError as refused:
            form.add_error(None, str(refused))
        else:
            said = _("Answered.") if given else _("Kept as a draft; only your force sees it.")
            messages.success(request, said)
            return redirect("inspections:question", number=number, force=force, question=question)
    context = {**shared(request, seen, force), "each": asked, "form": form, "cell_words": words}
    return render(request, "inspections/answer.html", context, status=400 if form.errors else 200)


def _keep(request: HttpRequest, form: AnswerForm, asked: Asked, *, given: bool) -> Answer:
    return answer_question(
        asked.question,
        form.cleaned_data["text"],
        form.evidence(asked.cell),
        given=given,
        by=viewer_of(request),
        token=form.cleaned_data["token"],
        attached=form.cleaned_data["attached"],
    )


def _initial(asked: Asked) -> dict[str, Any]:
    """Return what an answer starts from: the draft, or the answer that stands."""
    start = asked.draft or asked.given
    given: dict[str, Any] = {"token": uuid4().hex}
    if start is not None:
        shown = list(start.evidence.all())
        given |= {
            "text": start.text,
            "documents": _chosen(shown, EvidenceKind.DOCUMENT),
            "kept_files": _chosen(shown, EvidenceKind.FILE),
            "cell": any(each.cell for each in shown),
            "notes": "\n".join(each.words for each in shown if each.words),
        }
    return given


def _chosen(shown: Sequence[Evidence], kind: EvidenceKind) -> list[str]:
    """Return the documents of some evidence of a kind, as a form's choices name them."""
    return [str(each.document_id) for each in shown if each.kind == kind]
