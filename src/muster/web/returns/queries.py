"""Reads of uploads and of the returns they became."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import OuterRef, QuerySet, Subquery

from muster.web import clock
from muster.web.documents.models import Document, DocumentStanding, Kind, Standing
from muster.web.documents.queries import documents_known, latest_return, returns_known
from muster.web.returns.models import OPEN, State, Upload, UploadStep
from muster.web.rulebook import rulebook


def same_file(force: str, body: bytes) -> Upload | None:
    """Return the upload of the same bytes for a force, while it is open or what is in use."""
    same = Upload.objects.filter(force=force, sha256=sha256(body).hexdigest())
    still = same.filter(state__in=OPEN).last()
    if still is not None:
        return still
    latest = latest_return(force, clock.now())
    return same.filter(state=State.ACCEPTED, made=latest).last() if latest else None


def uploads_open(force: str, known: datetime) -> QuerySet[Upload]:
    """Return what was neither accepted nor discarded at an instant, the latest first.

    They stand as they do at present, whatever they stood at then.
    """
    steps = UploadStep.objects.filter(upload=OuterRef("pk"), at__lte=known).order_by("-id")
    return (
        Upload.objects.filter(force=force, received_at__lte=known)
        .annotate(then=Subquery(steps.values("state")[:1]))
        .filter(then__in=OPEN)
        .order_by("-received_at", "-id")
    )


def standing_of(document: Document, known: datetime) -> str:
    """Return what was last said of a document by an instant; empty where nothing was."""
    last = DocumentStanding.objects.filter(document=document, at__lte=known).last()
    return last.standing if last else ""


@dataclass(frozen=True)
class Held:
    """One return in the history of a force, and how it stood at the instant asked.

    `stands` is `in use`, `superseded`, or `withdrawn`; `by` is the return that superseded it.
    """

    document: Document
    stands: str
    by: Document | None
    said: DocumentStanding | None

    @property
    def left_out(self) -> int:
        """Return how many faulty rows were left out."""
        return sum(self.document.facts.get("skipped", {}).values())


def history_of(force: str, known: datetime) -> list[Held]:
    """Return every return of a force received by an instant, the latest first, as it stood then."""
    documents = Document.objects.filter(
        kind=Kind.RETURN, subject=force, received_at__lte=known
    ).select_related("received_by")
    said = _standings(force, known)
    held: list[Held] = []
    in_use: Document | None = None
    for each in documents.order_by("-received_at", "-id"):
        last = said.get(each.pk)
        if last is not None and last.standing == Standing.WITHDRAWN:
            held.append(Held(each, "withdrawn", None, last))
        elif in_use is None:
            held.append(Held(each, "in use", None, last))
            in_use = each
        else:
            held.append(Held(each, "superseded", in_use, last))
    return _superseded_by_the_next(held)


def _superseded_by_the_next(held: list[Held]) -> list[Held]:
    """Return the same, each superseded return with the very next one that was not withdrawn."""
    found: list[Held] = []
    later: Document | None = None
    for each in held:
        if each.stands == "superseded":
            found.append(Held(each.document, each.stands, later, each.said))
        else:
            found.append(each)
        if each.stands != "withdrawn":
            later = each.document
    return found


def _standings(force: str, known: datetime) -> dict[int, DocumentStanding]:
    rows = DocumentStanding.objects.filter(
        document__subject=force, document__kind=Kind.RETURN, at__lte=known
    ).select_related("by")
    return {each.document_id: each for each in rows.order_by("at", "id")}


@dataclass(frozen=True)
class InUse:
    """A force and the return in use there, None where there is none."""

    slug: str
    name: str
    document: Document | None
    waiting: int


def in_use(forces: Sequence[str], known: datetime) -> list[InUse]:
    """Return the return in use of each of some forces, and how many uploads wait there."""
    latest = returns_known(known)
    waiting = Counter(
        Upload.objects.filter(force__in=forces, state__in=OPEN).values_list("force", flat=True)
    )
    return [
        InUse(slug, rulebook().force(slug).name, latest.get(slug), waiting[slug]) for slug in forces
    ]


def in_use_without(document: Document) -> Document | None:
    """Return the return that would be in use if one were withdrawn, or were not."""
    known = clock.now()
    others = documents_known(Kind.RETURN, known).filter(subject=document.subject)
    return others.exclude(pk=document.pk).order_by("-received_at", "-id").first()


@dataclass(frozen=True)
class TableRows:
    """A table of a return: rows kept, and rows left out for their faults."""

    table: str
    rows: int
    left_out: int


def rows_of(facts: dict[str, dict[str, int]]) -> list[TableRows]:
    """Return how many rows each table of a return has, and how many were left out."""
    rows, skipped = facts.get("rows", {}), facts.get("skipped", {})
    names = dict.fromkeys([*rows, *skipped])
    return [TableRows(name, rows.get(name, 0), skipped.get(name, 0)) for name in names]
