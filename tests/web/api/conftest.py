"""Programs that ask on behalf of somebody of the cast."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from muster.web.accounts.rights import RIGHTS
from muster.web.api.actions import make_token

PREFIX = "/api/v1"


class Program:
    """A program with a token of somebody's, with some of their rights or all of them."""

    def __init__(self, cast, who, rights=None):
        viewer = cast.viewer(who)
        held = {right for role in viewer.roles for right in RIGHTS[role]}
        wanted = held if rights is None else rights
        self.token, self.secret = make_token(viewer, name="A program", rights=wanted, days=5)
        self.client = Client()
        self.headers = {"HTTP_AUTHORIZATION": f"Bearer {self.secret}"}

    def get(self, address, **given):
        """Return the answer to a question."""
        return self.client.get(PREFIX + address, given, **self.headers)

    def post(self, address, said=None, key=""):
        """Return the answer to something sent as JSON, under a name of its own."""
        named = {"HTTP_IDEMPOTENCY_KEY": key} if key else {}
        return self.client.post(
            PREFIX + address,
            json.dumps(said or {}),
            content_type="application/json",
            **self.headers,
            **named,
        )

    def send(self, address, body):
        """Return the answer to a file."""
        kind = "application/octet-stream"
        return self.client.post(PREFIX + address, body, content_type=kind, **self.headers)


@pytest.fixture
def program(cast, held_clock):
    """Return a function that gives the program of somebody, the same one each time."""
    cache.clear()
    made = {}

    def of(who, rights=None):
        key = (who, frozenset(rights or ()))
        if key not in made:
            made[key] = Program(cast, who, rights)
        return made[key]

    return of
