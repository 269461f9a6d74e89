"""The app of the interface for programs."""

from django.apps import AppConfig


class Interface(AppConfig):
    """Tokens of programs, and the routes they may ask."""

    name = "muster.web.api"
    label = "api"
