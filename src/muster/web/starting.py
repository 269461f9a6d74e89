"""Set Django up for work outside of a request."""

import os

import django

SETTINGS = "DJANGO_SETTINGS_MODULE"


def set_up() -> None:
    """Read the settings and every app, once. Raises UnableToConfigure."""
    os.environ.setdefault(SETTINGS, "muster.web.settings")
    django.setup()
