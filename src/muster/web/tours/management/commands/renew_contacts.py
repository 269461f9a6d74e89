"""Seal every contact anew with the first key of `MUSTER_CONTACTS_KEY`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from muster.web.tours.actions import renew_contacts
from muster.web.tours.vault import UnableToKeepContact


class Command(BaseCommand):
    """Run once after a new key was put first; the old one may go afterwards."""

    help = "Seal every contact anew with the first key of MUSTER_CONTACTS_KEY."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Renew them, and say how many were sealed with another key."""
        try:
            renewed = renew_contacts()
        except UnableToKeepContact as refused:
            raise CommandError(f"Nothing was changed. {refused}") from refused
        self.stdout.write(f"{renewed} contacts were sealed anew; the old key may go now.")
