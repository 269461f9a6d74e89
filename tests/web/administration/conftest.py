"""An administrator's browser, and what fills its forms."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from muster.web.accounts.models import User

REASON = "asked for by the chief officer"


@pytest.fixture(autouse=True)
def nothing_counted_yet(db):
    """Forget attempts that another test made."""
    cache.clear()


@pytest.fixture
def make(cast):
    """Return what makes an account through the form."""

    def send(who: str = "administrator", **changes: str):
        form = {
            "name": "Insp Alex Reed",
            "email": "alex.reed@muster.example",
            "force": "west-midlands",
            "reason": REASON,
        }
        return cast.client(who).post(reverse("administration:new_user"), form | changes)

    return send


@pytest.fixture
def appoint(cast):
    """Return what appoints somebody through the form."""

    def send(who: str, user: User, **changes: str):
        form = {"role": "planning_lead", "place": "force:west-midlands", "reason": REASON}
        where = reverse("administration:appoint", args=[user.pk])
        return cast.client(who).post(where, form | changes)

    return send


@pytest.fixture
def change(cast):
    """Return what changes somebody's account through the form."""

    def send(who: str, user: User, what: str, **changes: str):
        where = reverse("administration:change", args=[user.pk, what])
        return cast.client(who).post(where, {"reason": REASON} | changes)

    return send
