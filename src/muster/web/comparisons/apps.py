"""The app of comparisons."""

from django.apps import AppConfig


class Comparisons(AppConfig):
    """One page that holds two matrices beside each other."""

    name = "muster.web.comparisons"
    label = "comparisons"
