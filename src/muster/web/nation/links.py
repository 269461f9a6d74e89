"""Where a force, a region or a cell leads, for those who may open it."""

from functools import lru_cache

from django.urls import NoReverseMatch, reverse

from muster.web.accounts.rights import Place, Right, Viewer, may
from muster.web.picture.asked import Asked


def address(name: str, **given: str) -> str:
    """Return the address of a page by its name; empty where there is no such page."""
    try:
        return _reverse(name, **given)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=4096)
def _reverse(name: str, **given: str) -> str:
    return reverse(name, kwargs=given)  # a page of the nation asks for hundreds


def force_link(viewer: Viewer, force: str, asked: Asked | None = None) -> str:
    """Return where a force's own page is; empty for a viewer who may not open it."""
    if not may(viewer, Right.SEE_PICTURE, Place.force(force)):
        return ""
    return _asked(address("forces:force", force=force), asked)


def region_link(viewer: Viewer, region: str, asked: Asked | None = None) -> str:
    """Return where a region's page is; empty for a viewer who may not open it."""
    if not may(viewer, Right.SEE_SUMS, Place.region(region)):
        return ""
    return _asked(address("nation:region", region=region), asked)


def cell_link(viewer: Viewer, force: str, threat: str, aspect: str) -> str:
    """Return where a cell of a force is explained, its force where cells have no page."""
    if not may(viewer, Right.SEE_PICTURE, Place.force(force)):
        return ""
    found = address("forces:cell", force=force, threat=threat, aspect=aspect)
    return found or force_link(viewer, force)


def _asked(url: str, asked: Asked | None) -> str:
    query = asked.query() if url and asked else "?"
    return url + query if query != "?" else url
