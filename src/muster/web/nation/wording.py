"""Doctrine's names in the words of a page."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.policing import clock
from muster.web.rulebook import rulebook

NATION = "nation"


def upper_first(text: str) -> str:
    """Return a text with a capital first letter and the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return a name fit for the middle of a sentence; `CBRN team` stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def threat_words(slug: str) -> str:
    """Return a threat's name."""
    return next((each.name for each in rulebook().threats if each.slug == slug), slug)


def aspect_words(slug: str) -> str:
    """Return an aspect's name."""
    return next((each.name for each in rulebook().aspects if each.slug == slug), slug)


def cell_words(threat: str, aspect: str) -> str:
    """Return a cell's name: `Public order: capability`."""
    return f"{threat_words(threat)}: {lower_first(aspect_words(aspect))}"


def unit_words(slug: str, count: int = 2) -> str:
    """Return a unit kind's short name, in the plural but for one: `PSUs`, `CBRN teams`."""
    kind = rulebook().unit(slug)
    initials = "".join(word[0] for word in kind.name.split()).lower()
    if len(initials) > 1 and initials == kind.slug:
        return kind.slug.upper() + ("" if count == 1 else "s")
    return lower_first(kind.name) if count == 1 else kind.plural


def notice_words(minutes: int) -> str:
    """Return a notice in words: `at once`, `within 1 hour`."""
    if minutes == 0:
        return _("at once")
    hours = minutes // clock.HOUR
    return ngettext("within %(n)d hour", "within %(n)d hours", hours) % {"n": hours}


def force_words(slug: str) -> str:
    """Return a force's full name."""
    return next((each.name for each in rulebook().forces if each.slug == slug), slug)


def region_words(slug: str) -> str:
    """Return a region's name."""
    return next((each.name for each in rulebook().regions if each.slug == slug), slug)
