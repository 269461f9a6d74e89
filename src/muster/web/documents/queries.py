"""Reads of documents, each as known at an instant."""

from datetime import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from muster.errors import MusterError
from muster.web.documents.models import Document, DocumentBody, DocumentStanding, Kind, Standing


class UnableToReadDocument(MusterError):
    """A document's body is not there, or is not what it was."""


def documents_known(kind: str, known: datetime) -> QuerySet[Document]:
    """Return the documents of a kind received by an instant and not withdrawn by then."""
    last = DocumentStanding.objects.filter(document=OuterRef("pk"), at__lte=known)
    standing = Subquery(last.order_by("-at", "-id").values("standing")[:1])
    found = Document.objects.filter(kind=kind, received_at__lte=known)
    return found.annotate(said=standing).filter(Q(said=None) | ~Q(said=Standing.WITHDRAWN))


def returns_known(known: datetime) -> dict[str, Document]:
    """Return the latest return of each force as known at an instant, by force."""
    order = [F("received_at").desc(), F("id").desc()]
    place = Window(RowNumber(), partition_by=F("subject"), order_by=order)
    latest = documents_known(Kind.RETURN, known).annotate(place=place).filter(place=1)
    return {each.subject: each for each in latest.order_by("received_at", "id")}


def latest_return(force: str, known: datetime) -> Document | None:
    """Return the latest return of a force as known at an instant; None where there is none."""
    found = documents_known(Kind.RETURN, known).filter(subject=force)
    return found.order_by("-received_at", "-id").first()


def body_of(document: Document) -> bytes:
    """Return a document's bytes. Raises UnableToReadDocument where they were erased."""
    if document.erased_at is not None:
        raise UnableToReadDocument(
            f"{document.title} was erased on {document.erased_at:%-d %B %Y} under the retention "
            "rule; who sent it, when and its digest are kept"
        )
    return bytes(DocumentBody.objects.get(pk=document.pk).content)
