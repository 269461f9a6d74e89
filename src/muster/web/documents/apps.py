"""The app of documents."""

from django.apps import AppConfig


class Documents(AppConfig):
    """Values kept whole, with where they came from; only ever superseded."""

    name = "muster.web.documents"
    label = "documents"
