"""What the command bar finds of kept copies: by title, or by the beginning of their digest."""

from itertools import islice

from django.urls import reverse

from muster.web.accounts.rights import Viewer
from muster.web.clock import now
from muster.web.documents.models import Document
from muster.web.printouts.queries import copies_seen
from muster.web.shell.finders import MOST, Found, finder, matches

SHORTEST_DIGEST = 6


@finder("documents")
def copies_found(viewer: Viewer, text: str) -> list[Found]:
    """Return the copies a viewer may see that match."""
    seen = (each for each in copies_seen(viewer, now()) if _matches(text, each))
    return [
        Found(each.title, each.sha256[:12], reverse("printouts:copy", args=[each.pk]))
        for each in islice(seen, MOST)
    ]


def _matches(text: str, document: Document) -> bool:
    digest = len(text) >= SHORTEST_DIGEST and document.sha256.startswith(text.lower())
    return digest or matches(text, document.title)
