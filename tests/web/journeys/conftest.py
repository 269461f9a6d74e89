"""People in real browsers at a real server: small synthetic forces, and a sign-in for each role."""

import os

import pytest
from tests.browsers import opened_chromium
from tests.web.journeys.walking import Person
from tests.web.servers import Site

SEED = "import runpy; runpy.run_module('tests.web.journeys.seed', run_name='__main__')"
WARM = ("/", "/forces/west-midlands/", "/forces/west-midlands/cells/public-order/capability")


@pytest.fixture(scope="package")
def site(tmp_path_factory):
    """Return a server as it is run, with small synthetic forces and the people of every role."""
    kind = os.environ.get("MUSTER_TEST_DATABASE", "sqlite")
    folder = tmp_path_factory.mktemp("journeys")
    found = Site(kind, folder, MUSTER_DEMONSTRATION="yes", MUSTER_LOG="WARNING")
    found.ask(SEED)
    found.start()
    first = found.browser("chief@demo.invalid", "muster-demonstration")
    for path in WARM:
        assert first.get(path).status == 200
    yield found
    found.close()


@pytest.fixture(scope="module")
def browser():
    """Return Chromium."""
    with opened_chromium() as opened:
        yield opened


@pytest.fixture
def signed_in(site, browser):
    """Return a way to sign somebody in by the page; what a browser complains of fails the test."""
    people = []

    def somebody(who, *, width=1440, scripts=True, by_keys=False):
        context = browser.new_context(
            viewport={"width": width, "height": 900 if width > 500 else 844},
            base_url=site.address,
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        context.set_default_timeout(30_000)
        person = Person(context.new_page(), width, scripts)
        people.append((context, person))
        person.sign_in(f"{who}@demo.invalid", by_keys=by_keys)
        return person

    yield somebody
    for context, person in people:
        context.close()
        assert person.complaints == []
