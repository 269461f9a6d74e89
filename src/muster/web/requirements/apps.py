"""The app of the doctrine pages."""

from django.apps import AppConfig


class Requirements(AppConfig):
    """Doctrine, to be read."""

    name = "muster.web.requirements"
    label = "requirements"
