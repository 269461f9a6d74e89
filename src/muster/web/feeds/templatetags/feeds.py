"""Say on any page that a force's return is late."""

from typing import Any

from django import template

from muster.web.feeds.queries import late_now

register = template.Library()


@register.inclusion_tag("feeds/late.html")
def late_returns(force: str) -> dict[str, Any]:
    """Return a warning for each return of a force that is late; nothing where none is."""
    return {"late": late_now((force,))}
