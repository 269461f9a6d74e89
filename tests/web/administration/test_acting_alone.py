"""No administrator alone comes into somebody else's account, and whoever it concerns is told."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.urls import reverse
from tests.web.administration.conftest import REASON
from tests.web.cast import PASSWORD

from muster.web.administration.keeping_apart import APART
from muster.web.administration.telling import TOLD_FOR
from muster.web.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
RESET, LINK = "reset-second-step", "invite"
SECRET = "JBSWY3DPEHPK3PXP"
ALONE = "another administrator has to"


@pytest.fixture
def reader(cast, held_clock):
    """Return somebody who may read people's records, has a second step and has signed in."""
    user = cast.user("human_resources")
    cast.client("human_resources")
    user.refresh_from_db()
    assert user.last_login is not None
    TOTP.activate(user, SECRET)
    return user


def later(settings, wait) -> None:
    settings.MUSTER_NOW += wait + timedelta(minutes=1)


def sign_in(client, user):
    """Return the page that somebody sees once signed in."""
    typed = {"login": user.email, "password": PASSWORD}
    return client.post(reverse("account_login"), typed, follow=True).content.decode()


def test_an_administrator_does_not_reset_their_own_second_step(cast, change):
    own = cast.user("administrator")
    TOTP.activate(own, SECRET)
    answer = change("administrator", own, RESET).content.decode()
    assert "cannot reset your own second step" in answer
    assert Authenticator.objects.filter(user=own).exists()
    assert not AuditEntry.objects.filter(action="user.second_factor_reset").exists()


@pytest.mark.parametrize(("first", "then"), [(RESET, LINK), (LINK, RESET)])
def test_one_administrator_does_not_hold_both_keys_and_two_do(reader, change, first, then):
    change("force_administrator", reader, first)
    assert ALONE in change("force_administrator", reader, then).content.decode()
    assert AuditEntry.objects.filter(subject=f"user {reader.pk}", reason=REASON).count() == 1
    assert ALONE not in change("administrator", reader, then).content.decode()
    assert AuditEntry.objects.filter(subject=f"user {reader.pk}", reason=REASON).count() == 2


def test_waiting_gives_no_link_while_there_is_no_second_step(reader, change, settings):
    change("force_administrator", reader, RESET)
    later(settings, APART)
    assert ALONE in change("force_administrator", reader, LINK).content.decode()
    TOTP.activate(reader, SECRET)
    assert ALONE not in change("force_administrator", reader, LINK).content.decode()


def test_a_week_after_a_link_the_same_administrator_may_reset(reader, change, settings):
    change("force_administrator", reader, LINK)
    later(settings, APART)
    assert ALONE not in change("force_administrator", reader, RESET).content.decode()
    assert not Authenticator.objects.filter(user=reader).exists()


@pytest.mark.parametrize(
    ("what", "words"),
    [(RESET, "reset your second step on"), (LINK, "made a new link to set your password on")],
)
def test_whoever_it_concerns_is_told_each_time_they_sign_in_for_a_week(
    reader, change, client, settings, what, words
):
    change("force_administrator", reader, what)
    Authenticator.objects.all().delete()
    for _ in range(2):
        assert f"Force administrator {words}" in sign_in(client, reader)
        client.post(reverse("account_logout"))
    later(settings, TOLD_FOR)
    assert words not in sign_in(client, reader)


def test_nobody_else_is_told(reader, change, client, cast):
    change("force_administrator", reader, RESET)
    assert "second step on" not in sign_in(client, cast.user("planning_lead"))


def test_a_letter_tells_of_a_reset_where_there_is_mail(reader, change, settings):
    settings.MAIL = True
    change("force_administrator", reader, RESET)
    [letter] = mail.outbox
    assert letter.to == [reader.email]
    assert "Force administrator reset the second step" in letter.body


def test_a_reset_stands_though_no_letter_can_be_sent(reader, change, settings):
    change("force_administrator", reader, RESET)
    assert mail.outbox == []
    assert not Authenticator.objects.filter(user=reader).exists()


def test_a_reset_that_is_refused_is_told_to_nobody(reader, change, settings):
    settings.MAIL = True
    change("force_administrator", reader, LINK)
    mail.outbox.clear()
    change("force_administrator", reader, RESET)
    assert mail.outbox == []
