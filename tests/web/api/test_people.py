"""Programs read people's records as the pages do: in their own force, for a reason, recorded."""

import numpy as np
import pytest
from django.test import RequestFactory
from tests.web.cast import FORCE, Part

from muster.strength import Reason
from muster.web.accounts.models import Role
from muster.web.audit.models import AuditEntry
from muster.web.people.records import records_of
from muster.web.picture.asked import asked_of

PEOPLE = f"/forces/{FORCE}/people"
WHY = {"reason": "To plan Operation Lantern"}


def reads():
    return list(AuditEntry.objects.filter(action__in=("people.listed", "person.read")))


@pytest.fixture
def records(held):
    return records_of(held[FORCE], asked_of(RequestFactory().get("/")))


@pytest.fixture
def ill(records):
    """Return somebody whom sickness alone keeps away now."""
    sick = [each.slug for each in records.doctrine.abstraction_kinds].index("sickness")
    away = (records.away_kind == sick) & (records.availability.reason == Reason.ABSTRACTED)
    return str(records.names[np.flatnonzero(away)[0]])


def test_people_are_given_by_pages(program, records):
    lead = program("planning_lead")
    said = lead.get(PEOPLE, limit=3, offset=1, **WHY).json()
    assert said["schema"] == "muster.people/1" and said["synthetic"]
    assert said["count"] == int(records.employed.sum())
    whole = sorted(str(each) for each in records.names[records.employed])
    assert [each["officer"] for each in said["items"]] == whole[1:4]


def test_people_are_narrowed_as_on_the_page(program, records):
    lead = program("planning_lead")
    rank = lead.get(PEOPLE, rank="inspector", **WHY).json()
    assert 0 < rank["count"] < len(records)
    assert {each["rank"] for each in rank["items"]} == {"Inspector"}
    base = rank["items"][0]["base"]
    there = lead.get(PEOPLE, base=base, **WHY).json()
    assert {each["base"] for each in there["items"]} == {base}
    able = lead.get(PEOPLE, state="can", **WHY).json()
    assert "absent" not in {each["state"] for each in able["items"]}
    for wrong in ({"rank": "wizard"}, {"base": "0"}, {"state": "gone"}):
        answer = lead.get(PEOPLE, **wrong, **WHY)
        assert answer.status_code == 422
        assert answer.json()["faults"][0]["where"].endswith(next(iter(wrong)))
    assert lead.get(PEOPLE, lift="moon", **WHY).status_code == 400


@pytest.mark.parametrize("given", [{}, {"reason": ""}, {"reason": "nosy"}])
def test_nothing_is_given_without_a_reason(program, records, given):
    lead = program("planning_lead")
    for address in (PEOPLE, f"{PEOPLE}/{records.names[0]}"):
        assert lead.get(address, **given).status_code == 422
    assert reads() == []


def test_each_reading_is_recorded_with_its_reason(program, records):
    lead, officer = program("planning_lead"), str(records.names[0])
    found = lead.get(PEOPLE, rank="constable", **WHY).json()["count"]
    assert lead.get(f"{PEOPLE}/{officer}", **WHY).json()["person"]["officer"] == officer
    listed, one = reads()[-2:]
    assert {each.reason for each in reads()} == {WHY["reason"]}
    assert listed.force == one.force == FORCE
    assert listed.detail["filters"] == {"rank": "constable"}
    assert (listed.detail["rows"], listed.detail["through"]) == (found, "interface")
    assert one.subject == f"officer {officer}"


@pytest.mark.parametrize(
    "who", ["chief_officer", "control_room", "next_planning_lead", "regional_coordinator",
            "national_coordinator", "inspector", "administrator"],
)  # fmt: skip
def test_people_are_given_to_their_own_force_alone(program, records, who):
    for address in (PEOPLE, f"{PEOPLE}/{records.names[0]}"):
        assert program(who).get(address, **WHY).status_code == 403
    assert reads() == []


def test_an_absence_is_unavailable_without_the_right_to_see_sickness(program, ill):
    said = program("planning_lead").get(f"{PEOPLE}/{ill}", **WHY).json()
    assert (said["sickness_shown"], said["person"]["said"]) == (False, "Unavailable")
    assert "sickness" not in str(said["abstractions"]).lower()
    listed = program("planning_lead").get(PEOPLE, officer=ill, **WHY).json()
    assert listed["items"][0]["said"] == "Unavailable"


def test_sickness_is_told_to_a_token_with_the_right(cast, program, ill):
    cast.appoint(cast.user("planning_lead"), Part(Role.HUMAN_RESOURCES))
    said = program("planning_lead").get(f"{PEOPLE}/{ill}", **WHY).json()
    assert (said["sickness_shown"], said["person"]["said"]) == (True, "Sickness")
    assert reads()[-1].detail["sickness"] is True


def test_nobody_of_a_collar_number_is_not_found(program, held):
    assert program("planning_lead").get(f"{PEOPLE}/NOBODY", **WHY).status_code == 404
    assert reads() == []
