"""Judgements: recorded once, never changed, beside the findings and never in their place."""

import html
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.web.cast import FORCE, NEXT_FORCE
from tests.web.holdings import NOON

from muster.assessment import Grade
from muster.doctrine import read_doctrine
from muster.policing import clock
from muster.web.audit.models import AuditEntry
from muster.web.judgements.actions import Said, record
from muster.web.judgements.models import Judgement, UnableToChangeJudgement
from muster.web.judgements.queries import judged_since, standing
from muster.web.judgements.subjects import UnableToJudge
from muster.web.live.models import LiveEvent
from muster.web.picture.asked import Asked
from muster.web.picture.matrices import matrix_of

CELL = "public-order.capability"
CRITERION = "public-order.capability.framework-self-assessment"
ASKED = Asked(clock.minute_of(NOON), NOON, 60, "psu", "2023")


@pytest.fixture
def planner(cast, held):
    return cast.viewer("planning_lead")


def said(subject=CELL, grade="partly_met", reasons="Seen on Friday.", token=None, replaces=None):
    return Said(FORCE, subject, grade, reasons, token or uuid4(), replaces)


def form(**given):
    return {"subject": CELL, "grade": "met", "reasons": "Seen.", "token": str(uuid4()), **given}


def send(client, force=FORCE, **given):
    return client.post(reverse("judgements:new", args=[force]), form(**given))


def in_matrix(held, known=NOON, at=None):
    asked = Asked(at or clock.minute_of(NOON), known, 60, "psu", "2023")
    return matrix_of(held[FORCE], asked).judgements.get(CELL, ())


def test_a_judgement_stands_beside_the_finding_and_changes_no_grade(planner, held):
    before = matrix_of(held[FORCE], ASKED).cell("public-order", "capability")
    record(said(grade="met"), by=planner)
    after = matrix_of(held[FORCE], ASKED).cell("public-order", "capability")
    assert after.grade is before.grade
    assert [(each.grade, each.by) for each in after.judgements if each.by == planner.name] == [
        (Grade.MET, planner.name)
    ]


def test_whoever_names_nothing_chooses_a_cell(planner, cast, held):
    page = cast.client("planning_lead").get(reverse("judgements:new", args=[FORCE]))
    assert page.status_code == 200
    text = page.content.decode()
    offered = re.findall(r'href="[^"]*/new\?subject=([^"]+)"', text)
    criteria = {
        f"{each.threat}.{each.aspect}"
        for each in read_doctrine().criteria
        if "2023" in each.editions
    }
    assert len(offered) == len(criteria) and set(offered) == criteria
    chosen = cast.client("planning_lead").get(
        reverse("judgements:new", args=[FORCE]), {"subject": offered[0]}
    )
    assert chosen.status_code == 200 and 'name="grade"' in chosen.content.decode()
    sent = cast.client("planning_lead").post(reverse("judgements:new", args=[FORCE]), {})
    assert sent.status_code == 422 and "What do you judge?" in sent.content.decode()


def test_only_whoever_may_judge_is_led_to_a_new_judgement(cast, held):
    new, every = (reverse(f"judgements:{each}", args=[FORCE]) for each in ("new", "list"))
    assert new in cast.client("planning_lead").get(every).content.decode()
    assert new not in cast.client("control_room").get(every).content.decode()
    known = {"known": "2026-03-09T12:00"}
    assert new not in cast.client("planning_lead").get(every, known).content.decode()


def test_the_list_says_what_is_found_now_and_what_the_return_states(planner, cast, held):
    record(said(grade="met"), by=planner)
    page = cast.client("planning_lead").get(reverse("judgements:list", args=[FORCE]))
    found = matrix_of(held[FORCE], ASKED)
    (told,) = page.context["told"]
    assert told.found is found.cell("public-order", "capability").grade
    stated = page.context["stated"]
    inside = [each for many in found.judgements.values() for each in many]
    assert stated and len(stated) == len([each for each in inside if each.by != planner.name])
    grades = {each.criterion.slug: each.grade for each in found.findings}
    for each in stated:
        assert each.found is grades.get(each.said.subject, each.found)
        assert each.what in html.unescape(page.content.decode())


def test_a_criterion_may_be_judged(planner, held):
    slug = (
        matrix_of(held[FORCE], ASKED).cell("public-order", "capability").findings[0].criterion.slug
    )
    record(said(subject=slug), by=planner)
    assert any(each.by == planner.name for each in matrix_of(held[FORCE], ASKED).judgements[slug])


def test_a_judgement_is_audited_and_announced(planner):
    row = record(said(), by=planner)
    entry = AuditEntry.objects.get(action="judgement.recorded")
    assert (entry.force, entry.reason, entry.detail["judgement"]) == (FORCE, row.reasons, row.pk)
    event = LiveEvent.objects.get(topic="judgements")
    assert (event.force, event.detail) == (FORCE, {"subject": CELL})


def test_a_form_sent_twice_is_one_judgement(planner):
    twice = said()
    assert record(twice, by=planner).pk == record(twice, by=planner).pk
    assert Judgement.objects.count() == 1
    assert AuditEntry.objects.filter(action="judgement.recorded").count() == 1
    assert LiveEvent.objects.filter(topic="judgements").count() == 1


def test_a_form_sent_again_with_other_words_is_refused(planner):
    token = uuid4()
    record(said(token=token), by=planner)
    with pytest.raises(UnableToJudge, match="sent before"):
        record(said(token=token, reasons="Something else."), by=planner)
    assert Judgement.objects.get().reasons == "Seen on Friday."


def test_somebody_elses_token_does_not_give_their_judgement(planner, cast):
    token = uuid4()
    record(said(token=token), by=planner)
    with pytest.raises(UnableToJudge):
        record(said(token=token), by=cast.viewer("chief_officer"))


def test_the_database_keeps_a_token_to_one_row(planner):
    row = record(said(), by=planner)
    twin = Judgement(
        **{
            name: getattr(row, name)
            for name in ("force", "subject", "grade", "reasons", "by_id", "by_name", "at", "token")
        }
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"reasons": "   "}, "reasons"),
        ({"subject": "dragons.courage"}, "no criterion and no cell"),
        ({"grade": ""}, "grade"),
    ],
)
def test_what_says_nothing_is_refused(planner, given, why):
    with pytest.raises(UnableToJudge, match=why):
        record(said(**given), by=planner)
    assert not Judgement.objects.exists()


def test_a_later_judgement_takes_the_place_of_an_earlier(planner, held):
    first = record(said(grade="met"), by=planner)
    record(said(grade="not_met", replaces=first), by=planner)
    own = [each for each in in_matrix(held) if each.by == planner.name]
    assert [each.grade for each in own] == [Grade.NOT_MET]
    assert Judgement.objects.count() == 2


def test_one_withdrawn_no_longer_stands_and_stays_in_the_history(planner, held):
    first = record(said(), by=planner)
    record(said(grade="", reasons="I was mistaken.", replaces=first), by=planner)
    assert not [each for each in in_matrix(held) if each.by == planner.name]
    assert [row.withdrawn for row in Judgement.objects.all()] == [False, True]
    assert AuditEntry.objects.filter(action="judgement.withdrawn").exists()


def test_nobody_takes_back_what_somebody_else_judged(planner, cast):
    first = record(said(), by=planner)
    with pytest.raises(UnableToJudge, match="record your own"):
        record(said(grade="", replaces=first), by=cast.viewer("chief_officer"))


def test_two_people_may_judge_the_same_and_both_stand(planner, cast, held):
    chief = cast.viewer("chief_officer")
    record(said(grade="met"), by=planner)
    record(said(grade="not_met"), by=chief)
    assert {planner.name, chief.name} <= {each.by for each in in_matrix(held)}


def test_what_no_longer_stands_is_not_replaced_again(planner):
    first = record(said(), by=planner)
    record(said(grade="met", replaces=first), by=planner)
    with pytest.raises(UnableToJudge, match="no longer stands"):
        record(said(grade="not_met", replaces=first), by=planner)


def test_a_judgement_is_known_from_when_it_was_made(planner, held, settings):
    settings.MUSTER_NOW = NOON + timedelta(minutes=7)
    first = record(said(), by=planner)
    settings.MUSTER_NOW = NOON + timedelta(hours=2)
    record(said(grade="", replaces=first), by=planner)
    for minutes, stands in ((6, False), (7, True), (119, True), (120, False)):
        known = NOON + timedelta(minutes=minutes)
        assert standing(known).exists() == stands
        own = [each for each in in_matrix(held, known=known) if each.by == planner.name]
        # The page as at noon shows it only while noon is the quarter of the present.
        assert bool(own) == (stands and minutes < 15)


def test_a_judgement_of_this_quarter_is_on_the_page_of_the_present(planner, settings):
    settings.MUSTER_NOW = NOON + timedelta(minutes=7)
    record(said(), by=planner)
    present = Asked(clock.minute_of(NOON), settings.MUSTER_NOW, 60, "psu", "2023")
    assert [each.at for each in judged_since(FORCE, present).judgements] == [present.at]
    past = present.moved_to(present.at - 60)
    assert [each.at for each in judged_since(FORCE, past).judgements] == [present.at + 7]


def test_a_judgement_is_of_its_own_force(planner):
    record(said(), by=planner)
    assert not judged_since(NEXT_FORCE, ASKED).judgements


def test_a_row_is_never_changed_or_removed(planner):
    row = record(said(), by=planner)
    row.reasons = "Otherwise."
    for change in (
        row.save,
        row.delete,
        lambda: Judgement.objects.all().delete(),
        lambda: Judgement.objects.update(reasons="Otherwise."),
    ):
        with pytest.raises(UnableToChangeJudgement):
            change()
    assert Judgement.objects.get().reasons == "Seen on Friday."


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("planning_lead", 302),
        ("chief_officer", 302),
        ("control_room", 403),
        ("inspector", 403),
        ("national_coordinator", 403),
        ("next_planning_lead", 403),
        ("nobody", 302),
    ],
)
def test_only_the_planning_lead_and_the_chief_officer_judge(cast, held, person, status):
    response = send(cast.client(person))
    assert response.status_code == status
    assert Judgement.objects.exists() == (person in ("planning_lead", "chief_officer"))


def test_recording_leads_back_to_the_cell_where_it_stands(cast, held):
    client = cast.client("planning_lead")
    response = client.post(
        reverse("judgements:new", args=[FORCE]), form(reasons="Seen & heard."), follow=True
    )
    text = response.content.decode()
    assert response.redirect_chain[-1][0] == reverse(
        "forces:cell", args=[FORCE, "public-order", "capability"]
    )
    assert "Planning lead judges it" in text
    assert "Seen &amp; heard." in text


def test_what_is_missing_is_said_and_nothing_typed_is_lost(cast, held):
    response = send(cast.client("planning_lead"), grade="", reasons="Half a thought")
    text = response.content.decode()
    assert response.status_code == 422
    assert "Choose how it stands" in text
    assert "Half a thought" in text
    assert not Judgement.objects.exists()


def test_the_form_stands_on_the_cell_of_whoever_may_judge(cast, held):
    address = reverse("forces:cell", args=[FORCE, "public-order", "capability"])
    form_address = reverse("judgements:new", args=[FORCE])
    assert form_address in cast.client("chief_officer").get(address).content.decode()
    assert form_address not in cast.client("inspector").get(address).content.decode()


def test_the_past_is_not_judged(cast, held):
    address = reverse("forces:cell", args=[FORCE, "public-order", "capability"])
    shown = cast.client("chief_officer").get(address, {"at": "2026-03-05T12:00"})
    assert reverse("judgements:new", args=[FORCE]) not in shown.content.decode()


def test_replacing_and_withdrawing_have_pages(cast, held):
    client, row = cast.client("planning_lead"), None
    row = record(said(), by=cast.viewer("planning_lead"))
    replace = reverse("judgements:replace", args=[FORCE, row.pk])
    shown = client.get(replace)
    assert "Seen on Friday." in shown.content.decode()
    assert client.post(replace, form(grade="not_met")).status_code == 302
    latest = Judgement.objects.get(replaces=row)
    withdraw = reverse("judgements:withdraw", args=[FORCE, latest.pk])
    assert client.get(withdraw).status_code == 200
    assert client.post(withdraw, {"reasons": "", "token": str(uuid4())}).status_code == 422
    assert client.post(withdraw, {"reasons": "No.", "token": str(uuid4())}).status_code == 302
    assert not standing(NOON).exists()


def test_everything_judged_is_listed_and_had_as_csv(cast, held):
    planner = cast.viewer("planning_lead")
    first = record(said(reasons="=1+1"), by=planner)
    record(said(grade="", reasons="Withdrawn.", replaces=first), by=planner)
    client = cast.client("inspector")
    address = reverse("judgements:list", args=[FORCE])
    assert "no longer stands" in client.get(address).content.decode()
    lines = client.get(address, {"format": "csv"}).content.decode().splitlines()
    assert len(lines) == 3
    assert "'=1+1" in lines[2]


def test_a_judgement_of_another_force_is_not_to_be_found(cast, held):
    row = record(said(), by=cast.viewer("planning_lead"))
    address = reverse("judgements:withdraw", args=[NEXT_FORCE, row.pk])
    assert cast.client("next_planning_lead").get(address).status_code == 404
