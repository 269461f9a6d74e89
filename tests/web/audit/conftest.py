"""A short chain, and a hand that may tamper with it."""

import base64

import pytest
from django.db import connection

from muster.web.accounts.rights import Viewer
from muster.web.audit.actions import record_entry
from muster.web.audit.guarding import GUARDS
from muster.web.audit.models import AuditEntry
from muster.web.guarding import put_up, take_down

LENGTH = 6


@pytest.fixture
def chain(db) -> list[AuditEntry]:
    """Return a chain of six entries."""
    return [
        record_entry(
            actor=Viewer(user_id=number, name=f"Officer {number}"),
            action="return.kept",
            subject=f"document {number}",
            force="west-midlands",
            reason="monthly return",
            detail={"size": number, "share": 0.1 * number, "nested": {"when": None}},
        )
        for number in range(1, LENGTH + 1)
    ]


@pytest.fixture
def tamper(db):
    """Return a hand that runs SQL with the guard lifted, and puts the guard back."""

    def run(*statements: str) -> None:
        take_down(connection, GUARDS)
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        put_up(connection, GUARDS)

    return run


@pytest.fixture
def audit_key(settings) -> str:
    """Give the server a key to sign checkpoints with."""
    settings.AUDIT_KEY = base64.b64encode(bytes(range(32))).decode()
    return settings.AUDIT_KEY
