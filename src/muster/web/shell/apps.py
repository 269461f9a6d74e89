"""The app of the shell."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Shell(AppConfig):
    """Base templates, components and static files."""

    name = "muster.web.shell"
    label = "shell"

    def ready(self) -> None:
        """Read every app's finders."""
        autodiscover_modules("finders")
