"""A process of a test of the audit: `make` its table, `write` entries until killed, `tell`."""

import json
import os
import sys

import django
from django.core.management import call_command
from django.db import transaction

os.environ["DJANGO_SETTINGS_MODULE"] = "muster.web.settings"
django.setup()

from muster.web.accounts.rights import NOBODY  # noqa: E402
from muster.web.audit.actions import record_entry  # noqa: E402
from muster.web.audit.verifying import verify_chain  # noqa: E402


def write(name: str, count: int) -> None:
    """Add entries, each in a transaction of its own, and say after each that it is kept."""
    for number in range(count):
        with transaction.atomic():
            record_entry(actor=NOBODY, action="test", subject=f"{name} {number}")
        print(number, flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make"]:
            call_command("migrate", verbosity=0)
        case ["write", name, count]:
            write(name, int(count))
        case ["tell"]:
            found = verify_chain()
            told = {"entries": found.entries, "last": found.sequence, "intact": found.intact}
            print(json.dumps(told))
