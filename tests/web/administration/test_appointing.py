"""Who appoints whom to what: never themself, never beyond what they administer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.administration.conftest import REASON
from tests.web.cast import PARTS

from muster.web import clock
from muster.web.accounts.granting import UnableToAppoint
from muster.web.accounts.models import Appointment, Role
from muster.web.accounts.rights import Held, Place, Right, may
from muster.web.administration.actions import appoint as appoint_directly
from muster.web.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
HERE = Place.force("west-midlands")


def held_by(user) -> set[tuple[str, str, str]]:
    return set(Appointment.objects.filter(user=user).values_list("role", "reach", "scope"))


def test_an_appointment_is_made_and_recorded_with_its_reason(appoint, cast):
    user = cast.user("unappointed")
    answer = appoint("administrator", user)
    assert answer.status_code == 302
    assert held_by(user) == {("planning_lead", "force", "west-midlands")}
    entry = AuditEntry.objects.get(action="appointment.made")
    assert (entry.reason, entry.force) == (REASON, "west-midlands")
    assert entry.detail["role"] == "planning_lead"
    assert may(cast.viewer("unappointed"), Right.SEE_PEOPLE, HERE)


def test_without_a_reason_nobody_is_appointed(appoint, cast):
    user = cast.user("unappointed")
    assert "There is a problem" in appoint("administrator", user, reason="").content.decode()
    assert held_by(user) == set()


@pytest.mark.parametrize("who", ["administrator", "force_administrator"])
def test_nobody_appoints_themself(appoint, cast, who):
    before = held_by(cast.user(who))
    answer = appoint(who, cast.user(who))
    assert "cannot appoint yourself" in answer.content.decode()
    assert held_by(cast.user(who)) == before


@pytest.mark.parametrize("place", ["force:staffordshire", "region:west-midlands", "nation:"])
def test_an_administrator_of_a_force_appoints_over_it_alone(appoint, cast, place):
    user = cast.user("unappointed")
    appoint("force_administrator", user, place=place)
    assert held_by(user) == set()


@pytest.mark.parametrize(
    "place", [Place.force("kent"), Place.region("west-midlands"), Place.nation()]
)
def test_the_decision_stands_whatever_the_form_lets_through(cast, place):
    admin, user = cast.viewer("force_administrator"), cast.user("unappointed")
    with pytest.raises(UnableToAppoint, match="administer less"):
        appoint_directly(
            user, Held(Role.PLANNING_LEAD, place), starts_at=clock.now(), by=admin, reason=REASON
        )


def test_somebody_who_administers_nothing_appoints_nobody(appoint, cast):
    user = cast.user("unappointed")
    assert appoint("chief_officer", user).status_code == 403
    assert AuditEntry.objects.get(action="refused").detail["right"] == "administer"


def test_the_role_of_administrator_is_confirmed_first(appoint, cast):
    user = cast.user("unappointed")
    asked = appoint("administrator", user, role="administrator")
    assert "Confirm that they may appoint others" in asked.content.decode()
    assert held_by(user) == set()
    appoint("administrator", user, role="administrator", confirmed="on")
    assert held_by(user) == {("administrator", "force", "west-midlands")}


def test_an_inspector_needs_an_end_and_a_data_request(appoint, cast):
    user = cast.user("unappointed")
    page = appoint("administrator", user, role="inspector").content.decode()
    assert "Give the last day of the inspector&#x27;s access" in page
    assert "Give the reference of the data request" in page
    assert held_by(user) == set()


def test_an_inspector_is_let_in_until_the_end_of_a_day(appoint, cast, held_clock, settings):
    user = cast.user("unappointed")
    given = {"until_day": "31", "until_month": "3", "until_year": "2026", "request": "DR 7"}
    appoint("administrator", user, role="inspector", **given)
    made = Appointment.objects.get(user=user)
    assert made.request == "DR 7"
    assert made.ends_at.isoformat() == "2026-03-31T23:00:00+00:00", "midnight, in summer time"
    settings.MUSTER_NOW = made.ends_at - timedelta(seconds=1)
    assert may(cast.viewer("unappointed"), Right.ASK, HERE)
    settings.MUSTER_NOW = made.ends_at
    assert not may(cast.viewer("unappointed"), Right.ASK, HERE)


def test_a_day_that_is_over_is_refused(appoint, cast, held_clock):
    user = cast.user("unappointed")
    given = {"until_day": "9", "until_month": "3", "until_year": "2026"}
    page = appoint("administrator", user, **given).content.decode()
    assert "Give a day that is not over yet" in page


def test_an_appointment_is_ended_now_and_stays_written(cast):
    user = cast.user("planning_lead")
    held = Appointment.objects.get(user=user)
    where = reverse("administration:end", args=[user.pk, held.pk])
    browser = cast.client("force_administrator")
    assert browser.get(where).status_code == 200
    browser.post(where, {"reason": REASON})
    assert not may(cast.viewer("planning_lead"), Right.SEE_PEOPLE, HERE)
    held.refresh_from_db()
    assert held.ends_at is not None
    assert AuditEntry.objects.get(action="appointment.ended").reason == REASON
    assert browser.post(where, {"reason": REASON}).status_code == 404, "it is over already"


def test_the_last_administrator_is_ended_only_when_that_is_confirmed(cast):
    other = cast.user("unappointed")
    cast.appoint(other, PARTS["administrator"])
    user, held = cast.user("administrator"), None
    held = Appointment.objects.get(user=user)
    Appointment.objects.filter(user=other).delete()
    where = reverse("administration:end", args=[user.pk, held.pk])
    browser = cast.client("administrator")
    assert "Nobody else administers this" in browser.get(where).content.decode()
    browser.post(where, {"reason": REASON})
    held.refresh_from_db()
    assert held.ends_at is None
    browser.post(where, {"reason": REASON, "confirmed": "on"})
    held.refresh_from_db()
    assert held.ends_at is not None


def test_an_administrator_that_is_not_the_last_needs_no_confirming(cast):
    cast.appoint(cast.user("unappointed"), PARTS["administrator"])
    user = cast.user("administrator")
    held = Appointment.objects.get(user=user)
    where = reverse("administration:end", args=[user.pk, held.pk])
    cast.client("administrator").post(where, {"reason": REASON})
    held.refresh_from_db()
    assert held.ends_at is not None
