"""What somebody with time to try finds: odd questions, odd days, copies and tokens left over."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.cast import FORCE, NEXT_FORCE, REGION, REQUEST, Part

from muster.web import clock
from muster.web.accounts.models import Appointment, Reach, Role
from muster.web.accounts.rights import Right, viewer_for
from muster.web.api.actions import make_token
from muster.web.documents.models import Document
from muster.web.inspections.actions import (
    Requested,
    Shown,
    answer_question,
    ask_forces,
    open_request,
)
from muster.web.inspections.models import EvidenceKind
from muster.web.inspections.queries import documents_to_show

LONG = "9" * 5000  # more digits than Python reads as a number
WALL = reverse("tours:wall", args=[FORCE])
PAGES = [
    reverse("today:today"),
    reverse("nation:nation"),
    reverse("forces:force", args=[FORCE]),
    reverse("forces:strength", args=[FORCE]),
    reverse("forces:year", args=[FORCE]),
    WALL,
]
ODD = ["within=²", f"within={LONG}", "edition=nobody", "edition=%00", "unit=%00", "at=%00"]


@pytest.mark.parametrize("asked", ODD)
@pytest.mark.parametrize("page", PAGES)
def test_an_odd_question_is_refused_in_words(cast, held, page, asked):
    answer = cast.client("control_room").get(f"{page}?{asked}")
    assert answer.status_code == 400
    assert b"Traceback" not in answer.content


@pytest.mark.parametrize("asked", ["edition=nobody", "within=²"])
def test_people_are_asked_for_in_words_too(cast, held, asked):
    planner = cast.client("planning_lead")
    planner.post(reverse("people:reason", args=[FORCE]), {"why": "parade"})
    answer = planner.get(f"{reverse('people:list', args=[FORCE])}?{asked}")
    assert answer.status_code == 400


@pytest.mark.parametrize("ahead", ["²", LONG, "365"])
def test_the_slider_goes_no_further_than_it_reaches(cast, held, ahead):
    answer = cast.client("national_coordinator").get(reverse("nation:nation"), {"ahead": ahead})
    assert answer.status_code == 400


def test_the_last_day_there_is_ends_a_search_of_the_audit(cast):
    answer = cast.client("administrator").get(reverse("audit:log"), {"until": "9999-12-31"})
    assert answer.status_code == 200


@pytest.mark.parametrize("year", ["9999", "2140", "9" * 20, LONG])
def test_a_year_out_of_reach_is_said_beside_its_field(cast, year):
    user = cast.user("control_room")
    address = reverse("administration:appoint", args=[user.pk])
    answer = cast.client("administrator").post(
        address,
        {
            "role": Role.PLANNING_LEAD,
            "place": f"force:{FORCE}",
            "until_day": "31",
            "until_month": "12",
            "until_year": year,
            "reason": "They plan from now on",
        },
    )
    assert answer.status_code == 200
    assert "until" in answer.context["form"].errors
    assert Appointment.objects.filter(user=user).count() == 1


def test_a_tour_with_no_such_start_is_refused_in_words(cast, held):
    answer = cast.client("control_room").post(
        reverse("tours:declare", args=[FORCE]), {"tour_start": LONG}
    )
    assert answer.status_code == 409


@pytest.fixture
def planner(cast, held):
    return cast.client("planning_lead")


def copy_kept(client, address) -> Document:
    answer = client.post(address, {"keep": "yes"})
    return Document.objects.get(pk=int(answer["Location"].rsplit("/", 1)[1]))


def test_a_comparison_with_a_neighbour_is_no_evidence_to_offer(cast, planner):
    compared = f"?first=force:{NEXT_FORCE}&second=force:{FORCE}"
    theirs = copy_kept(cast.client("regional_coordinator"), reverse("compare:compare") + compared)
    own = copy_kept(planner, reverse("forces:force", args=[FORCE]))
    offered = documents_to_show(FORCE, clock.now())
    assert own in offered
    assert theirs not in offered


def test_a_copy_given_as_evidence_leads_to_the_copy(cast, planner):
    inspector = cast.user("unappointed")
    cast.appoint(inspector, Part(Role.INSPECTOR, Reach.REGION, REGION))
    viewer, now = viewer_for(inspector), clock.now()
    asked = Requested(REQUEST, "Public order", "", now, now + timedelta(days=14), (FORCE,))
    request = open_request(asked, by=viewer)
    question = ask_forces(
        request, (FORCE,), "public-order.capacity.local-need", "?", by=viewer, token=uuid4().hex
    )[0]
    copy = copy_kept(planner, reverse("forces:force", args=[FORCE]))
    shown = [Shown(EvidenceKind.DOCUMENT, document=copy)]
    by = cast.viewer("planning_lead")
    answer_question(question, "Here.", shown, given=True, by=by, token=uuid4().hex)
    page = reverse("inspections:question", args=[request.pk, FORCE, question.number])
    link = reverse("printouts:copy", args=[copy.pk])
    reader = cast.client("unappointed")
    assert f'href="{link}"' in reader.get(page).content.decode()
    assert reader.get(link).status_code == 200


def test_a_token_ends_with_the_right_to_have_one(cast):
    viewer = cast.viewer("chief_officer")
    _token, secret = make_token(viewer, name="A program", rights=[Right.SEE_SUMS], days=5)
    asking = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
    assert Client().get("/api/v1/regions", **asking).status_code == 200
    Appointment.objects.filter(user_id=viewer.user_id).update(role=Role.HUMAN_RESOURCES)
    assert Client().get("/api/v1/regions", **asking).status_code == 403


@pytest.mark.parametrize("who", ["control_room", "human_resources", "planning_lead"])
def test_today_leads_to_returns_only_whoever_may_see_them(cast, held, who):
    page = cast.client(who).get(reverse("today:today")).content.decode()
    link = f'href="{reverse("returns:list", args=[FORCE])}"'
    assert (link in page) == (who == "planning_lead")
