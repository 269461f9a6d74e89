"""The app of returns."""

from django.apps import AppConfig


class Returns(AppConfig):
    """What forces send in, from the first byte to the return that is in use."""

    name = "muster.web.returns"
    label = "returns"
