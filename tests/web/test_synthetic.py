"""Wherever what is shown is made up the page says so, on an ordinary server as well."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from tests.web.cast import FORCE, REGION, REQUEST, Part
from tests.web.holdings import SENDER, STARTS
from tests.web.returns.making import sent, tables, with_row, workbook

from muster.web import clock
from muster.web.accounts.models import Reach, Role
from muster.web.documents.actions import keep
from muster.web.inspections.actions import Requested, ask_forces, open_request
from muster.web.judgements.actions import Said, record
from muster.web.returns.actions import receive
from muster.web.returns.handlers import check_upload
from muster.web.returns.models import Through

STRIP = "m-strip--synthetic"
CELL, CRITERION = "public-order.capability", "public-order.capacity.local-need"
WRONG = ["1004", "juggling", "2025-01-01", ""]
FATAL = {"vehicles": [["vehicle_id", "kind", "base"], ["C01", "carrier"]], "officers": []}


@pytest.fixture(params=[True, False], ids=["made up", "real"])
def made_up(request, packed, db, settings, tmp_path):
    """Keep a return of the force that says of itself whether it is made up; return which."""
    assert not django_settings.DEMONSTRATION
    settings.MUSTER_NOW = STARTS.replace(day=10, hour=12)
    settings.DATA_FOLDER = tmp_path / "data"
    described, body = packed[FORCE]
    keep(body, replace(described, synthetic=request.param), by=SENDER, at=STARTS)
    return request.param


@pytest.fixture
def asked(cast, made_up):
    """Return an inspector, their request and one question of it."""
    inspector = cast.user("unappointed")
    cast.appoint(inspector, Part(Role.INSPECTOR, Reach.REGION, REGION))
    by, now = cast.viewer("unappointed"), clock.now()
    ends = now.replace(day=20)
    opened = open_request(Requested(REQUEST, "Order", "How much.", now, ends, (FORCE,)), by=by)
    (question,) = ask_forces(opened, (FORCE,), CRITERION, "How many?", by=by, token="once")
    return opened, question


def says(cast, who, name, **given):
    page = cast.client(who).get(reverse(name, kwargs=given), follow=True)
    assert page.status_code == 200, page.content
    return STRIP in page.content.decode()


@pytest.mark.parametrize("name", ["tours:tour", "tours:declare", "tours:history", "tours:wall"])
def test_a_tour(cast, made_up, name):
    assert says(cast, "control_room", name, force=FORCE) is made_up


@pytest.mark.parametrize("name", ["judgements:list", "judgements:new"])
def test_judgements(cast, made_up, name):
    assert says(cast, "planning_lead", name, force=FORCE) is made_up


@pytest.mark.parametrize("name", ["judgements:replace", "judgements:withdraw"])
def test_one_judgement(cast, made_up, name):
    said = Said(FORCE, CELL, "met", "Seen.", uuid4())
    row = record(said, by=cast.viewer("planning_lead"))
    assert says(cast, "planning_lead", name, force=FORCE, pk=row.pk) is made_up


def test_requests(cast, asked, made_up):
    opened, question = asked
    number = opened.pk
    one = {"number": number, "force": FORCE, "question": question.number}
    assert says(cast, "planning_lead", "inspections:list") is made_up
    assert says(cast, "planning_lead", "inspections:request", number=number) is made_up
    assert says(cast, "unappointed", "inspections:ask", number=number, force=FORCE) is made_up
    assert says(cast, "planning_lead", "inspections:force", number=number, force=FORCE) is made_up
    assert says(cast, "planning_lead", "inspections:question", **one) is made_up
    assert says(cast, "planning_lead", "inspections:answer", **one) is made_up


def test_the_first_page_of_whoever_looks_wider(cast, made_up):
    assert says(cast, "national_coordinator", "today:today") is made_up
    assert says(cast, "regional_coordinator", "today:today") is made_up
    assert not says(cast, "far_coordinator", "today:today")


def test_returns_and_one_of_them(cast, made_up, packed):
    described, body = packed[FORCE]
    kept = keep(body, replace(described, synthetic=made_up), by=SENDER, at=STARTS.replace(day=2))
    assert says(cast, "chief_officer", "returns:list", force=FORCE) is made_up
    for name in ("return", "withdraw", "download"):
        who = "chief_officer" if name == "return" else "planning_lead"
        assert says(cast, who, f"returns:{name}", force=FORCE, pk=kept.pk) is made_up
    cast.appoint(cast.user("unappointed"), Part(Role.INSPECTOR, Reach.REGION, REGION))
    assert says(cast, "unappointed", "returns:forces") is made_up


@pytest.mark.parametrize("held", [tables(), with_row("tickets", WRONG), tables(**FATAL)])
@pytest.mark.parametrize("said", ["yes", ""])
def test_an_upload_whether_sound_faulty_or_past_reading(cast, db, settings, tmp_path, held, said):
    settings.MUSTER_NOW = STARTS.replace(day=10, hour=12)
    settings.DATA_FOLDER = tmp_path / "data"
    about = [held["about"][0], [*held["about"][1][:-1], said]]
    content = workbook(held | {"about": about})
    by = cast.viewer("planning_lead")
    upload = receive(FORCE, [sent("return.xlsx", content)], by=by, through=Through.PAGE)
    check_upload({"upload": upload.pk})
    for name in ("upload", "discard"):
        found = says(cast, "planning_lead", f"returns:{name}", force=FORCE, pk=upload.pk)
        assert found is (said == "yes")


def test_an_upload_compared_with_what_is_made_up(cast, made_up):
    about = [*tables()["about"][1][:-1], ""]
    content = workbook(tables(about=[tables()["about"][0], about]))
    by = cast.viewer("planning_lead")
    upload = receive(FORCE, [sent("return.xlsx", content)], by=by, through=Through.PAGE)
    check_upload({"upload": upload.pk})
    assert says(cast, "planning_lead", "returns:changes", force=FORCE, pk=upload.pk) is made_up


@pytest.fixture
def short(packed, db, settings, tmp_path):
    """Keep a return of the force that came in without some of its rows."""
    settings.MUSTER_NOW = STARTS.replace(day=10, hour=12)
    described, body = packed[FORCE]
    facts = {**described.facts, "skipped": {"tickets": 40, "officers": 5}}
    keep(body, replace(described, facts=facts), by=SENDER, at=STARTS)


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("chief_officer", "today:today"),
        ("chief_officer", "forces:force"),
        ("chief_officer", "forces:strength"),
        ("chief_officer", "forces:year"),
        ("control_room", "tours:wall"),
        ("national_coordinator", "nation:nation"),
        ("national_coordinator", "today:today"),
    ],
)
def test_rows_left_out_are_said_wherever_they_count(cast, short, who, name):
    given = {} if name.partition(":")[0] in ("today", "nation") else {"force": FORCE}
    page = cast.client(who).get(reverse(name, kwargs=given), follow=True)
    assert "45 rows of the return in use did not come in" in page.content.decode()
    assert ("Which, and why" in page.content.decode()) is (who == "chief_officer")
