"""The app of the shell."""

from django.apps import AppConfig


class Shell(AppConfig):
    """Base templates, components and static files."""

    name = "muster.web.shell"
    label = "shell"
