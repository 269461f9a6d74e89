"""The database itself refuses to change or remove a judgement."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection
from tests.web.cast import FORCE
from tests.web.refusing import assert_refuses, execute

from muster.web.judgements.actions import Said, record
from muster.web.judgements.models import Judgement

TABLE = "judgements_judgement"


@pytest.fixture
def judged(cast, held):
    said = Said(FORCE, "public-order.capability", "partly_met", "Seen on Friday.", uuid4(), None)
    return record(said, by=cast.viewer("planning_lead"))


def test_a_judgement_is_neither_changed_nor_removed_by_hand(judged):
    assert_refuses(TABLE, "grade = 'met'")


def test_a_judgement_is_replaced_and_withdrawn_as_before(judged, cast):
    later = Said(FORCE, judged.subject, "", "Seen wrongly.", uuid4(), judged)
    record(later, by=cast.viewer("planning_lead"))
    assert Judgement.objects.get(replaces=judged).withdrawn


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no OR REPLACE")
def test_a_judgement_is_not_written_over_by_its_token(judged):
    columns = [each.column for each in Judgement._meta.concrete_fields if each.column != "id"]
    chosen = ["'met'" if each == "grade" else each for each in columns]
    with pytest.raises(DatabaseError, match="append-only"):
        execute(
            f"INSERT OR REPLACE INTO {TABLE} ({', '.join(columns)}) "
            f"SELECT {', '.join(chosen)} FROM {TABLE}"
        )
