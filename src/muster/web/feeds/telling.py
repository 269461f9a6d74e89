"""What the first page is told of returns that are late."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Place, Right, Viewer, forces_of, may
from muster.web.feeds.models import LateNotice
from muster.web.feeds.queries import late_now
from muster.web.picture.asked import Asked
from muster.web.rulebook import force_slugs, rulebook
from muster.web.today.telling import Item, Slot, tells_today


@tells_today(Slot.RETURN)
def late_here(viewer: Viewer, place: Place, _asked: Asked) -> Iterator[Item]:
    """Yield the returns of a force that are late, to whoever sends them."""
    if place.reach is not Reach.FORCE or not may(viewer, Right.SEND_RETURN, place):
        return
    for each in late_now((place.slug,)):
        said = _("None that counts for that month has been accepted.")
        yield Item(_title(each), said, reverse("returns:send", kwargs={"force": place.slug}),
                   _("Send a return"), due=each.due_at, tone="none")  # fmt: skip


@tells_today(Slot.HEALTH)
def late_anywhere(viewer: Viewer, _place: Place, _asked: Asked) -> Iterator[Item]:
    """Yield the returns that are late of the forces an administrator looks after."""
    for each in late_for(viewer):
        name = rulebook().force(each.force).name
        yield Item(f"{name}: {_title(each)}", due=each.due_at, tone="short")


def late_for(viewer: Viewer) -> list[LateNotice]:
    """Return the late returns of the forces that somebody administers."""
    return late_now(forces_of(viewer, Right.ADMINISTER, force_slugs()))


def _title(notice: LateNotice) -> str:
    return _("The return due by %(day)s is late") % {"day": f"{notice.day:%-d %B}"}
