"""A process that declares one tour again and again, until it is killed; `tell` says what is left.

It prints each form's token once the declaration is acknowledged.
"""

import json
import os
import sys

import django
from django.core.management import call_command

os.environ["DJANGO_SETTINGS_MODULE"] = "muster.web.settings"
django.setup()

from muster.policing import clock as minutes  # noqa: E402
from muster.web import clock  # noqa: E402
from muster.web.accounts.rights import Viewer  # noqa: E402
from muster.web.audit.models import AuditEntry  # noqa: E402
from muster.web.live.models import LiveEvent  # noqa: E402
from muster.web.tours.actions import Declared, Nominated, Stood, declare_tour  # noqa: E402
from muster.web.tours.models import Declaration  # noqa: E402
from muster.web.tours.queries import declaration_at, tour_of  # noqa: E402

FORCE, VEHICLES = "kent", 40


def declare():
    """Declare, and say so, for as long as there is life."""
    vehicles = tuple(Stood(f"PC{each}", "carrier", "Yard", True) for each in range(VEHICLES))
    said = Declared("Supt A. Hale", "07700 900123", "", (Nominated("1419"),), vehicles)
    number = 0
    while True:
        number += 1
        now = clock.now()
        tour = tour_of(FORCE, minutes.minute_of(now), now)
        before = declaration_at(FORCE, tour.start, now)
        token = f"{os.getpid()}-{number}"
        seen = before.pk if before else None
        declare_tour(FORCE, tour, said, by=Viewer(name="A room"), token=token, seen=seen)
        print(token, flush=True)


def tell():
    """Print the tokens kept, whether each declaration is whole, and how many were recorded."""
    kept = Declaration.objects.order_by("id")
    whole = [
        (each.vehicles.count(), each.commanders.count(), hasattr(each, "contact")) for each in kept
    ]
    told = {
        "tokens": [each.token for each in kept],
        "whole": all(each == (VEHICLES, 1, True) for each in whole),
        "recorded": AuditEntry.objects.filter(action__startswith="tour.").count(),
        "announced": LiveEvent.objects.filter(topic="tours").count(),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make"]:
            call_command("migrate", verbosity=0)
        case ["declare"]:
            declare()
        case ["tell"]:
            tell()
