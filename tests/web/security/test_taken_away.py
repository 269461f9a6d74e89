"""What is taken away: files of people, whole returns, and copies of the database."""

import sqlite3
import stat
from contextlib import closing

import pytest
from django.db import connection
from tests.web.cast import FORCE

from muster.web import upkeep
from muster.web.audit.models import AuditEntry

LIST = f"/people/{FORCE}/"


def test_a_file_of_people_is_taken_away_under_a_reason_and_recorded(cast, held):
    lead = cast.client("planning_lead")
    assert "Content-Disposition" not in lead.get(f"{LIST}?format=csv")
    assert not AuditEntry.objects.filter(action="exported").exists()
    lead.post(f"{LIST}reason/", {"why": "training", "words": "", "next": LIST})
    answer = lead.get(f"{LIST}?format=csv")
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).count(b"\n") > 10
    taken = AuditEntry.objects.get(action="exported")
    assert (taken.force, taken.actor_id) == (FORCE, cast.user("planning_lead").pk)
    read = AuditEntry.objects.filter(action="people.exported", force=FORCE).last()
    assert read.reason == "To plan training and refreshers"


def test_a_whole_return_is_taken_away_under_a_reason_and_recorded(cast, held):
    address = f"/returns/{FORCE}/{held[FORCE].pk}/download"
    lead = cast.client("planning_lead")
    assert lead.post(address, {"what": "packed", "reason": ""}).status_code == 422
    answer = lead.post(address, {"what": "packed", "reason": "To mend it by hand"})
    assert answer.status_code == 200
    entry = AuditEntry.objects.get(action="return.downloaded")
    assert (entry.force, entry.reason) == (FORCE, "To mend it by hand")
    assert cast.client("human_resources").get(f"/returns/{FORCE}/").status_code == 403


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Return a database that is a file, with a row in it."""
    source = tmp_path / "muster.sqlite3"
    with closing(sqlite3.connect(source)) as made:
        made.execute("CREATE TABLE kept (words TEXT)")
        made.execute("INSERT INTO kept VALUES ('there')")
        made.commit()
    monkeypatch.setattr(upkeep, "set_up", lambda: None)
    monkeypatch.setattr(upkeep, "_file", lambda: source)
    return source


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is copied by its own means")
def test_a_copy_of_the_database_is_its_owners_alone(kept, tmp_path):
    with closing(sqlite3.connect(kept)) as writing:
        writing.execute("INSERT INTO kept VALUES ('half of a transaction')")
        copy = upkeep.back_up(tmp_path / "copy.sqlite3")
        writing.rollback()
    assert stat.S_IMODE(copy.stat().st_mode) & 0o077 == 0
    with closing(sqlite3.connect(copy)) as found:
        assert found.execute("SELECT words FROM kept").fetchall() == [("there",)]
