"""Say on any page that returns are late."""

from typing import Any

from django import template

from muster.web.accounts.rights import Viewer
from muster.web.feeds.queries import late_now
from muster.web.feeds.telling import late_for
from muster.web.rulebook import rulebook

register = template.Library()


@register.inclusion_tag("feeds/late.html")
def late_returns(force: str) -> dict[str, Any]:
    """Return a warning for each return of a force that is late; nothing where none is."""
    return {"late": late_now((force,))}


@register.inclusion_tag("feeds/late_everywhere.html")
def late_everywhere(viewer: Viewer) -> dict[str, Any]:
    """Return which of the forces somebody administers have a return that is late."""
    rows = [(rulebook().force(each.force).name, each) for each in late_for(viewer)]
    return {"late": rows}
