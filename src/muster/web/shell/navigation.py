"""Where a viewer may go from the top of every page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Right, Viewer, places_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class NavItem:
    """One entry of the navigation."""

    label: "StrOrPromise"
    url: str
    current: bool


@dataclass(frozen=True)
class Entry:
    """Where an entry leads, for whom.

    One of their `own_force` leads to the viewer's force; whoever holds a region or the nation and
    no force goes to the `wide` view, where there is one.
    """

    label: "StrOrPromise"
    view: str
    right: Right
    own_force: bool = False
    wide: str = ""


ENTRIES = (
    Entry(_("Today"), "today:today", Right.SEE_SUMS),
    Entry(_("Nation"), "nation:nation", Right.SEE_SUMS),
    Entry(_("Force"), "forces:force", Right.SEE_PICTURE, own_force=True),
    Entry(_("Compare"), "compare:compare", Right.SEE_PICTURE),
    Entry(_("Returns"), "returns:list", Right.SEE_RETURNS, own_force=True, wide="returns:forces"),
    Entry(_("Tour"), "tours:tour", Right.SEE_TOUR, own_force=True),
    Entry(_("People"), "people:list", Right.SEE_PEOPLE, own_force=True),
    Entry(_("Requests"), "inspections:list", Right.SEE_REQUESTS),
    Entry(_("Doctrine"), "requirements:criteria", Right.SEE_DOCTRINE),
    Entry(_("Audit"), "audit:log", Right.SEE_AUDIT),
    Entry(_("Administration"), "administration:home", Right.ADMINISTER),
)


def navigation_of(viewer: Viewer, path: str) -> list[NavItem]:
    """Return the entries a viewer may open, the one they are in marked."""
    found = []
    for entry in ENTRIES:
        url = _address(entry, viewer)
        if url:
            current = path == url or (url != "/" and path.startswith(url))
            found.append(NavItem(entry.label, url, current))
    return found


def _address(entry: Entry, viewer: Viewer) -> str:
    places = places_of(viewer, entry.right)
    if not places:
        return ""
    forces = [each.slug for each in places if each.reach is Reach.FORCE]
    view, own = entry.view, entry.own_force
    if own and not forces:
        view, own = entry.wide, False
    try:
        return reverse(view, kwargs={"force": forces[0]} if own else {}) if view else ""
    except NoReverseMatch:
        return ""
