"""A process of a test of workers: `make N` fills the table, `work` works at it, `tell` counts.

The effect of a job is a row of its own table, which would hold two where it happened twice.
"""

import json
import os
import random
import sys
import time
from collections import Counter
from datetime import timedelta

import django
from django.core.management import call_command
from django.db import connection, transaction

os.environ["DJANGO_SETTINGS_MODULE"] = "muster.web.settings"
django.setup()

from muster.web.jobs.actions import enqueue  # noqa: E402
from muster.web.jobs.handlers import handles  # noqa: E402
from muster.web.jobs.leases import finish  # noqa: E402
from muster.web.jobs.models import Job  # noqa: E402
from muster.web.jobs.worker import Worker, work_until_told  # noqa: E402

LEASE = timedelta(seconds=1.5)


@handles("test.effect")
def effect(payload, job):
    """Have an effect in the middle of a transaction that takes a while."""
    with transaction.atomic():
        write("INSERT INTO effect (number) VALUES (%s)", [payload["number"]])
        time.sleep(random.uniform(0, 0.02))
        finish(job)
    time.sleep(random.uniform(0, 0.02))


def write(sql, values=()):
    """Run a statement and return its rows, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return cursor.fetchall() if cursor.description else []


def make(count):
    """Make the tables, and so many jobs."""
    call_command("migrate", verbosity=0)
    write("CREATE TABLE effect (number integer)")
    with transaction.atomic():
        for number in range(count):
            enqueue("test.effect", {"number": number}, key=f"effect {number}")


def tell():
    """Print how often each effect happened, how jobs ended and the most attempts of any."""
    times = Counter(Counter(number for (number,) in write("SELECT number FROM effect")).values())
    jobs = Job.objects.filter(kind="test.effect")
    done = jobs.exclude(done_at=None).count()
    attempts = max(jobs.values_list("attempts", flat=True))
    print(json.dumps({"times": times, "done": done, "jobs": jobs.count(), "attempts": attempts}))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", count]:
            make(int(count))
        case ["work"]:
            work_until_told(Worker(lease=LEASE, pause=0.05))
        case ["tell"]:
            tell()
