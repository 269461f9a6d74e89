"""The app of jobs."""

from django.apps import AppConfig


class Jobs(AppConfig):
    """A table of leases: work is claimed, never assumed."""

    name = "muster.web.jobs"
    label = "jobs"
