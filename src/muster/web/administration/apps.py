"""The app of administration."""

from django.apps import AppConfig


class Administration(AppConfig):
    """Users and appointments, retention, health."""

    name = "muster.web.administration"
    label = "administration"
