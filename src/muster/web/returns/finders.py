"""What the command bar finds of returns: each by its title, its day or the start of its digest."""

from itertools import islice

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Right, Viewer, forces_of, places_of
from muster.web.clock import now
from muster.web.documents.models import Document, Kind
from muster.web.documents.queries import documents_known
from muster.web.rulebook import rulebook
from muster.web.shell.finders import MOST, Found, finder, matches

SHORTEST_DIGEST = 6  # characters


@finder("documents")
def returns_found(viewer: Viewer, text: str) -> list[Found]:
    """Return the returns a viewer may see that match, the latest first."""
    seen = forces_of(viewer, Right.SEE_RETURNS, [each.slug for each in rulebook().forces])
    held = documents_known(Kind.RETURN, now()).filter(subject__in=seen)
    found = (each for each in held.order_by("-received_at", "-id") if _matches(text, each))
    return [
        Found(each.title, each.sha256[:12], reverse("returns:return", args=[each.subject, each.pk]))
        for each in islice(found, MOST)
    ]


def _matches(text: str, document: Document) -> bool:
    digest = text.lower().removeprefix("sha256:")
    if len(digest) >= SHORTEST_DIGEST and document.sha256.startswith(digest):
        return True
    return matches(text, _("Return"), document.title)


@finder("actions")
def sending_found(viewer: Viewer, text: str) -> list[Found]:
    """Return where the viewer's own forces send a return and get its template."""
    offered = (
        (_("Upload a return"), "returns:send"),
        (_("Template of a return"), "returns:template"),
    )
    return [
        Found(label, rulebook().force(place.slug).name, reverse(name, args=[place.slug]))
        for label, name in offered
        for place in places_of(viewer, Right.SEND_RETURN)
        if place.reach is Reach.FORCE and matches(text, label)
    ]
