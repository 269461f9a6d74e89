"""Django is set up for the tests of the web alone: the core's never wait for it."""

import os
from unittest import mock

import django
import pytest
from django.conf import settings as django_settings

if not django_settings.configured:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.web.settings_for_tests"
    django.setup()
    # What a test starts must not find these settings by accident.
    del os.environ["DJANGO_SETTINGS_MODULE"]

from django.db import connection
from django.test import TransactionTestCase
from tests.web.cast import cast, held_clock
from tests.web.guards import GUARDS
from tests.web.holdings import held, packed

from muster.web.guarding import put_up, take_down

__all__ = ["cast", "held", "held_clock", "packed"]


@pytest.fixture(scope="session", autouse=True)
def no_database_unasked(django_db_blocker):
    """Refuse the database to a test that does not ask for it."""
    django_db_blocker.block()
    yield
    django_db_blocker.restore()


@pytest.fixture(scope="session", autouse=True)
def tables_that_tests_may_empty():
    """Take the guards down while a test with real transactions is cleared away."""
    clear_away = TransactionTestCase._fixture_teardown

    def cleared(case):
        take_down(connection, GUARDS)
        clear_away(case)
        put_up(connection, GUARDS)

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", cleared):
        yield
