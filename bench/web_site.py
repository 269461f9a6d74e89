"""A server to measure: `muster serve` with the synthetic national set, and browsers for it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.web.servers import Browser, Site

LOAD = """
from muster.web.demonstration.happenings import happen
from muster.web.demonstration.people import appoint_everybody
from muster.web.demonstration.returns import load_nation
list(appoint_everybody())
load_nation(lambda *said: None)
happen()
"""
# Sessions are made in the database: fifty people who sign in at once from one address would be
# held up by the limits that sign-in is under, and that is not what is measured.
SESSIONS = """
import json
from django.conf import settings
from django.test import Client
from muster.web.accounts.models import User
found = {{}}
for user in User.objects.filter(email__in={emails!r}):
    found[user.email] = []
    for _ in range({count}):
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        found[user.email].append(client.cookies[settings.SESSION_COOKIE_NAME].value)
print(json.dumps([settings.SESSION_COOKIE_NAME, found]))
"""
LEAD, COORDINATOR = "planning@demo.invalid", "nation@demo.invalid"
EVERYBODY = (
    "chief@demo.invalid",
    LEAD,
    "control@demo.invalid",
    "region@demo.invalid",
    COORDINATOR,
    "inspector@demo.invalid",
)


@contextmanager
def national_site(kind: str, *options: str) -> Iterator[Site]:
    """Yield a server on a database of a kind, with the nation of two months in it."""
    with tempfile.TemporaryDirectory(prefix="muster-bench-") as folder:
        site = Site(kind, Path(folder), *options, MUSTER_DEMONSTRATION="yes")
        site.ask(LOAD)
        site.start()
        try:
            yield site
        finally:
            site.close()


def sessions(site: Site, emails: tuple[str, ...], count: int = 1) -> dict[str, list[str]]:
    """Return so many sessions of each person, as cookies."""
    found = site.ask(SESSIONS.format(emails=list(emails), count=count))
    assert isinstance(found, list)
    name, values = found
    return {email: [f"{name}={each}" for each in own] for email, own in values.items()}


def browser_of(site: Site, email: str) -> Browser:
    """Return a browser in which somebody of the demonstration is signed in."""
    return site.browser(email, "muster-demonstration")
