"""What is done for returns behind the pages: checks, comparisons, matrices kept."""

from typing import Any

from django.db import transaction

from muster.exchange import matrix_answer
from muster.intake import check_to_mend
from muster.policing import clock as minutes
from muster.web import clock
from muster.web.audit.actions import SYSTEM
from muster.web.documents.actions import Described, keep
from muster.web.documents.models import Document, Kind
from muster.web.documents.queries import latest_return
from muster.web.jobs.handlers import handles
from muster.web.jobs.models import Job
from muster.web.picture.asked import Asked, edition_on
from muster.web.picture.holding import return_of
from muster.web.picture.matrices import matrix_of
from muster.web.returns.actions import CHECK, MARK, MATRIX, begin_check, end_check
from muster.web.returns.checking import examine, keep_findings, on_disk
from muster.web.returns.comparing import compared, keep_difference
from muster.web.returns.faults import to_mend
from muster.web.returns.marking import marked_workbook
from muster.web.returns.models import MarkedWorkbook, State, Upload
from muster.web.returns.progress import announce_step
from muster.web.rulebook import rulebook


@handles(CHECK)
def check_upload(payload: dict[str, Any], _job: Job | None = None) -> None:
    """Check an upload and keep what is found; done again after a crash, it comes out the same."""
    upload = Upload.objects.select_related("original").get(pk=payload["upload"])
    if not begin_check(upload, by=SYSTEM):
        return
    found = examine(upload)
    against = latest_return(upload.force, clock.now())
    difference = compared(upload.force, found.made, against) if found.made else {}
    with transaction.atomic():
        held = Upload.objects.select_for_update().get(pk=upload.pk)
        if held.state != State.CHECKING:
            return  # discarded meanwhile, or checked by another worker
        keep_findings(held, found)
        keep_difference(held, against, difference)
        end_check(held, sound=found.sound, by=SYSTEM)


@handles(MARK)
def mark_workbook(payload: dict[str, Any], _job: Job | None = None) -> None:
    """Make the workbook in which the faults of an upload are marked, where it is still wanted."""
    upload = Upload.objects.select_related("original").get(pk=payload["upload"])
    wanted = MarkedWorkbook.objects.filter(upload=upload, made_at=None)
    if not wanted.exists():
        return
    with on_disk(upload, "marking") as place:
        found = check_to_mend(place, doctrine=rulebook())
    content = marked_workbook(found.tables, list(to_mend(upload)))
    if wanted.update(content=content, made_at=clock.now()):
        announce_step(upload)


@handles(MATRIX)
def keep_matrix(payload: dict[str, Any], _job: Job | None = None) -> None:
    """Compute the matrix of the return in use and keep it as a document, once for each job."""
    document = Document.objects.get(pk=payload["document"])
    now = clock.minute_now()
    edition = edition_on(minutes.instant_of(now).date())
    asked = Asked(at=now, known=clock.now(), within=60, unit="psu", edition=edition)
    matrix = matrix_of(document, asked)
    found = return_of(document)
    answer = matrix_answer(
        matrix,
        doctrine=rulebook(),
        provenance=found.provenance,
        synthetic=found.synthetic,
    )
    described = Described(
        kind=Kind.MATRIX,
        schema="muster.matrix/1",
        subject=document.subject,
        title=f"Matrix of {answer.name}, {minutes.instant_of(now):%-d %B %Y %H:%M}",
        provenance={**document.provenance, "return": document.sha256, "job": payload.get("key")},
        facts={"edition": edition, "tally": answer.tally},
        synthetic=found.synthetic,
        made_from=document,
    )
    with transaction.atomic():
        latest = latest_return(document.subject, clock.now())
        if latest is None or latest.pk != document.pk or _kept_already(document, payload):
            return  # overtaken, or this very job was done before a crash
        keep(answer.to_json().encode(), described, by=SYSTEM)


def _kept_already(document: Document, payload: dict[str, Any]) -> bool:
    made = Document.objects.filter(kind=Kind.MATRIX, made_from=document)
    return made.filter(provenance__job=payload.get("key")).exists()
