"""Figures as people read them."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def thousands(value: Any) -> str:
    """Return a whole number with commas; anything else as it is."""
    return f"{value:,}" if isinstance(value, int) else str(value)


@register.filter
def thousands_or_dash(value: Any) -> str:
    """Return a whole number with commas, and a dash for none."""
    return thousands(value) if value else "–"
