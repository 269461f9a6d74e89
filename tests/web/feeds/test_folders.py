"""What is put into a watched folder is taken once or refused with its faults beside it."""

import csv
import json
import os

import pytest
from tests.web.cast import FORCE
from tests.web.returns.making import csv_of, tables, with_row, workbook

from muster.web import clock
from muster.web.audit.models import AuditEntry
from muster.web.documents.models import Document, Kind
from muster.web.documents.queries import latest_return
from muster.web.feeds import folders
from muster.web.feeds.actions import set_rule
from muster.web.feeds.folders import UnableToLook, look_everywhere
from muster.web.feeds.handlers import look_at_folders
from muster.web.feeds.models import Arrival, Outcome
from muster.web.jobs.models import Job
from muster.web.returns.models import State, Through, Upload

WRONG = ["1004", "juggling", "2025-01-01", ""]


def inside(folder, name):
    return sorted(each.name for each in (folder / name).iterdir())


def test_a_sound_file_is_taken_and_waits_for_somebody_to_accept_it(watched, put, look):
    put("march.xlsx", workbook())
    look()
    upload = Upload.objects.get()
    assert (upload.state, upload.through, upload.force) == (State.READY, Through.FOLDER, FORCE)
    (name,) = inside(watched, "taken")
    assert name.endswith("march.xlsx")
    assert Arrival.objects.get().outcome == Outcome.TAKEN
    assert AuditEntry.objects.filter(action="folder.taken").count() == 1
    assert not Document.objects.filter(kind=Kind.RETURN).exists()


def test_a_sound_file_comes_into_use_where_the_force_says_so(put, look, cast):
    set_rule(FORCE, due_day=None, accepts_sound=True, by=cast.viewer("planning_lead"))
    put("march.xlsx", workbook())
    look()
    assert latest_return(FORCE, clock.now()) is not None
    assert Upload.objects.get().state == State.ACCEPTED


def test_a_faulty_file_never_comes_into_use_by_itself(watched, put, look, cast):
    set_rule(FORCE, due_day=None, accepts_sound=True, by=cast.viewer("planning_lead"))
    put("march.xlsx", workbook(with_row("tickets", WRONG)))
    look()
    assert latest_return(FORCE, clock.now()) is None
    listed, told, moved = sorted(inside(watched, "refused"), key=lambda name: name[::-1])
    assert moved.endswith("march.xlsx")
    assert {listed, told} == {f"{moved}.faults.csv", f"{moved}.faults.json"}
    rows = list(csv.DictReader((watched / "refused" / f"{moved}.faults.csv").open()))
    assert [(row["cell"], row["value"]) for row in rows] == [("B5", "juggling")]
    said = json.loads((watched / "refused" / f"{moved}.faults.json").read_text())
    assert (said["schema"], said["faults"][0]["code"]) == ("muster.faults/1", "unknown-skill")


def test_a_folder_of_csv_files_is_one_return(watched, put, look):
    for name, rows in tables().items():
        put(f"march/{name}.csv", csv_of(rows))
    look()
    assert Upload.objects.get().state == State.READY
    assert not (watched / "march").exists()


@pytest.mark.parametrize(
    ("name", "body"), [("notes.docx", b"PK\x03\x04"), ("a.xlsm", b"x"), ("x.xlsx", b"%PDF")]
)
def test_what_is_no_return_is_refused_with_the_reason_beside_it(watched, put, look, name, body):
    put(name, body)
    look(1)
    assert not Upload.objects.exists()
    assert len(inside(watched, "refused")) == 2
    assert "save" in Arrival.objects.get().why or "send" in Arrival.objects.get().why


def test_nothing_is_moved_before_its_check_has_ended(watched, put):
    place = put("march.xlsx", workbook())
    look_at_folders({})
    look_at_folders({})
    assert place.is_file()
    assert Upload.objects.count() == 1
    assert Job.objects.filter(kind="feeds.look_again").count() == 1


def test_a_stop_before_the_move_takes_nothing_twice(watched, put, look, monkeypatch):
    put("march.xlsx", workbook())

    def stop(*_args):
        raise OSError("the power went")

    monkeypatch.setattr(folders.shutil, "move", stop)
    with pytest.raises(OSError, match="the power went"):
        look()
    monkeypatch.undo()
    look()
    assert Upload.objects.count() == 1
    assert Arrival.objects.count() == 1
    assert len(inside(watched, "taken")) == 1


def test_the_same_bytes_put_there_again_are_the_same_upload(watched, put, look):
    for name in ("march.xlsx", "march again.xlsx"):
        put(name, workbook())
        look()
    assert Upload.objects.count() == 1
    assert len(inside(watched, "taken")) == 2


def test_what_is_still_being_written_is_left_alone(watched, put, look):
    place, unfinished = put("a.xlsx", workbook(), ago=2), put("b.xlsx.part", b"PK", ago=99)
    put(".hidden.xlsx", workbook())
    look(1)
    assert place.exists()
    assert unfinished.exists()
    assert not Upload.objects.exists()


def test_a_file_changed_while_it_was_looked_at_stays(watched, put, look, monkeypatch):
    place = put("march.xlsx", workbook())
    real = folders._receive

    def change(force, found, by):
        upload = real(force, found, by)
        place.write_bytes(workbook(with_row("vehicles", ["C03", "carrier", ""])))
        return upload

    look_at_folders({})
    monkeypatch.setattr(folders, "_receive", change)
    look()
    assert place.exists()
    assert not (watched / "taken").exists() or not inside(watched, "taken")


def test_a_link_is_not_followed(watched, look, tmp_path):
    secret = tmp_path / "secret.json"
    secret.write_text("{}")
    os.utime(secret, (0, 0))
    (watched / "march.json").symlink_to(secret)
    look(1)
    assert not Upload.objects.exists()
    assert not Arrival.objects.exists()


def test_a_return_of_another_force_is_refused(watched, put, look):
    held = tables()
    held["about"][1][0] = "Kent"
    put("kent.xlsx", workbook(held))
    look()
    assert Arrival.objects.get().outcome == Outcome.REFUSED


def test_a_folder_that_is_no_force_is_left_alone(watched, put, look):
    stranger = watched.parent / "ruritania"
    stranger.mkdir()
    (stranger / "march.xlsx").write_bytes(workbook())
    look(1)
    assert (stranger / "march.xlsx").exists()


def test_a_folder_that_is_not_there_is_said_loudly(settings, tmp_path, db):
    settings.WATCHED_FOLDER = str(tmp_path / "nowhere")
    with pytest.raises(UnableToLook, match="MUSTER_WATCHED"):
        look_everywhere()
    settings.WATCHED_FOLDER = ""
    assert look_everywhere() == []
