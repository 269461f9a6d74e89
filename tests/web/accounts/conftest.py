"""A browser that signs in the way people do, and the codes their telephones show."""

import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.web.cast import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30


@pytest.fixture(autouse=True)
def nothing_counted_yet(db):
    """Forget attempts that another test made."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def browser() -> Client:
    """Return a browser in which nobody is signed in."""
    return Client()


@pytest.fixture
def give_password(browser, cast):
    """Return what types an address and a password, and follows nothing."""

    def give(name: str = "planning_lead", password: str = PASSWORD, **query: str):
        email = cast.user(name).email
        address = reverse("account_login")
        return browser.post(address, {"login": email, "password": password, **query})

    return give


@pytest.fixture
def with_app(cast):
    """Return what gives somebody an authenticator app and recovery codes."""

    def give(name: str = "planning_lead") -> list[str]:
        TOTP.activate(cast.user(name), SECRET)
        return RecoveryCodes.activate(cast.user(name)).get_unused_codes()

    return give


def code(ago: int = 0) -> str:
    """Return the code the app shows now, or showed so many half-minutes ago."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // PERIOD - ago))
