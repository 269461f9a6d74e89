"""Somebody's record from the command bar, by collar number: it is looked up when it is opened."""

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Right, Viewer, places_of
from muster.web.rulebook import rulebook
from muster.web.shell.finders import Found, finder

SHORTEST, LONGEST = 2, 20


@finder("people")
def people_found(viewer: Viewer, text: str) -> list[Found]:
    """Return where to look a collar number up in the viewer's own forces.

    Nothing is read to say so: whether there is such an officer is told by the page, which asks
    for a reason first.
    """
    number = text.strip().upper()
    looks_so = number.isalnum() and any(each.isdigit() for each in number)
    if not looks_so or not SHORTEST <= len(number) <= LONGEST:
        return []
    return [
        Found(
            _("Look up %(number)s") % {"number": number},
            rulebook().force(place.slug).name,
            f"{reverse('people:list', args=[place.slug])}?q={number}",
        )
        for place in places_of(viewer, Right.SEE_PEOPLE)
        if place.reach is Reach.FORCE
    ]
