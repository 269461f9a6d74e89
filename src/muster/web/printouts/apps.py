"""The app of print-outs."""

from django.apps import AppConfig


class Printouts(AppConfig):
    """Copies of answers that were kept, and how a page answers as data."""

    name = "muster.web.printouts"
    label = "printouts"
