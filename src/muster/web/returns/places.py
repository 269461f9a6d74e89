"""What every view of returns starts with: the force of its address, and who is asking."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from muster.doctrine import UnableToFindDoctrine
from muster.policing import Force
from muster.web.accounts.rights import Place, Right, Viewer, may, viewer_of
from muster.web.documents.models import Document, Kind
from muster.web.returns.models import Upload
from muster.web.rulebook import rulebook


@dataclass(frozen=True)
class At:
    """A force, who looks at its returns, and what they may do there."""

    force: Force
    viewer: Viewer
    sends: bool
    sees_people: bool
    sees_sickness: bool

    def refuse_without_people(self) -> None:
        """Raise PermissionDenied for whoever may not see people's records here."""
        if not self.sees_people:
            raise PermissionDenied(Right.SEE_PEOPLE.value)


def at(request: HttpRequest, force: str) -> At:
    """Return the force of an address, and what the viewer may do there. Raises Http404."""
    try:
        found = rulebook().force(force)
    except UnableToFindDoctrine as unknown:
        raise Http404(_("There is no force of that name")) from unknown
    viewer, place = viewer_of(request), Place.force(found.slug)
    return At(
        found,
        viewer,
        may(viewer, Right.SEND_RETURN, place),
        may(viewer, Right.SEE_PEOPLE, place),
        may(viewer, Right.SEE_SICKNESS, place),
    )


def upload_of(force: str, pk: int) -> Upload:
    """Return an upload of a force. Raises Http404 for another's."""
    return get_object_or_404(Upload.objects.select_related("original", "made"), pk=pk, force=force)


def return_at(force: str, pk: int) -> Document:
    """Return a return of a force. Raises Http404 for another's, or what is no return."""
    return get_object_or_404(Document, pk=pk, subject=force, kind=Kind.RETURN)
