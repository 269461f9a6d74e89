"""Filters of pages about accounts."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

from muster.web.accounts.models import Appointment
from muster.web.accounts.queries import place_words
from muster.web.accounts.rights import Place, Right, Viewer, may

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """Return a value as JSON for an attribute; the template escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def over(appointment: Appointment) -> str:
    """Return what an appointment is over, in words."""
    return place_words(appointment.reach, appointment.scope)


@register.filter
def force_name(slug: str) -> str:
    """Return the name of a force; what was given, where doctrine does not know it."""
    return place_words("force", slug) if slug else ""


@register.filter
def administers_nation(viewer: Viewer) -> bool:
    """Say whether a viewer administers the nation, and so what is the server's."""
    return may(viewer, Right.ADMINISTER, Place.nation())
