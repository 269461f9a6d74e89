"""Signing in: password, second step, recovery codes, lock-out, and what is recorded."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.accounts.conftest import code
from tests.web.cast import PASSWORD

from muster.web.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
WRONG = "not the password at all"


def actions() -> list[str]:
    return list(AuditEntry.objects.values_list("action", flat=True))


def signed_in(browser) -> bool:
    return "_auth_user_id" in browser.session


def test_an_address_and_a_password_open_the_door(browser, give_password):
    answer = give_password()
    assert answer.status_code == 302
    assert signed_in(browser)
    assert actions() == ["signed_in"]
    assert AuditEntry.objects.get().detail == {"by": ["password"]}


def test_a_wrong_password_does_not(browser, give_password):
    answer = give_password(password=WRONG)
    assert answer.status_code == 200
    assert not signed_in(browser)
    assert actions() == ["sign_in_failed"]
    assert "No account has this email address and this password." in answer.content.decode()


def test_it_goes_on_where_somebody_was(give_password):
    assert give_password(next="/doctrine/figures").headers["Location"] == "/doctrine/figures"


def test_it_never_goes_on_to_another_server(give_password):
    where = give_password(next="https://evil.example/").headers["Location"]
    assert where == "/"


def test_a_closed_account_is_not_opened(browser, give_password, cast):
    user = cast.user("planning_lead")
    user.is_active = False
    user.save()
    give_password()
    assert not signed_in(browser)


def test_somebody_with_an_app_gives_its_code_too(browser, give_password, with_app):
    with_app()
    answer = give_password()
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert not signed_in(browser)
    browser.post(reverse("mfa_authenticate"), {"code": code()})
    assert signed_in(browser)
    assert AuditEntry.objects.get(action="signed_in").detail == {"by": ["password", "totp"]}


def test_a_code_is_good_once(browser, give_password, with_app):
    with_app()
    used = code()
    give_password()
    browser.post(reverse("mfa_authenticate"), {"code": used})
    browser.post(reverse("account_logout"))
    give_password()
    browser.post(reverse("mfa_authenticate"), {"code": used})
    assert not signed_in(browser)


def test_a_recovery_code_opens_the_door_once(browser, give_password, with_app):
    codes = with_app()
    for opens in (True, False):
        give_password()
        browser.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert signed_in(browser) is opens
        browser.post(reverse("account_logout"))


def test_the_second_step_is_not_reached_without_the_first(browser, with_app):
    with_app()
    answer = browser.get(reverse("mfa_authenticate"))
    assert answer.headers["Location"] == reverse("account_login")


def test_five_failures_lock_out_and_say_until_when(browser, give_password, held_clock):
    for _attempt in range(5):
        answer = give_password(password=WRONG)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert "12:15" in answer.content.decode()
    assert give_password().status_code == 429, "not even the right password opens it now"
    assert "locked_out" in actions()


def test_lock_out_says_the_same_of_an_address_nobody_has(browser, give_password, held_clock):
    for _attempt in range(5):
        known = give_password(password=WRONG)
    for _attempt in range(5):
        address = {"login": "nobody@nowhere.example", "password": WRONG}
        unknown = browser.post(reverse("account_login"), address)
    assert known.status_code == unknown.status_code == 429
    assert _main(known) == _main(unknown)


def _main(answer) -> str:
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def test_an_address_nobody_has_is_not_kept(browser):
    typed = {"login": "my-password-by-mistake@x.example", "password": WRONG}
    browser.post(reverse("account_login"), typed)
    entry = AuditEntry.objects.get()
    assert entry.subject == "an address nobody has"
    assert "mistake" not in str(entry.__dict__)


def test_lock_out_is_not_felt_by_somebody_else(browser, give_password):
    for _attempt in range(5):
        give_password(password=WRONG)
    give_password("control_room")
    assert signed_in(browser)


def test_lock_out_is_over_after_a_quarter_of_an_hour(browser, give_password, settings):
    for _attempt in range(5):
        give_password(password=WRONG)
    settings.AXES_COOLOFF_TIME = timedelta(0)
    give_password()
    assert signed_in(browser)


def test_wrong_codes_lock_out_as_wrong_passwords_do(browser, give_password, with_app):
    with_app()
    give_password()
    for _attempt in range(5):
        answer = browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert answer.status_code == 429
    answer = browser.post(reverse("mfa_authenticate"), {"code": code()})
    assert answer.status_code == 429
    assert not signed_in(browser)


def test_a_right_password_does_not_clear_wrong_codes(browser, give_password, with_app):
    with_app()
    for _attempt in range(4):
        give_password()
        browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    give_password()
    answer = browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert answer.status_code == 429


def test_nobody_signs_themself_up(browser, db):
    assert browser.get("/account/signup/").status_code in (302, 404)
    assert "signup" not in browser.get(reverse("account_login")).content.decode()


def test_signing_out_takes_a_form_and_is_recorded(browser, give_password):
    give_password()
    browser.get(reverse("account_logout"))
    assert signed_in(browser)
    browser.post(reverse("account_logout"))
    assert not signed_in(browser)
    assert AuditEntry.objects.last().action == "signed_out"


def test_a_new_session_begins_with_a_new_key(browser, give_password):
    browser.get(reverse("account_login"))
    before = browser.session.session_key
    give_password()
    assert browser.session.session_key != before


def test_a_changed_password_signs_out_everywhere_else(browser, give_password, cast):
    elsewhere = cast.client("planning_lead")
    give_password()
    new = "another battery of staples"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    browser.post(reverse("account_change_password"), form)
    assert signed_in(browser)
    assert elsewhere.get(reverse("accounts:home")).status_code == 302
    assert "user.password_changed" in actions()


@pytest.mark.parametrize("new", ["short", "password1234", "planning_lead"])
def test_a_weak_password_is_refused(browser, give_password, cast, new):
    give_password()
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    browser.post(reverse("account_change_password"), form)
    cast.user("planning_lead").refresh_from_db()
    assert cast.user("planning_lead").check_password(PASSWORD)


@pytest.mark.parametrize(
    "new",
    ["Muster-Police-2026!", "WestMidlandsPolice1", "staffordshire.constabulary", "Officer123456"],
)
def test_a_password_made_of_our_own_words_is_refused(browser, give_password, cast, new):
    give_password()
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    page = browser.post(reverse("account_change_password"), form).content.decode()
    cast.user("planning_lead").refresh_from_db()
    assert cast.user("planning_lead").check_password(PASSWORD)
    assert "not about Muster or the police" in page
