"""What is sent is kept once, whole, with its check enqueued; what is unsafe is refused by name."""

import io
import struct
import zipfile

import pytest
from tests.web.cast import FORCE
from tests.web.returns.making import csv_of, csv_zip, sent, tables, workbook, zipped

from muster.doctrine import UnableToFindDoctrine
from muster.web.audit.models import AuditEntry
from muster.web.documents.models import Document, Kind
from muster.web.documents.queries import body_of
from muster.web.jobs.models import Job
from muster.web.live.models import LiveEvent
from muster.web.returns.actions import discard, receive
from muster.web.returns.archives import UnableToReceive
from muster.web.returns.models import State, Through, Upload
from muster.web.returns.sent import Sent, base_name, parcel_of


def test_the_bytes_the_job_and_the_audit_are_there_together(send):
    body = workbook()
    upload = send(body=body, checked=False)
    assert body_of(upload.original) == body
    assert upload.original.kind == Kind.ORIGINAL
    assert Job.objects.get(kind="returns.check").payload == {"upload": upload.pk}
    assert AuditEntry.objects.filter(action="upload.received", force=FORCE).count() == 1
    assert LiveEvent.objects.filter(topic="uploads", detail__state="received").exists()
    assert [each.state for each in upload.steps.all()] == [State.RECEIVED]


def test_the_same_bytes_sent_twice_are_one_upload(send):
    assert send(checked=False) == send(checked=False)
    assert (Upload.objects.count(), Document.objects.count(), Job.objects.count()) == (1, 1, 1)


def test_the_same_bytes_after_they_were_discarded_are_a_new_upload(send, cast):
    first = send(checked=False)
    discard(first, by=cast.viewer("planning_lead"))
    assert send(checked=False) != first


def test_nothing_is_kept_of_what_is_refused(send):
    with pytest.raises(UnableToReceive):
        send(body=b"%PDF-1.7 not a workbook", checked=False)
    assert not Document.objects.exists()
    assert not Upload.objects.exists()


def test_a_force_that_doctrine_does_not_have_sends_nothing(cast):
    by = cast.viewer("planning_lead")
    with pytest.raises(UnableToFindDoctrine):
        receive("ruritania", [sent("a.xlsx", workbook())], by=by, through=Through.FOLDER)
    assert not Document.objects.exists()


def test_several_csv_files_become_one_zip_that_is_the_same_each_time():
    files = [sent(f"{name}.csv", csv_of(rows)) for name, rows in tables().items()]
    again = [sent(f"{name}.csv", csv_of(rows)) for name, rows in reversed(tables().items())]
    first, second = parcel_of(files), parcel_of(again)
    assert first.body == second.body
    with zipfile.ZipFile(io.BytesIO(first.body)) as archive:
        assert sorted(archive.namelist()) == sorted(f"{name}.csv" for name in tables())


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("return.xlsm", b"PK\x03\x04", "macros"),
        ("return.xls", b"\xd0\xcf\x11\xe0", "save it as .xlsx"),
        ("return.docx", b"PK\x03\x04", "not a kind of file"),
        ("return", b"anything", "not a kind of file"),
        ("return.exe", b"MZ", "not a kind of file"),
        ("return.xlsx", b"%PDF-1.7", "PDF"),
        ("return.xlsx", b"<html>", "is not a file of the kind its name says"),
        ("officers.csv", b"PK\x03\x04rest", "not what its name says"),
        ("return.json", b"\x7fELF", "not what its name says"),
        ("return.xlsx", b"", "is empty"),
        ("return.zip", b"PK\x03\x04 and then nothing", "broken or was cut short"),
        ("../../etc/return.xlsx", b"PK\x03\x04", "points to another folder"),
        ("..\\..\\return.xlsx", b"PK\x03\x04", "points to another folder"),
    ],
)
def test_an_unfit_file_is_refused_by_name_with_a_remedy(name, body, said):
    with pytest.raises(UnableToReceive, match=said) as refused:
        parcel_of([sent(name, body)])
    assert ";" in str(refused.value)


def test_a_workbook_with_macros_inside_is_refused_though_its_name_is_plain():
    body = zipped({"xl/workbook.xml": b"<workbook/>", "xl/vbaProject.bin": b"\x00"})
    with pytest.raises(UnableToReceive, match=r"vbaProject\.bin"):
        parcel_of([sent("return.xlsx", body)])
    scripted = zipped({"content.xml": b"<x/>", "Basic/Standard/Module1.xml": b"<x/>"})
    with pytest.raises(UnableToReceive, match="holds macros"):
        parcel_of([sent("return.ods", scripted)])


@pytest.mark.parametrize(
    "path", ["../about.csv", "/etc/about.csv", "a/../../about.csv", "C:/about.csv", "..\\about.csv"]
)
def test_a_zip_that_leaves_its_folder_is_refused(path):
    with pytest.raises(UnableToReceive, match="points outside"):
        parcel_of([sent("return.zip", zipped({path: b"x"}))])


def test_a_zip_with_a_link_in_it_is_refused():
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        link = zipfile.ZipInfo("about.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(UnableToReceive, match="points outside"):
        parcel_of([sent("return.zip", body.getvalue())])


def test_a_zip_that_unpacks_to_too_much_is_refused_unopened():
    body = zipped({"about.csv": b"0" * 1000})
    at = body.rfind(b"PK\x01\x02")
    swollen = bytearray(body)
    struct.pack_into("<L", swollen, at + 24, 900_000_000)
    with pytest.raises(UnableToReceive, match="far more than a return holds"):
        parcel_of([sent("return.zip", bytes(swollen))])


def test_a_zip_with_too_many_parts_is_refused_before_they_are_listed():
    body = bytearray(csv_zip())
    at = body.rfind(b"PK\x05\x06")
    struct.pack_into("<H", body, at + 10, 60_000)
    with pytest.raises(UnableToReceive, match="60000 files"):
        parcel_of([sent("return.zip", bytes(body))])


@pytest.mark.parametrize(
    "files",
    [
        {"a/about.csv": b"x", "b/officers.csv": b"x"},
        {"about.csv": b"x", "ABOUT.CSV": b"x"},
        {"readme.txt": b"x"},
    ],
)
def test_a_zip_is_of_one_folder_of_csv_files(files):
    with pytest.raises(UnableToReceive, match="one folder of CSV files"):
        parcel_of([sent("return.zip", zipped(files))])


def test_what_a_mac_adds_to_a_zip_is_left_alone():
    files = {"wm/about.csv": b"x", "__MACOSX/wm/._about.csv": b"x", "wm/.DS_Store": b"x"}
    assert parcel_of([sent("return.zip", zipped(files))]).name == "return.zip"


def test_a_workbook_is_sent_by_itself():
    with pytest.raises(UnableToReceive, match="with other files"):
        parcel_of([sent("a.xlsx", workbook()), sent("about.csv", b"x")])


def test_a_csv_file_is_sent_once():
    with pytest.raises(UnableToReceive, match="sent twice"):
        parcel_of([sent("about.csv", b"x"), sent("About.CSV", b"y")])


def test_no_more_is_read_than_may_be_sent(settings):
    settings.UPLOAD_LIMIT = 1_000

    class Endless(io.RawIOBase):
        read_in_all = 0

        def read(self, size=-1):
            self.read_in_all += size
            return b"x" * size

    endless = Endless()
    with pytest.raises(UnableToReceive, match="larger than"):
        parcel_of([Sent("officers.csv", endless)])
    assert endless.read_in_all == 1_001


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("C:\\Users\\me\\return.xlsx", "return.xlsx"),
        ("folder/return.xlsx", "return.xlsx"),
        ("re\x00tu\nrn.xlsx", "re_tu_rn.xlsx"),
        (f"{'a' * 400}.xlsx", f"{'a' * 155}.xlsx"),
    ],
)
def test_a_name_is_kept_without_its_folder_and_fit_to_print(given, name):
    assert base_name(given) == name
