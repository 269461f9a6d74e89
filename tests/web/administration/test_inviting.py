"""An account is made, its owner sets a password by a link that is good once."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from tests.web.administration.conftest import REASON
from tests.web.cast import PASSWORD

from muster.web.accounts.models import User
from muster.web.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
NEW = "another battery of staples"


def link_of(answer) -> str:
    found = re.search(r"http://testserver(/account/invitation/[^<\s]+)", answer.content.decode())
    return found.group(1)


def set_password(link: str, password: str = NEW, again: str | None = None):
    return Client().post(link, {"password1": password, "password2": again or password})


def can_sign_in(password: str) -> bool:
    browser = Client()
    form = {"login": "alex.reed@muster.example", "password": password}
    browser.post(reverse("account_login"), form)
    return "_auth_user_id" in browser.session


def test_the_link_is_printed_where_there_is_no_mail(make):
    answer = make()
    assert answer.status_code == 200
    assert link_of(answer)
    assert "72 hours" in answer.content.decode()
    assert mail.outbox == []


def test_the_link_is_mailed_and_not_printed_where_there_is(make, settings):
    settings.MAIL = True
    answer = make()
    assert "/account/invitation/" not in answer.content.decode()
    assert mail.outbox[0].to == ["alex.reed@muster.example"]
    found = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    set_password(found)
    assert can_sign_in(NEW)


def test_by_the_link_somebody_sets_a_password_and_signs_in(make):
    link = link_of(make())
    page = Client().get(link).content.decode()
    assert "Insp Alex Reed" in page
    assert set_password(link).headers["Location"] == reverse("account_login")
    assert can_sign_in(NEW)
    made = AuditEntry.objects.filter(action__startswith="user.")
    assert list(made.values_list("action", "reason")) == [
        ("user.made", REASON),
        ("user.password_set", "by invitation"),
    ]


def test_nobody_signs_in_before_a_password_is_set(make):
    make()
    assert not can_sign_in("")
    assert not User.objects.get(email="alex.reed@muster.example").has_usable_password()


def test_the_link_is_good_once(make):
    link = link_of(make())
    set_password(link)
    again = set_password(link, "yet another of the staples")
    assert again.status_code == 410
    assert "used already" in again.content.decode()
    assert can_sign_in(NEW)


def test_the_link_is_good_for_three_days(make, settings, held_clock):
    link = link_of(make())
    settings.MUSTER_NOW = held_clock + timedelta(hours=71, minutes=59)
    assert Client().get(link).status_code == 200
    settings.MUSTER_NOW = held_clock + timedelta(hours=72)
    late = Client().get(link)
    assert late.status_code == 410
    assert "more than three days old" in late.content.decode()


def test_a_newer_link_makes_the_older_worthless(make, change, held_clock, settings):
    old = link_of(make())
    settings.MUSTER_NOW = held_clock + timedelta(hours=1)
    user = User.objects.get(email="alex.reed@muster.example")
    new = link_of(change("administrator", user, "invite"))
    assert Client().get(old).status_code == 410
    assert Client().get(new).status_code == 200


def test_a_closed_account_is_not_entered_by_its_link(make, change):
    link = link_of(make())
    change("administrator", User.objects.get(email="alex.reed@muster.example"), "close")
    assert set_password(link).status_code == 410


@pytest.mark.parametrize("token", ["x", "eyJ1c2VyIjoxfQ:1abc:def", "a" * 500])
def test_a_link_that_was_made_up_opens_nothing(client, token, db):
    answer = client.get(reverse("administration:invitation", args=[token]))
    assert answer.status_code == 410


def test_a_link_cannot_be_bent_to_another_person(make, cast):
    link = link_of(make())
    head, _slash, token = link.rstrip("/").rpartition("/")
    bent = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert Client().get(f"{head}/{bent}/").status_code == 410


@pytest.mark.parametrize(("first", "second"), [("short", "short"), (NEW, "a different password")])
def test_a_password_that_will_not_do_is_said_and_the_link_stays_good(make, first, second):
    link = link_of(make())
    answer = set_password(link, first, second)
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert Client().get(link).status_code == 200


def test_whoever_was_signed_in_is_signed_out(make, cast):
    link = link_of(make())
    browser = cast.client("control_room")
    browser.post(link, {"password1": NEW, "password2": NEW})
    assert browser.get("/account/").status_code == 302


def test_a_new_link_leaves_the_password_until_another_is_set(change, cast):
    user = cast.user("planning_lead")
    change("administrator", user, "invite")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_an_address_is_given_to_one_person_alone(make):
    make()
    answer = make(email="Alex.Reed@Muster.example")
    assert "has this address already" in answer.content.decode()
    assert User.objects.filter(email__iexact="alex.reed@muster.example").count() == 1


@pytest.mark.parametrize(
    "changes",
    [{"email": "nobody"}, {"email": ""}, {"name": ""}, {"reason": ""}, {"force": "atlantis"}],
)
def test_bad_input_makes_nobody_and_keeps_what_was_typed(make, changes):
    answer = make(**changes)
    page = answer.content.decode()
    assert "There is a problem" in page
    assert not User.objects.filter(name="Insp Alex Reed").exists()
    kept = "alex.reed@muster.example" if "name" in changes else "Insp Alex Reed"
    assert kept in page


def test_an_administrator_of_a_force_makes_accounts_of_that_force(make):
    assert make("force_administrator").status_code == 200
    assert User.objects.get(email="alex.reed@muster.example").force == "west-midlands"


@pytest.mark.parametrize("force", ["", "staffordshire"])
def test_an_administrator_of_a_force_makes_no_other_accounts(make, force):
    make("force_administrator", force=force)
    assert not User.objects.filter(email="alex.reed@muster.example").exists()
