"""A second factor is demanded before anything else, set up, looked after and sealed."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse
from tests.web.accounts.conftest import SECRET, code

from muster.web.accounts.sealing import UnableToUnseal, sealed, unsealed
from muster.web.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
ENROL = "/account/second-step/"


@pytest.fixture(autouse=True)
def demanded(settings):
    """Demand a second factor, as a server does unless it is told not to."""
    settings.SECOND_FACTOR = True


@pytest.fixture
def signed_in(browser, give_password):
    """Return a browser of somebody who has given a password and has no second factor."""
    give_password()
    return browser


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return what does, in a test's one transaction, what is done once it is committed."""
    return django_capture_on_commit_callbacks


@pytest.mark.parametrize("where", ["/", "/account/", "/doctrine/figures/", "/find?q=kent"])
def test_nothing_opens_before_one_is_set_up(signed_in, where):
    assert signed_in.get(where).headers["Location"] == ENROL


def test_a_form_does_nothing_before_one_is_set_up(signed_in, cast):
    signed_in.post(reverse("accounts:home"))
    answer = signed_in.post(reverse("shell:toured"))
    assert answer.headers["Location"] == ENROL
    cast.user("planning_lead").refresh_from_db()
    assert not cast.user("planning_lead").toured


def test_the_page_says_what_to_choose(signed_in):
    page = signed_in.get(ENROL).content.decode()
    assert "A passkey" in page
    assert "An authenticator app" in page


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_index"])
def test_the_ways_to_set_one_up_are_open(signed_in, name):
    assert signed_in.get(reverse(name)).status_code == 200


def test_an_app_is_set_up_and_everything_opens(signed_in, committed):
    page = signed_in.get(reverse("mfa_activate_totp"))
    session = signed_in.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    with committed(execute=True):
        answer = signed_in.post(reverse("mfa_activate_totp"), {"code": code()})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert "data:image/svg" in page.content.decode()
    assert signed_in.get("/account/").status_code == 200
    kinds = [
        each.detail["kind"] for each in AuditEntry.objects.filter(action="second_factor.added")
    ]
    assert sorted(kinds) == ["recovery_codes", "totp"]


def test_a_wrong_first_code_sets_nothing_up(signed_in):
    signed_in.get(reverse("mfa_activate_totp"))
    signed_in.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert not Authenticator.objects.exists()


def test_recovery_codes_are_shown_once(signed_in, with_app):
    codes = with_app()
    first = signed_in.get(reverse("mfa_view_recovery_codes")).content.decode()
    again = signed_in.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert codes[0] in first
    assert codes[0] not in again


def test_whoever_has_one_is_not_asked_again(signed_in, with_app):
    with_app()
    assert signed_in.get(ENROL).headers["Location"] == "/"


def test_the_last_one_cannot_be_taken_away(signed_in, with_app):
    with_app()
    signed_in.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_one_of_two_can(signed_in, with_app, cast):
    with_app()
    data = {"name": "key", "credential": {}}
    user = cast.user("planning_lead")
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    signed_in.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_the_last_passkey_stays_too(signed_in, cast):
    data = {"name": "key", "credential": {}}
    user = cast.user("planning_lead")
    key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    answer = signed_in.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert answer.headers["Location"] == reverse("mfa_index")
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_somebody_elses_passkey_is_not_there(signed_in, cast, with_app):
    with_app()
    data = {"name": "key", "credential": {}}
    other = cast.user("control_room")
    key = Authenticator.objects.create(user=other, type=Authenticator.Type.WEBAUTHN, data=data)
    assert signed_in.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404
    assert signed_in.get(reverse("mfa_edit_webauthn", args=[key.pk])).status_code == 404


@pytest.mark.parametrize("credential", ["", "{}", "[]", "null", "not json", '{"id": 1}'])
@pytest.mark.parametrize("name", ["mfa_login_webauthn", "mfa_add_webauthn"])
def test_a_passkey_that_is_none_is_refused_and_nothing_breaks(signed_in, client, name, credential):
    browser = client if name == "mfa_login_webauthn" else signed_in
    answer = browser.post(reverse(name), {"credential": credential, "name": "x"})
    assert answer.status_code in (200, 302)
    assert not Authenticator.objects.exists()


def test_after_a_while_the_password_is_asked_again(signed_in, with_app, monkeypatch):
    with_app()
    session = signed_in.session
    records = session["account_authentication_methods"]
    records[-1]["at"] -= 600
    session["account_authentication_methods"] = records
    session.save()
    answer = signed_in.get(reverse("mfa_generate_recovery_codes"))
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_secrets_are_sealed_where_they_are_kept(with_app):
    with_app()
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert SECRET not in kept
    assert unsealed(kept) == SECRET


def test_what_was_sealed_by_the_secret_before_is_still_read(settings):
    kept = sealed("words")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret, as long as it has to be for a server"
    assert unsealed(kept) == "words"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(UnableToUnseal, match="MUSTER_SECRET_KEY_FALLBACKS"):
        unsealed(kept)


def test_where_none_is_demanded_everything_opens(signed_in, settings):
    settings.SECOND_FACTOR = False
    assert signed_in.get("/account/").status_code == 200


def test_new_recovery_codes_replace_the_old(signed_in, with_app, committed):
    old = with_app()
    with committed(execute=True):
        signed_in.post(reverse("mfa_generate_recovery_codes"))
    page = signed_in.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "Keep these recovery codes" in page
    assert old[0] not in page
    assert AuditEntry.objects.filter(action="second_factor.renewed").exists()


def test_a_code_is_good_once_in_whichever_process(browser, give_password, with_app):
    """Nothing of it is in a cache: emptying that lets no code be used twice."""
    with_app()
    used = code()
    for opens in (True, False):
        cache.clear()
        give_password()
        answer = browser.post(reverse("mfa_authenticate"), {"code": used})
        assert ("_auth_user_id" in browser.session) is opens
        browser.post(reverse("account_logout"))
    assert "used already" in answer.content.decode()
