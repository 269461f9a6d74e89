"""Reads of kept copies, each seen only where everything it tells of may be seen."""

from collections.abc import Iterator
from datetime import datetime

from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Place, Viewer, may
from muster.web.clock import now
from muster.web.documents.models import Document, Kind
from muster.web.documents.queries import documents_known
from muster.web.printouts.papers import right_over


def copy_like(digest: str, subject: str, user_id: int) -> Document | None:
    """Return the copy that somebody kept before of the very same answer; None for none."""
    alike = documents_known(Kind.PRINT, now()).filter(sha256=digest, subject=subject)
    return alike.filter(received_by_id=user_id or None).first()


def places_told_of(document: Document) -> tuple[Place, ...]:
    """Return the places a kept copy tells of; a matrix that was kept tells of its own force."""
    if document.kind == Kind.MATRIX:
        return (Place.force(document.subject),)
    return tuple(_place(each) for each in document.facts.get("places", ()))


def _place(text: str) -> Place:
    reach, _, slug = text.partition(":")
    if reach == Reach.FORCE:
        return Place.force(slug)
    return Place.region(slug) if reach == Reach.REGION else Place.nation()


def may_see_copy(viewer: Viewer, document: Document) -> bool:
    """Say whether a viewer may see everything a kept copy tells of."""
    places = places_told_of(document)
    return bool(places) and all(may(viewer, right_over(each), each) for each in places)


def copies_seen(viewer: Viewer, known: datetime, subject: str = "") -> Iterator[Document]:
    """Yield the copies a viewer may see, the latest first, of one subject where it is given."""
    found = documents_known(Kind.PRINT, known).order_by("-received_at", "-id")
    for each in found.filter(subject=subject) if subject else found:
        if may_see_copy(viewer, each):
            yield each
