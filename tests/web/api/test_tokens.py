"""A program speaks for a person, with some of that person's rights, until it ends."""

from datetime import timedelta

import pytest

from muster.web.accounts.models import Appointment
from muster.web.accounts.rights import Place, Right, may
from muster.web.api.actions import (
    UnableToMakeToken,
    make_token,
    revoke_token,
    viewer_of_token,
)
from muster.web.api.models import Token
from muster.web.audit.models import AuditEntry

SEEN = frozenset({Right.SEE_PICTURE, Right.SEE_SUMS})


def made(cast, who="planning_lead", rights=SEEN, days=30):
    return make_token(cast.viewer(who), name="Duty system", rights=rights, days=days)


def test_keeps_no_secret(cast, held_clock):
    token, secret = made(cast)
    assert secret.startswith("muster_") and len(secret) > 40
    kept = [str(value) for value in Token.objects.filter(pk=token.pk).values_list()[0]]
    assert not any(secret in each for each in kept)
    assert not any(secret in str(each.detail) for each in AuditEntry.objects.all())


def test_speaks_for_its_owner_with_the_rights_it_was_given(cast, held_clock):
    _, secret = made(cast)
    viewer, _ = viewer_of_token(secret)
    own = Place.force("west-midlands")
    assert may(viewer, Right.SEE_PICTURE, own)
    assert not may(viewer, Right.SEND_RETURN, own)
    assert not may(viewer, Right.SEE_PICTURE, Place.force("kent"))


def test_loses_what_its_owner_loses(cast, held_clock):
    _, secret = made(cast)
    Appointment.objects.update(ends_at=held_clock)
    viewer, _ = viewer_of_token(secret)
    assert not may(viewer, Right.SEE_PICTURE, Place.force("west-midlands"))


def test_ends_by_itself_and_when_revoked(cast, held_clock, settings):
    token, secret = made(cast, days=2)
    settings.MUSTER_NOW = held_clock + timedelta(days=2)
    assert viewer_of_token(secret) is None
    settings.MUSTER_NOW = held_clock
    assert viewer_of_token(secret) is not None
    revoke_token(token, by=cast.viewer("planning_lead"))
    assert viewer_of_token(secret) is None


def test_dies_with_its_owners_account(cast, held_clock):
    _, secret = made(cast)
    user = cast.user("planning_lead")
    user.is_active = False
    user.save()
    assert viewer_of_token(secret) is None


@pytest.mark.parametrize("days", [0, 367])
def test_lives_a_day_to_a_year(cast, held_clock, days):
    with pytest.raises(UnableToMakeToken, match="366 days"):
        made(cast, days=days)


@pytest.mark.parametrize("rights", [frozenset(), frozenset({Right.ADMINISTER})])
def test_is_refused_what_its_owner_does_not_hold(cast, held_clock, rights):
    with pytest.raises(UnableToMakeToken):
        made(cast, rights=rights)
    assert not Token.objects.exists()
