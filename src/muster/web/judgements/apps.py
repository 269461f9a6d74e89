"""The app of judgements."""

from importlib import import_module

from django.apps import AppConfig

from muster.web.picture.since import tells_since


class Judgements(AppConfig):
    """Judgements stand beside findings wherever a matrix is shown."""

    name = "muster.web.judgements"
    label = "judgements"

    def ready(self) -> None:
        """Tell the picture what was judged since a return, now that models can be read."""
        tells_since(import_module("muster.web.judgements.queries").judged_since)
