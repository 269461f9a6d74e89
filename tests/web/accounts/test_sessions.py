"""Sessions end: idle, or at the end of a tour; and are seen and ended from one's account."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from tests.web.cast import PASSWORD

from muster.web.accounts.actions import end_sessions
from muster.web.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
HOME = "/account/"


@pytest.fixture
def later(settings, held_clock):
    """Return what moves the clock on by so many minutes from the beginning."""

    def move(minutes: float) -> None:
        settings.MUSTER_NOW = held_clock + timedelta(minutes=minutes)

    return move


def is_open(browser, **headers: str) -> bool:
    return browser.get(HOME, headers=headers).status_code == 200


def test_half_an_hour_without_a_touch_ends_it(cast, later):
    browser = cast.client("planning_lead")
    assert is_open(browser)
    later(29.5)
    assert is_open(browser)
    later(59)
    assert is_open(browser), "the touch before began the half hour anew"
    later(89)
    answer = browser.get("/doctrine/figures/?list=units")
    assert answer.headers["Location"] == (
        "/account/sign-in/?ended=idle&next=%2Fdoctrine%2Ffigures%2F%3Flist%3Dunits"
    )
    assert AuditEntry.objects.last().detail == {"why": "idle"}
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "signed out after 30 minutes without a touch" in page


def test_a_page_that_asks_by_itself_is_no_touch(cast, later):
    browser = cast.client("planning_lead")
    assert is_open(browser)
    for minutes in (10, 20, 29):
        later(minutes)
        assert is_open(browser, sec_fetch_mode="cors")
    later(31)
    assert not is_open(browser, sec_fetch_mode="cors")


def test_a_form_that_is_sent_is_a_touch(cast, later):
    browser = cast.client("planning_lead")
    assert is_open(browser)
    later(20)
    where = reverse("accounts:language")
    browser.post(where, {"language": "cy"}, headers={"Sec-Fetch-Mode": "cors"})
    later(45)
    assert is_open(browser)


def test_a_control_room_is_not_closed_for_want_of_a_touch(cast, later):
    browser = cast.client("control_room")
    assert is_open(browser, sec_fetch_mode="cors")
    later(11 * 60)
    assert is_open(browser, sec_fetch_mode="cors")


@pytest.mark.parametrize("who", ["control_room", "planning_lead"])
def test_twelve_hours_end_it_whatever_happens(cast, later, who):
    browser = cast.client(who)
    for quarter in range(48):
        later(quarter * 15)
        assert is_open(browser)
    later(12 * 60)
    answer = browser.get(HOME)
    assert "ended=tour" in answer.headers["Location"]


def test_what_was_sent_too_late_is_not_done(cast, later):
    browser = cast.client("planning_lead")
    assert is_open(browser)
    later(40)
    answer = browser.post(reverse("accounts:language"), {"language": "cy"})
    assert answer.headers["Location"] == "/account/sign-in/?ended=idle"
    cast.user("planning_lead").refresh_from_db()
    assert cast.user("planning_lead").language == ""


def test_a_piece_of_a_page_sends_the_whole_page_to_sign_in(cast, later):
    browser = cast.client("planning_lead")
    assert is_open(browser)
    later(40)
    answer = browser.get(HOME, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith("/account/sign-in/")


def test_an_event_stream_is_told_by_its_status(cast, later):
    browser = cast.client("planning_lead")
    assert is_open(browser)
    later(40)
    assert browser.get(HOME, headers={"Accept": "text/event-stream"}).status_code == 401


def test_somebody_sees_where_they_are_signed_in_and_ends_it(browser, give_password, cast):
    give_password()
    elsewhere, here = Client(), browser
    sign_in = {"login": cast.user("planning_lead").email, "password": PASSWORD}
    elsewhere.post(reverse("account_login"), sign_in)
    page = here.get(reverse("usersessions_list")).content.decode()
    assert "Sign out everywhere else" in page
    browser.post(reverse("usersessions_list"))
    assert is_open(browser)
    assert not is_open(elsewhere)


def test_an_administrator_ends_every_session_of_somebody(browser, give_password, cast):
    give_password()
    unlisted = cast.client("planning_lead")
    assert end_sessions(cast.user("planning_lead")) == 1
    assert not is_open(browser)
    assert not is_open(unlisted)
    assert not UserSession.objects.exists()


def test_what_a_browser_calls_itself_is_said_in_two_words(client, cast, give_password, browser):
    browser.defaults["HTTP_USER_AGENT"] = (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0"
    )
    give_password()
    assert "Edge, Windows" in browser.get(HOME).content.decode()


@pytest.fixture
def welsh(settings):
    """Offer Welsh, as a server with its catalogue does."""
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]


def test_the_language_follows_somebody_to_another_browser(browser, cast, give_password, welsh):
    cast.client("planning_lead").post(reverse("accounts:language"), {"language": "cy"})
    answer = give_password()
    assert answer.cookies["language"].value == "cy"


def test_a_language_is_chosen_where_there_are_two(cast, welsh):
    assert "Cymraeg" in cast.client("planning_lead").get(HOME).content.decode()


def test_there_is_nothing_to_choose_without_a_translation(cast, settings):
    settings.LANGUAGES = [("en-gb", "English")]
    text = cast.client("planning_lead").get(HOME).content.decode()
    assert "Cymraeg" not in text and reverse("accounts:language") not in text
    answer = cast.client("planning_lead").post(reverse("accounts:language"), {"language": "cy"})
    assert cast.user("planning_lead").language == ""
    assert "language" not in answer.cookies


def test_the_language_never_leads_to_another_server(cast):
    given = {"language": "cy", "next": "https://evil.example/"}
    answer = cast.client("planning_lead").post(reverse("accounts:language"), given)
    assert answer.headers["Location"] == HOME


def test_a_language_nobody_offers_is_refused(cast):
    given = {"language": "tlh"}
    answer = cast.client("planning_lead").post(reverse("accounts:language"), given, follow=True)
    assert "Choose one of the languages" in answer.content.decode()


def test_signing_out_has_the_browser_forget(cast, later):
    browser = cast.client("planning_lead")
    assert "Clear-Site-Data" not in browser.get(HOME)
    assert browser.post(reverse("account_logout"))["Clear-Site-Data"] == '"storage"'
    browser = cast.client("planning_lead")
    assert is_open(browser)
    later(40)
    assert browser.get(HOME)["Clear-Site-Data"] == '"storage"'


def test_signing_out_elsewhere_is_recorded(browser, give_password):
    give_password()
    browser.post(reverse("usersessions_list"))
    assert AuditEntry.objects.last().action == "signed_out_elsewhere"
