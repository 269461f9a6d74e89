"""The app of the pages of a force."""

from django.apps import AppConfig


class Forces(AppConfig):
    """Pages of a force, and of the cells of forces, regions and the nation."""

    name = "muster.web.forces"
    label = "forces"
