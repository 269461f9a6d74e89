"""Tables of what is only added are guarded by the database, and stay so through every migration."""

import pytest
from django.apps import apps
from django.db import connection
from tests.web.guards import GUARDS

from muster.web.appended import Appended
from muster.web.guarding import Guard, UnableToGuard
from muster.web.judgements.models import Judgement

TABLES = {each.table: each for each in GUARDS}
TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND tgenabled = 'O'"
    ),
}
KINDS = {
    "sqlite": ("changed", "removed", "replaced"),
    "postgresql": ("changed", "removed", "emptied"),
}


def test_everything_that_is_only_added_has_a_guard():
    added = [each for each in apps.get_models() if issubclass(each, Appended)]
    assert {each._meta.db_table for each in (*added, Judgement)} <= set(TABLES)


def test_no_two_guards_are_called_alike():
    assert len({each.name for each in GUARDS}) == len(GUARDS) == len(TABLES)


@pytest.mark.django_db
def test_every_guard_stands_once_all_migrations_are_applied():
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        standing = set(cursor.fetchall())
    kinds = KINDS[connection.vendor]
    assert {(f"{each.name}_never_{kind}", each.table) for each in GUARDS for kind in kinds} <= (
        standing
    )


@pytest.mark.django_db
@pytest.mark.parametrize("guard", GUARDS, ids=lambda each: each.name)
def test_a_guard_knows_every_way_to_take_a_rows_place(guard):
    model = next(each for each in apps.get_models() if each._meta.db_table == guard.table)
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, guard.table)
    unique = {frozenset(each["columns"]) for each in found.values() if each["unique"]}
    assert unique <= {frozenset(each) for each in guard.keys}, model


@pytest.mark.parametrize("of", ["up", "down"])
def test_a_database_without_a_guard_is_refused(of):
    with pytest.raises(UnableToGuard, match="SQLite or PostgreSQL"):
        getattr(Guard("a_table", "a"), of)("oracle")
