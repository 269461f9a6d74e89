"""What holds of every address there is: who may ask, from where, and under which policy."""

import pytest
from django.test import Client
from tests.web.security.addresses import views

PAGES = list(views())
OPEN = {
    "account_login", "account_logout", "account_inactive", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key_done", "mfa_authenticate",
    "mfa_login_webauthn", "socialaccount_login_cancelled", "openid_connect_login",
    "openid_connect_callback", "invitation", "health", "credits", "help",
}  # fmt: skip
OF_A_FORCE = [
    (address, pattern)
    for address, pattern, filled in PAGES
    if "force" in filled and getattr(pattern.callback, "needs", ("", ""))[1] == "force_of"
]


def test_there_are_pages_to_look_at():
    assert len(PAGES) > 100 and len(OF_A_FORCE) > 40


def test_only_these_addresses_are_open_to_nobody(db):
    unasked = {
        pattern.name
        for _, pattern, _ in PAGES
        if not getattr(pattern.callback, "login_required", True)
    }
    assert unasked == OPEN


def test_every_other_address_sends_nobody_to_sign_in(db):
    for address, pattern, _ in PAGES:
        if pattern.name not in OPEN:
            answer = Client().get(address)
            assert answer.status_code in (302, 401), address
            assert answer.status_code == 401 or answer["Location"].startswith("/account/sign-in/")


def test_no_form_is_taken_without_the_token_of_its_page(cast):
    lead = Client(enforce_csrf_checks=True)
    lead.force_login(cast.user("planning_lead"), backend=BACKEND)
    for address, pattern, _ in PAGES:
        assert not getattr(pattern.callback, "csrf_exempt", False), address
        assert lead.post(address, {"reason": "x"}).status_code == 403, address


BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.mark.parametrize("who", ["next_planning_lead", "far_inspector", "far_coordinator"])
def test_nothing_of_a_force_is_open_to_another(cast, held, who):
    other = cast.client(who)
    for address, _ in OF_A_FORCE:
        found = {other.get(address).status_code, other.post(address).status_code}
        assert 403 in found and found <= {403, 405}, address


def test_every_page_says_by_which_right_it_opens(db):
    without = {
        pattern.name
        for _, pattern, _ in PAGES
        if getattr(pattern.callback, "needs", None) is None and pattern.name not in OPEN
    }
    own = {"home", "enrol", "language", "usersessions_list", "find", "toured", "today"}
    assert {name for name in without if not name.startswith(("account_", "mfa_", "social"))} == own


HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
KINDS = [
    ("a page", "/nation", 200),
    ("a table as CSV", "/judgements/west-midlands/?format=csv", 200),
    ("an answer as JSON", "/nation?format=json", 200),
    ("a redirection", "/returns/west-midlands/uploads/1/changes", 404),
    ("a refusal", "/people/kent/", 403),
    ("what is not there", "/moon", 404),
    ("nonsense", "/nation?within=7", 400),
    ("health", "/health", 200),
    ("the interface", "/api/v1/criteria", 401),
    ("nowhere of the interface", "/api/v1/moon", 404),
    ("the description", "/api/v1/openapi.json", 200),
]


@pytest.mark.parametrize(("kind", "address", "status"), KINDS, ids=[each[0] for each in KINDS])
def test_every_kind_of_answer_is_sent_under_the_policy(cast, held, kind, address, status):
    answer = cast.client("planning_lead").get(address)
    assert answer.status_code == status
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy and "default-src 'none'" in policy
    assert "unsafe" not in policy
    for name, wanted in HEADERS.items():
        assert answer[name].startswith(wanted), name


def test_a_failure_is_sent_under_the_policy_and_tells_no_workings(cast, held, monkeypatch):
    def broken(_request):
        raise ValueError("secret workings of the server")

    monkeypatch.setattr("muster.web.nation.views.asked_of", broken)
    browser = cast.client("planning_lead")
    browser.raise_request_exception = False
    answer = browser.get("/nation")
    assert answer.status_code == 500
    assert b"secret workings" not in answer.content
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "evil@testserver"])
def test_a_host_that_is_not_ours_is_answered_nothing(cast, settings, host):
    settings.ALLOWED_HOSTS = ["testserver"]
    for address in ("/", "/account/password/forgotten/", "/api/v1/criteria"):
        assert Client().get(address, HTTP_HOST=host).status_code == 400


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"],
)
@pytest.mark.parametrize(
    ("address", "field"),
    [("/account/sign-in/", "next"), ("/account/language/", "next")],
)
def test_nobody_is_sent_on_to_another_server(cast, address, field, elsewhere):
    user = cast.user("planning_lead")
    browser = Client() if "sign-in" in address else cast.client("planning_lead")
    typed = {"login": user.email, "password": "correct horse battery staple", "language": "cy"}
    answer = browser.post(address, typed | {field: elsewhere})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/") and not answer["Location"].startswith(("//", "/\\"))
