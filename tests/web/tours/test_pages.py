"""A control room declares a tour in one page, and hands it over to the next."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.cast import FORCE
from tests.web.tours.conftest import NUMBER

from muster.reporting import opened
from muster.web.audit.models import AuditEntry
from muster.web.tours.models import Declaration

TOUR = reverse("tours:tour", args=[FORCE])
DECLARE = reverse("tours:declare", args=[FORCE])
HISTORY = reverse("tours:history", args=[FORCE])


@pytest.fixture
def desk(cast, held):
    return cast.client("control_room")


def form_of(client, address=TOUR):
    """Return what the form on a page holds when it is first shown."""
    declaring = client.get(address).context["declaring"]
    initial = declaring.form.initial
    sent = {name: "" if value is None else value for name, value in initial.items()}
    for row in declaring.rows:
        sent[f"place:{row.vehicle.vehicle}"] = row.place
        if row.on_road:
            sent[f"road:{row.vehicle.vehicle}"] = "yes"
    if not sent.pop("anyway", False):
        sent.pop("anyway", None)
    else:
        sent["anyway"] = "on"
    return sent


def suggested(client, address=TOUR):
    return client.get(address).context["declaring"].parade.suggest()


def filled(client, address=TOUR, **changed):
    given = {
        "commanders": [suggested(client, address)[0].officer],
        "on_call_officer": "Supt A. Hale",
        "contact": NUMBER,
    }
    return {**form_of(client, address), **given, **changed}


def text_of(answer):
    return b"".join(answer).decode("utf-8-sig") if answer.streaming else answer.content.decode()


def test_says_loudly_that_nobody_declared_this_tour(desk):
    page = desk.get(TOUR)
    assert page.status_code == 200
    assert "Nobody has declared this tour. It began at 07:00." in text_of(page)
    assert "<form" in text_of(page)


def test_whoever_may_only_look_sees_the_gap_and_no_form(cast, held):
    page = cast.client("chief_officer").get(TOUR)
    assert "Nobody has declared this tour" in text_of(page)
    assert DECLARE not in text_of(page)


def test_declares_a_tour(desk):
    answer = desk.post(DECLARE, filled(desk, figure_60="4", remarks="Football"), follow=True)
    assert answer.redirect_chain == [(TOUR, 302)]
    made = Declaration.objects.get()
    assert made.commanders.count() == 1 and made.vehicles.count() > 3
    text = text_of(answer)
    assert "Nobody has declared" not in text
    assert made.commanders.get().officer in text and "Football" in text
    assert NUMBER not in text


def test_the_same_form_sent_twice_declares_once(desk):
    sent = filled(desk)
    for _time in range(2):
        assert desk.post(DECLARE, sent).status_code == 302
    assert Declaration.objects.count() == 1


def test_says_beside_the_field_what_is_doubted_and_keeps_what_was_typed(desk):
    page = desk.post(DECLARE, filled(desk, others="9999", remarks="Kept words", commanders=[]))
    assert page.status_code == 400
    assert "9999 is not in the return" in page.context["declaring"].form.errors["others"][0]
    assert "Kept words" in text_of(page) and "9999" in text_of(page)
    assert not Declaration.objects.exists()


def test_a_doubt_may_be_meant_and_is_kept_with_the_name(desk):
    desk.post(DECLARE, filled(desk, others="9999", commanders=[], anyway="on"))
    (named,) = Declaration.objects.get().commanders.all()
    assert (named.officer, named.doubt) == ("9999", "is not in the return")
    assert "Doubted" in text_of(desk.get(TOUR))


def test_asks_for_a_number_where_none_is_held(desk):
    page = desk.post(DECLARE, filled(desk, contact=""))
    assert "contact" in page.context["declaring"].form.errors
    assert desk.post(DECLARE, filled(desk)).status_code == 302


def test_the_hint_promises_a_number_only_where_one_is_held(desk, settings, held_clock):
    promised = "Left empty, the number held for that name is kept"
    assert promised not in text_of(desk.get(TOUR))
    refused = desk.post(DECLARE, filled(desk, contact=""))
    assert promised not in text_of(refused)
    desk.post(DECLARE, filled(desk))
    settings.MUSTER_NOW = held_clock + timedelta(hours=8)
    assert promised in text_of(desk.get(TOUR))
    other = {**form_of(desk), "on_call_officer": "Supt N. Ew", "anyway": "on"}
    assert promised not in text_of(desk.post(DECLARE, other))


def test_a_form_handed_over_is_declared_as_it_stands_but_for_who_commands(
    desk, settings, held_clock
):
    desk.post(DECLARE, filled(desk))
    settings.MUSTER_NOW = held_clock + timedelta(hours=8)
    sent = form_of(desk)
    assert "contact" not in sent
    page = desk.post(DECLARE, sent)
    assert page.status_code == 302 or set(page.context["declaring"].form.errors) == {"commanders"}
    assert desk.post(DECLARE, {**sent, "anyway": "on"}).status_code == 302
    made = Declaration.objects.last()
    assert made.on_call_officer == "Supt A. Hale"
    contact = reverse("tours:contact", args=[FORCE, made.pk])
    assert NUMBER in text_of(desk.post(contact))


def test_says_so_where_nobody_nominated_last_can_be_here(desk, settings, held_clock):
    desk.post(DECLARE, filled(desk, others="9999", commanders=[], anyway="on"))
    settings.MUSTER_NOW = held_clock + timedelta(hours=8)
    page = desk.get(TOUR)
    assert page.context["declaring"].nobody_left
    assert "None of those nominated then can be here now" in text_of(page)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("on_call_officer", ""),
        ("figure_60", "-1"),
        ("figure_60", "many"),
        ("token", ""),
        ("remarks", "x" * 2001),
    ],
)
def test_refuses_what_makes_no_sense(desk, field, value):
    page = desk.post(DECLARE, filled(desk, **{field: value}))
    assert page.status_code == 400 and field in page.context["declaring"].form.errors
    assert not Declaration.objects.exists()


def test_the_next_tour_starts_from_what_was_declared(desk, settings, held_clock):
    vehicle = desk.get(TOUR).context["declaring"].rows[0].vehicle.vehicle
    sent = filled(desk, **{f"place:{vehicle}": "Stadium yard"})
    sent.pop(f"road:{vehicle}", None)
    desk.post(DECLARE, sent)
    settings.MUSTER_NOW = held_clock + timedelta(hours=8)
    page = desk.get(TOUR)
    declaring = page.context["declaring"]
    assert declaring.is_handover and "Handed over from" in text_of(page)
    row = next(each for each in declaring.rows if each.vehicle.vehicle == vehicle)
    assert (row.place, row.on_road) == ("Stadium yard", False)
    assert declaring.form.initial["on_call_officer"] == "Supt A. Hale"
    later = {**form_of(desk), "anyway": "on"}
    assert desk.post(DECLARE, later).status_code == 302
    assert Declaration.objects.last().contact


def test_those_who_have_gone_home_are_offered_but_not_ticked(desk, settings, held_clock):
    named = [each.officer for each in suggested(desk)]
    desk.post(DECLARE, filled(desk, commanders=named))
    settings.MUSTER_NOW = held_clock + timedelta(hours=8)
    form = desk.get(TOUR).context["declaring"].form
    offered = [value for value, _label in form.fields["commanders"].choices]
    assert set(named) <= set(offered)
    doubted = {each.officer for each in form.parade.named(named) if each.doubt}
    assert doubted and set(form.initial["commanders"]) == set(named) - doubted


def test_those_who_can_be_here_are_offered_before_the_doubted(desk):
    first, second = (each.officer for each in suggested(desk))
    desk.post(DECLARE, filled(desk, commanders=[], others=f"9999 {second}", anyway="on"))
    form = desk.get(DECLARE).context["declaring"].form
    offered = [value for value, _label in form.fields["commanders"].choices]
    assert offered == [second, first, "9999"]


def test_the_doubted_are_marked_and_say_why(desk, settings, held_clock):
    named = [each.officer for each in suggested(desk)]
    desk.post(DECLARE, filled(desk, commanders=named))
    assert "Unavailable" not in text_of(desk.get(DECLARE))
    settings.MUSTER_NOW = held_clock + timedelta(hours=8)
    page = desk.get(TOUR)
    doubted = [each for each in page.context["declaring"].parade.named(named) if each.doubt]
    text = text_of(page)
    assert doubted and text.count("Unavailable") == len(doubted)
    for each in doubted:
        after = text.split(f'value="{each.officer}"')[1]
        assert "Unavailable" in after.split("</label>")[0]
        assert opened(each.doubt) in after.split("govuk-checkboxes__item")[0]


def test_the_tour_after_this_one_can_be_declared_ahead(desk):
    ahead = f"{DECLARE}?tour=next"
    desk.post(DECLARE, filled(desk, ahead))
    page = desk.get(TOUR)
    assert "Nobody has declared this tour" in text_of(page)
    assert "Already declared: the next tour, 15:00 to 23:00" in text_of(page)


def test_a_form_of_the_tour_just_over_still_counts_for_it(desk, settings, held_clock):
    sent = filled(desk)
    settings.MUSTER_NOW = held_clock + timedelta(hours=3, minutes=1)
    answer = desk.post(DECLARE, sent, follow=True)
    assert "Declared: the tour from 07:00 to 15:00." in text_of(answer)
    assert "Nobody has declared this tour. It began at 15:00." in text_of(answer)


def test_a_form_from_long_ago_is_shown_again_with_what_was_typed(desk, settings, held_clock):
    sent = filled(desk, remarks="Still here")
    settings.MUSTER_NOW = held_clock + timedelta(hours=11, minutes=5)  # the session still lasts
    page = desk.post(DECLARE, sent)
    assert page.status_code == 409 and "Still here" in text_of(page)
    assert "The tour you typed this for is over" in text_of(page)
    assert not Declaration.objects.exists()


def test_tells_of_somebody_who_was_quicker(desk):
    sent = filled(desk, remarks="Mine")
    desk.post(DECLARE, filled(desk))
    page = desk.post(DECLARE, sent)
    assert page.status_code == 409
    assert "while you were typing" in text_of(page) and "Mine" in text_of(page)
    assert Declaration.objects.count() == 1


def test_a_correction_stands_and_both_are_in_the_history(desk):
    desk.post(DECLARE, filled(desk))
    given = {**form_of(desk, DECLARE), "on_call_officer": "Supt B. Rowe", "contact": "07700 900456"}
    assert desk.post(DECLARE, given).status_code == 302
    assert "Supt B. Rowe" in text_of(desk.get(TOUR))
    rows = list(csv.DictReader(io.StringIO(text_of(desk.get(HISTORY, {"format": "csv"})))))
    assert [each["on_call_officer"] for each in rows] == ["Supt B. Rowe", "Supt A. Hale"]
    assert rows[0]["corrects"] == rows[1]["declaration"]
    assert desk.get(HISTORY).status_code == 200
    first = Declaration.objects.first()
    page = text_of(desk.get(reverse("tours:declaration", args=[FORCE, first.pk])))
    assert "A later declaration" in page


def test_no_export_holds_a_contact(desk):
    desk.post(DECLARE, filled(desk))
    made = Declaration.objects.get()
    one = reverse("tours:declaration", args=[FORCE, made.pk])
    for address in (HISTORY, one):
        text = text_of(desk.get(address, {"format": "csv"}))
        assert NUMBER not in text and made.contact.sealed not in text


def test_a_formula_in_a_remark_does_not_run_in_a_spreadsheet(desk):
    desk.post(DECLARE, filled(desk, remarks='=HYPERLINK("x")'))
    text = text_of(desk.get(HISTORY, {"format": "csv"}))
    assert "'=HYPERLINK" in text


def test_a_contact_is_shown_when_asked_for_and_that_is_recorded(desk):
    desk.post(DECLARE, filled(desk))
    address = reverse("tours:contact", args=[FORCE, Declaration.objects.get().pk])
    assert desk.get(address).status_code == 405
    assert NUMBER in text_of(desk.post(address))
    assert AuditEntry.objects.last().action == "contact.read"


def test_a_vehicle_on_loan_is_declared_and_handed_over(desk, settings, held_clock):
    desk.post(DECLARE, filled(desk, **{"extra-0": "LOAN7", "extra-place-0": "Yard"}))
    assert Declaration.objects.get().vehicles.get(vehicle="LOAN7").place == "Yard"
    settings.MUSTER_NOW = held_clock + timedelta(hours=8)
    rows = desk.get(TOUR).context["declaring"].rows
    assert [each.place for each in rows if each.vehicle.vehicle == "LOAN7"] == ["Yard"]


def test_sets_when_tours_start(desk):
    address = reverse("tours:times", args=[FORCE])
    assert desk.post(address, {"starts": "6am"}).status_code == 400
    assert desk.post(address, {"starts": "06:00, 14:00, 22:00"}).status_code == 302
    assert "It began at 06:00." in text_of(desk.get(TOUR))


def test_shows_the_tour_as_it_was_known(desk, held_clock, settings):
    settings.MUSTER_NOW = held_clock + timedelta(minutes=30)
    desk.post(DECLARE, filled(desk))
    page = text_of(desk.get(TOUR, {"known": "2026-03-10T12:10"}))
    assert "Nobody has declared this tour" in page and DECLARE not in page


@pytest.mark.parametrize(
    "who",
    [
        *("human_resources", "force_administrator", "next_planning_lead", "far_chief_officer"),
        *("regional_coordinator", "national_coordinator", "inspector", "administrator"),
    ],
)
def test_nobody_beyond_the_border_sees_a_tour(cast, held, who):
    client = cast.client(who)
    for address in (TOUR, HISTORY, DECLARE, reverse("tours:wall", args=[FORCE])):
        assert client.get(address).status_code == 403


def test_a_chief_officer_looks_and_does_not_declare(cast, held):
    client = cast.client("chief_officer")
    assert client.get(TOUR).status_code == 200
    assert client.post(DECLARE, {}).status_code == 403


def test_a_collar_number_is_found_whatever_its_capitals(desk):
    officer = suggested(desk)[0].officer
    assert officer != officer.lower()
    desk.post(DECLARE, filled(desk, commanders=[], others=officer.lower()))
    (named,) = Declaration.objects.get().commanders.all()
    assert (named.officer, named.doubt) == (officer, "")
