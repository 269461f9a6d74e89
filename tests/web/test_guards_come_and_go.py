"""Guards are put up and taken down by migrations that keep what is there, on both databases."""

import pytest
from tests.web.databases import KINDS
from tests.web.servers import Site

pytestmark = pytest.mark.slow

ADD = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("INSERT INTO tours_tourpattern (force, starts, recorded_at, by_name) "
        "VALUES ('kent', '[]', '2026-03-10 12:00:00+00:00', 'A room')")
"""
BACK_AND_ON = """
import json
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

def changed():
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE tours_tourpattern SET by_name = 'another'")
    except DatabaseError:
        return False
    return True

found = [changed()]
for name in ("0001", "0002"):
    call_command("migrate", "tours", name, verbosity=0)
    found.append(changed())
with connection.cursor() as cursor:
    cursor.execute("SELECT force, by_name FROM tours_tourpattern")
    print(json.dumps([found, cursor.fetchall()]))
"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_guard_comes_and_goes_with_its_migration_and_keeps_the_rows(kind, tmp_path):
    site = Site(kind, tmp_path)
    site.ask(ADD)
    assert site.ask(BACK_AND_ON) == [[False, True, False], [["kent", "another"]]]
