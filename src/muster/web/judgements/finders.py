"""Where a judgement is recorded, found from the command bar."""

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Right, Viewer, places_of
from muster.web.rulebook import rulebook
from muster.web.shell.finders import Found, finder, matches


@finder("actions")
def judging_found(viewer: Viewer, text: str) -> list[Found]:
    """Return where the viewer's own forces record a judgement, and read those there are."""
    offered = (
        (_("Record a judgement"), "judgements:new"),
        (_("Judgements"), "judgements:list"),
    )
    return [
        Found(label, rulebook().force(place.slug).name, reverse(name, args=[place.slug]))
        for label, name in offered
        for place in places_of(viewer, Right.JUDGE)
        if place.reach is Reach.FORCE and matches(text, label)
    ]
