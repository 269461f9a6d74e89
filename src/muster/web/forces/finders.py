"""What the command bar finds of forces and of the cells of the matrix."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.reporting import aspect_name, cell_name, threat_name
from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Place, Right, Viewer, may, places_of
from muster.web.clock import now
from muster.web.picture.asked import edition_on
from muster.web.rulebook import rulebook
from muster.web.shell.finders import Found, finder, matches

Address = Callable[[str, str], str]


@finder("forces")
def forces_found(viewer: Viewer, text: str) -> list[Found]:
    """Return the forces whose picture a viewer may see and whose name matches."""
    regions = {each.slug: each.name for each in rulebook().regions}
    return [
        Found(each.name, regions.get(each.region, ""), reverse("forces:force", args=[each.slug]))
        for each in rulebook().forces
        if matches(text, each.name, each.short_name, each.slug)
        and may(viewer, Right.SEE_PICTURE, Place.force(each.slug))
    ]


@finder("cells")
def cells_found(viewer: Viewer, text: str) -> list[Found]:
    """Return the cells that match, of the place where the viewer's day starts."""
    home = next(iter(reversed(places_of(viewer, Right.SEE_PICTURE))), None)
    if home is None:
        return []
    edition = rulebook().edition(edition_on(now().date()))
    asked = {(each.threat, each.aspect) for each in rulebook().criteria_of(edition.slug)}
    hint, address = _of(home)
    return [
        Found(cell_name(threat, aspect, rulebook()), hint, address(threat, aspect))
        for threat in edition.threats
        for aspect in edition.aspects
        if (threat, aspect) in asked
        and matches(text, threat_name(threat, rulebook()), aspect_name(aspect, rulebook()))
    ]


def _of(home: Place) -> tuple[str, Address]:
    """Return what a place is called, and what gives the address of a cell of it."""
    if home.reach is Reach.FORCE:
        name = rulebook().force(home.slug).name
        return name, lambda *cell: reverse("forces:cell", args=[home.slug, *cell])
    if home.reach is Reach.REGION:
        name = next((each.name for each in rulebook().regions if each.slug == home.slug), "")
        return name, lambda *cell: reverse("forces:region_cell", args=[home.slug, *cell])
    return _("The nation"), lambda *cell: reverse("forces:nation_cell", args=cell)
