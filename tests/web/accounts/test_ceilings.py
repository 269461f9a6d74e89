"""One account takes so many failures from everywhere together, and no more."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings as of_server
from django.db.models import F
from django.test import Client
from django.urls import reverse
from tests.web.cast import PASSWORD

from muster.web.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
WRONG = "not the password at all"
LIMIT, CEILING = of_server.AXES_FAILURE_LIMIT, of_server.ACCOUNT_CEILING
TOO_MANY = 429


@pytest.fixture
def sign_in(cast):
    """Return what tries a password from an address of the network, and says how it is answered."""

    def tried(address: str, password: str = WRONG, who: str = "planning_lead", browser="a"):
        typed = {"login": cast.user(who).email, "password": password}
        client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=browser)
        return client.post(reverse("account_login"), typed).status_code

    return tried


def guess(sign_in, failures: int) -> None:
    """Fail from as many addresses as it takes, one less from each than is locked out."""
    for number in range(failures):
        assert sign_in(f"203.0.113.{number // (LIMIT - 1)}") == 200


def test_many_addresses_do_not_guess_for_ever(sign_in):
    guess(sign_in, CEILING - 1)
    assert sign_in("198.51.100.1") == TOO_MANY
    assert sign_in("198.51.100.2", PASSWORD) == TOO_MANY, "the right password is a guess too"
    assert AuditEntry.objects.filter(action="locked_out").exists()


def test_a_few_failures_elsewhere_lock_nobody_out(sign_in):
    guess(sign_in, CEILING - 1)
    assert sign_in("198.51.100.2", PASSWORD) == 302


def test_another_account_is_not_concerned(sign_in):
    guess(sign_in, CEILING - 1)
    sign_in("198.51.100.1")
    assert sign_in("198.51.100.2", PASSWORD, who="chief_officer") == 302


def test_one_address_alone_locks_nobody_out_elsewhere_however_often_it_tries(sign_in):
    for number in range(CEILING + LIMIT):
        sign_in("203.0.113.1", browser=f"browser {number % 7}")
    assert sign_in("203.0.113.1") == TOO_MANY
    assert sign_in("198.51.100.2", PASSWORD) == 302


def test_the_ceiling_is_over_once_the_wait_is(sign_in):
    guess(sign_in, CEILING - 1)
    assert sign_in("198.51.100.1") == TOO_MANY
    wait = of_server.AXES_COOLOFF_TIME + timedelta(seconds=1)
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - wait)
    assert sign_in("198.51.100.2", PASSWORD) == 302
