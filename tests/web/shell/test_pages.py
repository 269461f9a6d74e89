"""Every page's frame: what it says of itself, and what is said of refusals and failures."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.templatetags.static import static
from django.test import RequestFactory
from tests.web.cast import FORCE, NOBODY, REGION, Part

from muster.policing import clock
from muster.web.accounts.models import Reach, Role
from muster.web.accounts.rights import viewer_for
from muster.web.shell import views
from muster.web.shell.asking import known_asked, query_with, sort_asked
from muster.web.shell.navigation import navigation_of

FOUND = {"q": "x"}


def asked(path):
    return RequestFactory().get(path)


def test_a_failure_is_told_without_asking_the_database():
    answer = views.failed(asked("/"))
    assert answer.status_code == 500
    assert "Something failed here" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "error", "status"),
    [
        (views.bad_request, ValueError("secret"), 400),
        (views.not_permitted, PermissionDenied("see_people"), 403),
        (views.not_found, Http404("secret"), 404),
    ],
)
def test_a_refusal_says_what_to_do_and_nothing_of_its_workings(view, error, status):
    answer = view(asked("/somewhere"), error)
    text = answer.content.decode()
    assert answer.status_code == status
    assert 'href="/' in text
    assert "secret" not in text


@pytest.mark.django_db
def test_a_reader_is_told_what_their_date_lacks():
    try:
        clock.parse_instant("yesterday")
    except clock.UnableToReadInstant as error:
        answer = views.bad_request(asked("/"), error)
    assert "&#x27;yesterday&#x27; is not an instant" in answer.content.decode()


@pytest.mark.django_db
def test_a_forged_form_is_told_to_be_sent_again():
    answer = views.forged(asked("/"), reason="CSRF cookie not set.")
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "Send this form again" in text
    assert "CSRF" not in text


@pytest.mark.django_db
def test_too_many_attempts_are_told_to_wait():
    assert views.too_many(asked("/")).status_code == 429


@pytest.mark.django_db
def test_an_address_that_is_not_there_is_not_found(cast):
    answer = cast.client("chief_officer").get("/no-such-page")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()


@pytest.mark.django_db
def test_credits_are_open_to_everybody(cast):
    text = cast.client(NOBODY).get("/credits").content.decode()
    assert "Public Sans" in text
    assert static("muster/licences/htmx.txt") in text


@pytest.mark.django_db
def test_synthetic_data_says_so_on_the_page(cast, settings):
    settings.DEMONSTRATION = True
    assert "Synthetic data" in cast.client("chief_officer").get("/find").content.decode()
    settings.DEMONSTRATION = False
    assert "Synthetic data" not in cast.client("chief_officer").get("/find").content.decode()


@pytest.mark.django_db
def test_a_page_as_known_at_an_instant_says_so_and_leads_to_the_present(cast):
    text = cast.client("chief_officer").get("/find?q=a&known=2026-07-01T22:30").content.decode()
    assert "As known at" in text
    assert "Wednesday 1 July 2026, 22:30 BST" in text
    assert 'href="?q=a"' in text


@pytest.mark.django_db
def test_a_page_has_one_heading_a_main_part_and_a_way_past_the_navigation(cast):
    text = cast.client("chief_officer").get("/find").content.decode()
    assert text.count("<h1") == 1
    assert text.count("<main") == 1
    assert 'href="#content"' in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "reach", "scope", "leads"),
    [
        (Role.INSPECTOR, Reach.REGION, REGION, "/returns/"),
        (Role.CHIEF_OFFICER, Reach.NATION, "", "/returns/"),
        (Role.PLANNING_LEAD, Reach.FORCE, FORCE, f"/returns/{FORCE}/"),
        (Role.COORDINATOR, Reach.REGION, REGION, None),
        (Role.CONTROL_ROOM, Reach.FORCE, FORCE, None),
    ],
)
def test_the_way_to_returns_is_there_for_whoever_may_see_them(cast, role, reach, scope, leads):
    user = cast.user("unappointed")
    cast.appoint(user, Part(role, reach, scope))
    ways = {str(each.label): each.url for each in navigation_of(viewer_for(user), "/")}
    assert ways.get("Returns") == leads
    if leads:
        answer = cast.client("unappointed").get(leads)
        assert answer.status_code == 200
        here = [each.label for each in navigation_of(viewer_for(user), leads) if each.current]
        assert here == ["Returns"]


@pytest.mark.django_db
def test_the_tour_is_remembered(cast):
    client = cast.client("chief_officer")
    assert client.post("/toured").status_code == 204
    user = cast.user("chief_officer")
    user.refresh_from_db()
    assert user.toured


def test_an_instant_that_makes_no_sense_is_the_present():
    assert known_asked(asked("/?known=soon")) is None
    assert known_asked(asked("/?known=2026-07-01T22:30")).isoformat() == "2026-07-01T22:30:00+01:00"


def test_a_query_is_changed_without_losing_the_rest():
    assert query_with(asked("/?a=1&b=2&b=3"), a=None, c="4") == "?b=2&b=3&c=4"


def test_an_order_nobody_offers_is_the_usual_one():
    assert sort_asked(asked("/?sort=-units"), ("name", "units"), "name") == ("units", True)
    assert sort_asked(asked("/?sort=password"), ("name", "units"), "-name") == ("name", True)


@pytest.mark.parametrize("address", ["/", "/returns/west-midlands/", "/forces/west-midlands/"])
@pytest.mark.parametrize(
    ("known", "said"), [("2030-01-01T00:00", "still to come"), ("garbage", "garbage")]
)
def test_what_cannot_have_been_known_then_is_told(cast, held, address, known, said):
    answer = cast.client("planning_lead").get(address, {"known": known})
    assert answer.status_code == 400
    assert said in answer.content.decode()
