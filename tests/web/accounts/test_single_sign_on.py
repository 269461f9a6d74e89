"""The organisation's own sign-on, against a provider that is strict about codes and PKCE."""

import http.client
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from tests.fakes.openid import CLIENT, SECRET, Person, provider_running

from muster.web.audit.models import AuditEntry
from muster.web.environment import Environment, UnableToConfigure
from muster.web.single_sign_on import PROVIDER, providers

pytestmark = pytest.mark.django_db
SIGN_IN = "openid_connect_login"


@pytest.fixture
def organisation(settings):
    """Run a provider, and have this server use it."""
    with provider_running() as provider:
        settings.SOCIALACCOUNT_PROVIDERS = providers(environment(provider.issuer))
        yield provider


def environment(issuer: str = "https://id.example", **more: str) -> Environment:
    given = {
        "MUSTER_OIDC_ISSUER": issuer,
        "MUSTER_OIDC_CLIENT_ID": CLIENT,
        "MUSTER_OIDC_CLIENT_SECRET": SECRET,
        "MUSTER_OIDC_NAME": "West Midlands Police account",
    }
    return Environment(given | more)


def fetched(address: str) -> str:
    """Return where an address of the provider sends a browser."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc)
    connection.request("GET", f"{parts.path}?{parts.query}")
    return connection.getresponse().headers["Location"]


def walk(browser, **query: str):
    """Return the last answer of signing in by the organisation, all redirects walked."""
    begun = browser.get(reverse(SIGN_IN, args=[PROVIDER]), query)
    assert begun.status_code == 302
    back = urlsplit(fetched(begun.headers["Location"]))
    return browser.get(f"{back.path}?{back.query}")


def signed_in(browser) -> bool:
    return "_auth_user_id" in browser.session


def test_somebody_known_is_let_in_by_code_and_proof(browser, organisation, cast):
    cast.user("planning_lead")
    walk(browser)
    assert signed_in(browser)
    assert organisation.faults == []
    assert organisation.asked[0]["code_challenge_method"] == "S256"
    assert AuditEntry.objects.get(action="signed_in").detail == {"by": ["socialaccount"]}


def test_the_address_is_matched_whatever_its_capitals(browser, organisation, cast):
    cast.user("planning_lead")
    organisation.person = Person(email="Planning_Lead@Muster.example")
    walk(browser)
    assert signed_in(browser)


def test_somebody_unknown_is_refused_and_no_account_is_made(browser, organisation, cast):
    cast.user("planning_lead")
    organisation.person = Person(email="stranger@muster.example")
    answer = walk(browser)
    assert answer.status_code == 403
    assert "does not know you yet" in answer.content.decode()
    assert not signed_in(browser)
    assert get_user_model().objects.count() == 1


def test_an_address_the_provider_did_not_verify_is_refused(browser, organisation, cast):
    cast.user("planning_lead")
    organisation.person = Person(email_verified=False)
    assert walk(browser).status_code == 403
    assert not signed_in(browser)


def test_two_answers_about_two_people_are_refused(browser, organisation, cast):
    cast.user("planning_lead")
    organisation.userinfo = Person(sub="person-2")
    organisation.person = Person(email="somebody.else@muster.example")
    assert walk(browser).status_code == 403
    assert not signed_in(browser)


def test_a_token_for_another_client_is_refused(browser, organisation, cast):
    cast.user("planning_lead")
    organisation.audience = "another"
    assert "did not let you in" in walk(browser).content.decode()
    assert not signed_in(browser)


def test_a_closed_account_is_refused(browser, organisation, cast):
    user = cast.user("planning_lead")
    user.is_active = False
    user.save()
    assert walk(browser).status_code == 403
    assert not signed_in(browser)


def test_a_code_brought_by_another_browser_is_refused(browser, organisation, cast, client):
    cast.user("planning_lead")
    begun = browser.get(reverse(SIGN_IN, args=[PROVIDER]))
    back = urlsplit(fetched(begun.headers["Location"]))
    client.get(f"{back.path}?{back.query}")
    assert not signed_in(client)
    assert organisation.faults == []


def test_a_changed_state_is_refused(browser, organisation, cast):
    cast.user("planning_lead")
    begun = browser.get(reverse(SIGN_IN, args=[PROVIDER]))
    back = urlsplit(fetched(begun.headers["Location"]))
    code = parse_qs(back.query)["code"][0]
    browser.get(back.path, {"code": code, "state": "made-up"})
    assert not signed_in(browser)


def test_somebody_who_turns_back_is_told_so(browser, organisation, cast):
    organisation.refuses = True
    answer = walk(browser)
    assert answer.headers["Location"] == reverse("socialaccount_login_cancelled")


def test_no_account_is_connected_to_another(organisation, cast):
    browser = cast.client("control_room")
    assert walk(browser, process="connect").status_code == 403
    assert get_user_model().objects.get(email="control_room@muster.example").pk


def test_an_app_of_our_own_is_asked_for_all_the_same(browser, organisation, with_app):
    with_app()
    assert walk(browser).headers["Location"] == reverse("mfa_authenticate")


def test_its_name_stands_on_the_page(browser, organisation):
    page = browser.get(reverse("account_login")).content.decode()
    assert "West Midlands Police account" in page


def test_without_a_provider_there_is_none(browser, db):
    assert providers(Environment({})) == {}
    assert browser.get(reverse(SIGN_IN, args=[PROVIDER])).status_code == 404


def test_half_a_provider_is_refused_loudly():
    with pytest.raises(UnableToConfigure, match="MUSTER_OIDC_CLIENT_SECRET"):
        providers(environment(MUSTER_OIDC_CLIENT_SECRET=""))


def test_a_provider_without_https_is_refused_loudly():
    with pytest.raises(UnableToConfigure, match="https://"):
        providers(environment("http://id.example"))
