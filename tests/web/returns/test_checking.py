"""The check finds every fault beside its cell, and comes out the same when it runs again."""

import pytest
from tests.web.returns.making import csv_zip, tables, with_row, workbook

from muster.web.documents.models import Document, Kind
from muster.web.returns import checking, handlers
from muster.web.returns.actions import discard
from muster.web.returns.handlers import check_upload
from muster.web.returns.models import Candidate, SeenLine, State, Upload, UploadFault

WRONG = ["1004", "juggling", "2025-01-01", ""]


def test_a_sound_return_is_ready_and_its_packed_form_waits(send):
    upload = send()
    assert upload.state == State.READY
    assert upload.found["rows"]["officers"] == 6
    assert Candidate.objects.filter(upload=upload).exists()
    assert [each.state for each in upload.steps.all()] == ["received", "checking", "ready"]


def test_a_fault_stands_beside_the_cells_of_its_line(send):
    upload = send(with_row("tickets", WRONG))
    assert upload.state == State.FAULTY
    fault = upload.faults.get()
    assert (fault.table, fault.line, fault.column, fault.place) == ("tickets", 5, "skill", 1)
    assert (fault.value, fault.code) == ("juggling", "unknown-skill")
    seen = {each.line: each.cells for each in upload.lines.filter(table="tickets")}
    assert list(seen) == [1, 4, 5]
    assert seen[5][fault.place] == "juggling"
    assert seen[1][fault.place] == "skill"


def test_faults_are_counted_by_table_and_by_kind(send):
    held = with_row("tickets", WRONG, with_row("tickets", ["9999", "juggling", "2025-01-01", ""]))
    upload = send(held)
    assert upload.found["by_table"] == {"tickets": 3}
    assert upload.found["by_kind"] == {"unknown-skill": 2, "unknown-officer": 1}
    assert upload.found["left_out"] == {"tickets": 2}


def test_rows_lost_with_their_officer_are_told_apart_from_faults_to_mend(send):
    held = tables()
    held["officers"][4][1] = "colonel"
    upload = send(held)
    assert upload.found["faults"] == 1
    assert upload.found["consequences"] == 1
    assert upload.found["left_out"] == {"officers": 1, "tickets": 1}
    assert not upload.lines.filter(table="tickets", line=4).exists()


def test_a_fault_of_a_whole_file_leaves_nothing_to_accept(send):
    held = tables()
    held["tickets"][0][1] = "talent for things"
    upload = send(held)
    assert upload.state == State.FAULTY
    assert upload.found["unwaivable"] == 1
    assert not Candidate.objects.exists()


def test_a_return_of_another_force_is_a_fault_in_its_own_cell(send):
    held = tables()
    held["about"][1][0] = "Kent"
    upload = send(held)
    fault = upload.faults.get()
    assert (fault.code, fault.table, fault.line, fault.column) == (
        "other-force",
        "about",
        2,
        "force",
    )
    assert "West Midlands" in fault.fault
    assert not Candidate.objects.exists()


def test_nobody_can_have_prepared_a_return_in_time_to_come(send):
    held = tables()
    held["about"][1][3] = "2031-01-01T09:00"
    upload = send(held)
    fault = upload.faults.get()
    assert (fault.code, fault.line, fault.column) == ("still-to-come", 2, "prepared_at")
    assert fault.value == "2031-01-01T09:00"
    assert not Candidate.objects.exists()


def test_another_force_is_seen_among_other_faults_too(send):
    held = with_row("tickets", WRONG)
    held["about"][1][0] = "Kent"
    assert set(send(held).faults.values_list("code", flat=True)) == {"other-force", "unknown-skill"}


def test_a_force_nobody_knows_is_one_fault_and_not_two(send):
    held = tables()
    held["about"][1][0] = "Ruritania"
    assert [each.code for each in send(held).faults.all()] == ["unknown-force"]


@pytest.mark.parametrize("folder", ["", "west-midlands/"])
def test_a_zip_of_csv_files_is_checked_like_a_workbook(send, folder):
    body = csv_zip(with_row("tickets", WRONG), folder)
    upload = send(name="return.zip", body=body)
    fault = upload.faults.get()
    assert (fault.file, fault.line, fault.code) == ("tickets.csv", 5, "unknown-skill")


def test_a_zip_whose_content_lies_is_a_fault_and_never_a_traceback(send):
    body = bytearray(csv_zip())
    at = body.find(b"PK\x03\x04", 4)
    body[at - 12 : at - 4] = b"\xff" * 8
    upload = send(name="return.zip", body=bytes(body))
    assert [each.code for each in upload.faults.all()] == ["not-unpacked"]


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("return.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-workbook"),
        ("return.json", b"{ not json", "not-json"),
        ("return.muster", b"PK\x03\x04" + b"\0" * 30, "truncated-packed-file"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_fault_of_the_file(send, name, body, code):
    upload = send(name=name, body=body)
    assert [each.code for each in upload.faults.all()] == [code]
    assert upload.state == State.FAULTY


def test_a_check_that_runs_again_after_a_crash_comes_out_the_same(send, monkeypatch):
    upload = send(with_row("tickets", WRONG), checked=False)
    real = handlers.end_check

    def crash(*_args, **_given):
        raise ConnectionError("the power went")

    monkeypatch.setattr(handlers, "end_check", crash)
    with pytest.raises(ConnectionError):
        check_upload({"upload": upload.pk})
    assert not UploadFault.objects.exists()
    monkeypatch.setattr(handlers, "end_check", real)
    for _ in range(2):
        check_upload({"upload": upload.pk})
    upload.refresh_from_db()
    assert upload.state == State.FAULTY
    assert (UploadFault.objects.count(), SeenLine.objects.count()) == (1, 3)
    assert [each.state for each in upload.steps.all()] == ["received", "checking", "faulty"]


def test_nothing_is_left_on_the_disk(send, data_folder):
    send()
    assert list((data_folder / "checking").iterdir()) == []


def test_what_was_discarded_while_it_was_checked_stays_discarded(send, cast, monkeypatch):
    upload = send(checked=False)
    real = checking.examine

    def examine(held):
        discard(upload, by=cast.viewer("planning_lead"))
        return real(held)

    monkeypatch.setattr(handlers, "examine", examine)
    check_upload({"upload": upload.pk})
    upload.refresh_from_db()
    assert upload.state == State.DISCARDED
    assert not Candidate.objects.exists()
    assert Document.objects.filter(kind=Kind.RETURN).count() == 0


def test_a_discarded_upload_keeps_no_cell_of_anybody(send, cast):
    upload = send(with_row("tickets", WRONG))
    discard(upload, by=cast.viewer("planning_lead"), reason="The wrong month")
    assert not UploadFault.objects.exists()
    assert not SeenLine.objects.exists()
    assert upload.steps.last().reason == "The wrong month"


def test_progress_is_told_and_only_ever_grows(send, monkeypatch):
    told = []
    monkeypatch.setattr("muster.web.returns.progress.SECONDS_BETWEEN", 0)
    real = checking.Telling.__call__

    def listen(self, what, done, total):
        real(self, what, done, total)
        told.append(Upload.objects.get(pk=self.upload).done)

    monkeypatch.setattr(checking.Telling, "__call__", listen)
    send(body=workbook())
    assert told == sorted(told)
    assert told[-1] == 100
