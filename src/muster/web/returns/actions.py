"""Take in what is sent, and let it become the return in use, or not."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from muster.errors import MusterError
from muster.intake import read_packed
from muster.web import clock
from muster.web.accounts.rights import Viewer
from muster.web.audit.actions import record_entry
from muster.web.documents.actions import Described, describe_return, keep, stand
from muster.web.documents.models import Document, Kind, Standing
from muster.web.documents.queries import latest_return
from muster.web.jobs.actions import enqueue
from muster.web.returns.checking import forget_findings
from muster.web.returns.models import (
    CHECKED,
    OPEN,
    Candidate,
    MarkedWorkbook,
    State,
    Through,
    Upload,
    UploadStep,
)
from muster.web.returns.progress import announce_step
from muster.web.returns.queries import same_file, standing_of
from muster.web.returns.sent import Sent, parcel_of
from muster.web.rulebook import rulebook

CHECK, MARK, MATRIX = "returns.check", "returns.mark", "returns.matrix"


class UnableToMoveOn(MusterError):
    """An upload or a return does not stand where this can be done to it."""


def receive(force: str, sent: Sequence[Sent], *, by: Viewer, through: Through) -> Upload:
    """Return the upload of what was sent: the one way in for pages, programs and folders.

    Once this returns the bytes are committed, the check is enqueued and the audit says so. The
    same bytes again are the same upload, while it is open or in use. Raises UnableToReceive
    where a file cannot be taken, and UnableToFindDoctrine for a force that is not known.
    """
    slug = rulebook().force(force).slug
    parcel = parcel_of(sent)
    described = Described(
        kind=Kind.ORIGINAL,
        schema="file",
        subject=slug,
        title=parcel.name,
        facts={"name": parcel.name, "through": through},
    )
    try:
        with transaction.atomic():
            known = same_file(slug, parcel.body)
            return known or _take_in(keep(parcel.body, described, by=by), by, through)
    except IntegrityError:  # somebody sent the same file in the same moment
        known = same_file(slug, parcel.body)
        if known is None:
            raise
        return known


def _take_in(original: Document, by: Viewer, through: Through) -> Upload:
    upload = Upload.objects.create(
        force=original.subject,
        through=through,
        original=original,
        name=original.title,
        sha256=original.sha256,
        size=original.size,
        received_at=original.received_at,
        received_by_id=by.user_id or None,
        received_from=by.name or "Muster",
    )
    _step(upload, State.RECEIVED, by)
    _record(upload, "received", by, detail={"sha256": upload.sha256, "through": through})
    _enqueue_check(upload)
    return upload


def _enqueue_check(upload: Upload) -> None:
    enqueue(CHECK, {"upload": upload.pk}, key=f"{CHECK}.{upload.pk}.{upload.checks}")


def check_again(upload: Upload, *, by: Viewer) -> None:
    """Check an upload once more: doctrine changed since, or the check was given up."""
    with transaction.atomic():
        _move(upload, OPEN, State.RECEIVED, by)
        upload.checks += 1
        upload.doing, upload.done, upload.total = "", 0, 0
        upload.save(update_fields=["checks", "doing", "done", "total"])
        forget_findings(upload)
        _record(upload, "checked_again", by)
        _enqueue_check(upload)


def ask_for_workbook(upload: Upload, *, by: Viewer) -> None:
    """Have the workbook made in which the faults of an upload are marked."""
    with transaction.atomic():
        if upload.state != State.FAULTY:
            raise UnableToMoveOn(f"{upload.name} has no faults to mark; open its page again")
        _, new = MarkedWorkbook.objects.get_or_create(
            upload=upload, defaults={"asked_at": clock.now()}
        )
        if new:
            _record(upload, "workbook_asked", by)
            enqueue(MARK, {"upload": upload.pk}, key=f"{MARK}.{upload.pk}.{upload.checks}")


def begin_check(upload: Upload, *, by: Viewer) -> bool:
    """Say whether an upload is to be checked now, and mark it as being checked."""
    if upload.state == State.CHECKING:
        return True
    if upload.state != State.RECEIVED:
        return False
    with transaction.atomic():
        _move(upload, (State.RECEIVED,), State.CHECKING, by)
    return True


def end_check(upload: Upload, *, sound: bool, by: Viewer) -> None:
    """Move an upload on to whether it is sound; inside the transaction that kept its findings."""
    _move(upload, (State.CHECKING,), State.READY if sound else State.FAULTY, by)
    _record(upload, "checked", by, detail={"faults": upload.fault_total})


def accept(upload: Upload, *, by: Viewer, against: int | None, reason: str = "") -> Document:
    """Return the return an upload has become: from now on the one in use.

    One with faults needs a reason, and its faulty rows stay out. `against` is the row of the
    return it was compared with, None where there was none: where that is no longer the latest,
    nothing is done. Raises UnableToMoveOn.
    """
    with transaction.atomic():
        faulty = upload.state == State.FAULTY
        _move(upload, CHECKED, State.ACCEPTED, by, reason)
        candidate = Candidate.objects.filter(upload=upload).first()
        if candidate is None:
            raise UnableToMoveOn(
                "Some of its faults cost more than a row, so it cannot be accepted; mend the file "
                "and send it again"
            )
        if faulty and not reason.strip():
            raise UnableToMoveOn("Say why the faulty rows may be left out")
        _refuse_overtaken(upload, against)
        made = _keep_return(upload, bytes(candidate.packed), by, reason)
        upload.made = made
        upload.save(update_fields=["made"])
        candidate.delete()
        left_out = upload.found.get("left_out", {})
        detail = {"document": made.pk, "sha256": made.sha256, "left_out": left_out}
        _record(upload, "accepted", by, reason, detail)
        enqueue_matrix(made, f"{MATRIX}.{made.pk}")
    return made


def _refuse_overtaken(upload: Upload, against: int | None) -> None:
    latest = latest_return(upload.force, clock.now())
    if (latest.pk if latest else None) != against:
        raise UnableToMoveOn(
            "Another return came into use, or went out of use, since this was compared; "
            "look at the difference again, then accept"
        )


def _keep_return(upload: Upload, packed: bytes, by: Viewer, reason: str) -> Document:
    found = read_packed(packed, doctrine=rulebook(), name=upload.name)
    described = describe_return(found, upload.original)
    described.facts["upload"] = upload.pk
    described.facts["faults"] = upload.fault_total
    described.facts["left_out_because"] = reason.strip()
    return keep(packed, described, by=by)


def enqueue_matrix(document: Document, key: str) -> None:
    """Have the matrix of a force computed again and kept."""
    enqueue(MATRIX, {"document": document.pk, "key": key}, key=key)


def discard(upload: Upload, *, by: Viewer, reason: str = "") -> None:
    """Put an upload away unused: its faults, their cells and what it would become are erased."""
    with transaction.atomic():
        _move(upload, OPEN, State.DISCARDED, by, reason)
        forget_findings(upload)
        _record(upload, "discarded", by, reason)


def withdraw(document: Document, *, by: Viewer, reason: str) -> None:
    """Take a return out of use; the one before it is in use again. Raises UnableToMoveOn."""
    _restand(document, Standing.WITHDRAWN, by, reason)


def restore(document: Document, *, by: Viewer, reason: str) -> None:
    """Put a withdrawn return back into use. Raises UnableToMoveOn."""
    _restand(document, Standing.RESTORED, by, reason)


def _restand(document: Document, standing: Standing, by: Viewer, reason: str) -> None:
    with transaction.atomic():
        held = Document.objects.select_for_update().get(pk=document.pk)
        withdrawn = standing_of(held, clock.now()) == Standing.WITHDRAWN
        if withdrawn == (standing == Standing.WITHDRAWN):
            said = "has been withdrawn already" if withdrawn else "is not withdrawn"
            raise UnableToMoveOn(f"{document.title} {said}; look at the page of the return again")
        said_so = stand(held, standing, by=by, reason=reason)
        latest = latest_return(document.subject, clock.now())
        if latest is not None:
            enqueue_matrix(latest, f"{MATRIX}.{latest.pk}.{said_so.pk}")


def read_faults(upload: Upload, *, by: Viewer, reason: str, what: str) -> None:
    """Record that somebody reads the faulty lines of an upload: they are people's records."""
    record_entry(
        actor=by,
        action="people.read",
        subject=f"upload {upload.pk}",
        force=upload.force,
        reason=reason,
        detail={"what": what},
    )


def read_return_whole(document: Document, *, by: Viewer, reason: str, what: str) -> None:
    """Record that somebody takes a whole return, or the file as it was sent, away with them."""
    record_entry(
        actor=by,
        action="return.downloaded",
        subject=f"document {document.pk}",
        force=document.subject,
        reason=reason,
        detail={"what": what, "sha256": document.sha256},
    )


def _move(
    upload: Upload, among: Iterable[State], to: State, by: Viewer, reason: str = ""
) -> UploadStep:
    """Move an upload on if it still stands where it is believed to; two never both succeed."""
    moved = Upload.objects.filter(pk=upload.pk, state__in=list(among)).update(state=to)
    if not moved:
        now = Upload.objects.get(pk=upload.pk)
        last = now.steps.last()
        who = f" by {last.by_name}" if last else ""
        raise UnableToMoveOn(
            f"{upload.name} is {now.get_state_display().lower()}{who} already; "
            "open its page again to see where it stands"
        )
    upload.state = to
    return _step(upload, to, by, reason)


def _step(upload: Upload, state: State, by: Viewer, reason: str = "") -> UploadStep:
    step = UploadStep.objects.create(
        upload=upload,
        state=state,
        at=_now(),
        by_id=by.user_id or None,
        by_name=by.name or "Muster",
        reason=reason.strip()[:500],
    )
    announce_step(upload)
    return step


def _now() -> datetime:
    return clock.now()


def _record(
    upload: Upload,
    what: str,
    by: Viewer,
    reason: str = "",
    detail: dict[str, object] | None = None,
) -> None:
    record_entry(
        actor=by,
        action=f"upload.{what}",
        subject=f"upload {upload.pk}",
        force=upload.force,
        reason=reason,
        detail=detail,
    )
