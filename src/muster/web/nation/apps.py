"""The app of the nation's and the regions' pages."""

from django.apps import AppConfig


class Nation(AppConfig):
    """Map, table, matrix and gaps of many forces; no rows of its own."""

    name = "muster.web.nation"
    label = "nation"
