"""The wall and the declaration, found from the command bar."""

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Right, Viewer, places_of
from muster.web.rulebook import rulebook
from muster.web.shell.finders import Found, finder, matches


@finder("actions")
def tours_found(viewer: Viewer, text: str) -> list[Found]:
    """Return the wall and the declaration of the viewer's own forces, where their names match."""
    offered = (
        (Right.SEE_TOUR, _("Wall"), "tours:wall"),
        (Right.DECLARE_TOUR, _("Declare a tour"), "tours:declare"),
    )
    return [
        Found(label, rulebook().force(place.slug).name, reverse(name, args=[place.slug]))
        for right, label, name in offered
        for place in places_of(viewer, right)
        if place.reach is Reach.FORCE and matches(text, label)
    ]
