"""The doctrine that this server reads everything under."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from muster.doctrine import Doctrine, UnableToFindDoctrine, read_doctrine
from muster.synthesis import county_doctrine


@lru_cache(maxsize=1)
def rulebook() -> Doctrine:
    """Return the doctrine shipped, with the folders of `MUSTER_DOCTRINE` laid over it."""
    folders = [Path(each) for each in settings.DOCTRINE_FOLDERS]
    if settings.COUNTY:
        return county_doctrine(*folders)
    return read_doctrine(*folders)


def region_of(force: str) -> str:
    """Return the region of a force; empty for one that doctrine does not know."""
    try:
        return rulebook().force(force).region
    except UnableToFindDoctrine:
        return ""


def force_slugs() -> tuple[str, ...]:
    """Return the forces of doctrine, in its order."""
    return tuple(each.slug for each in rulebook().forces)


def units_first() -> str:
    """Return the kind of unit that is shown where none is asked for."""
    return rulebook().units[0].slug
