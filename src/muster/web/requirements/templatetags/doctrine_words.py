"""Words for the slugs of doctrine."""

from collections.abc import Iterable, Mapping

from django import template

register = template.Library()


@register.filter
def named(slugs: Iterable[str], names: Mapping[str, str]) -> str:
    """Return slugs by their names, parted by commas."""
    return ", ".join(names.get(each, each) for each in slugs)


@register.filter
def name_of(names: Mapping[str, str], slug: str) -> str:
    """Return the name of a slug, itself where it has none."""
    return names.get(slug, slug)
