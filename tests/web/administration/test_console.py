"""The first administrator of a server is made at the server, and finds the way back there."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from muster.web.accounts.models import Appointment, Reach, Role, User
from muster.web.administration.actions import UnableToChangeAccount
from muster.web.administration.console import name_administrator
from muster.web.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
EMAIL = "jo.pask@example.police.uk"


def actions():
    return list(AuditEntry.objects.order_by("sequence").values_list("action", flat=True))


def test_an_empty_server_gets_somebody_who_can_appoint_everybody_else():
    made = name_administrator(EMAIL, "Mr Jo Pask")
    assert (made.made, made.steps, made.hours) == (True, 0, 72)
    user = User.objects.get()
    assert (user.email, user.name, user.has_usable_password()) == (EMAIL, "Mr Jo Pask", False)
    held = Appointment.objects.get()
    assert (held.role, held.reach, held.ends_at) == (Role.ADMINISTRATOR, Reach.NATION, None)
    assert actions() == ["user.made", "appointment.made"]
    assert Client().get(made.path).status_code == 200


def test_the_way_back_takes_the_second_step_and_older_links_away():
    first = name_administrator(EMAIL)
    user = User.objects.get()
    Authenticator.objects.create(user=user, type="totp", data={})
    User.objects.update(is_active=False)
    again = name_administrator(EMAIL.upper(), again=True)
    assert (again.made, again.steps) == (False, 1)
    assert not Authenticator.objects.exists()
    assert Appointment.objects.count() == 1
    user.refresh_from_db()
    assert user.is_active
    assert Client().get(again.path).status_code == 200
    assert "newer one was sent" in Client().get(first.path).content.decode()
    assert actions()[2:] == ["user.second_factor_reset", "user.reactivated", "user.invited"]


@pytest.mark.parametrize(
    ("email", "name", "again", "said"),
    [
        ("nobody", "", False, "no email address"),
        ("a@b.invalid", "x" * 500, False, "longer than"),
        ("a@b.invalid", "", True, "Nobody has the address"),
        (EMAIL, "", False, "add --again"),
    ],
)
def test_what_makes_no_sense_changes_nothing(email, name, again, said):
    name_administrator(EMAIL)
    before = actions()
    with pytest.raises(UnableToChangeAccount, match=said):
        name_administrator(email, name, again=again)
    assert actions() == before
    assert User.objects.count() == 1
