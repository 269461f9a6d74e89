"""What strangers and forces send, from the door to the end of the check."""

import io
import zipfile

import pytest
from tests.web.cast import FORCE, NEXT_FORCE
from tests.web.returns.making import csv_of, sent, tables, with_row, workbook, zipped

from muster.web.accounts.models import Appointment
from muster.web.api.models import Token
from muster.web.judgements.models import Judgement
from muster.web.printouts.answering import csv_response
from muster.web.printouts.papers import Sheet
from muster.web.returns.actions import receive
from muster.web.returns.archives import UnableToReceive
from muster.web.returns.handlers import check_upload
from muster.web.returns.models import State, Through, Upload
from muster.web.spreadsheet import csv_lines

DOCTYPE = b'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
DANGEROUS = ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.fixture
def checked(cast, held_clock, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path / "data"

    def check(name, body):
        by = cast.viewer("planning_lead")
        upload = receive(FORCE, [sent(name, body)], by=by, through=Through.PAGE)
        check_upload({"upload": upload.pk})
        upload.refresh_from_db()
        return upload

    return check


def changed(body, part, change):
    """Return a workbook with one of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            content = old.read(each)
            new.writestr(each, change(content) if each == part else content)
    return made.getvalue()


def test_an_entity_of_a_workbook_sent_is_never_expanded(checked):
    sheet = "xl/worksheets/sheet1.xml"
    body = changed(workbook(), sheet, lambda xml: xml.replace(b"?>", b"?>" + DOCTYPE, 1))
    upload = checked("march.xlsx", body)
    assert upload.state == State.FAULTY
    assert not hasattr(upload, "candidate")
    said = " ".join(f"{each.fault} {each.remedy} {each.value}" for each in upload.faults.all())
    assert "root:" not in said and "document type" in said.lower()


def test_a_workbook_that_unpacks_to_too_much_is_a_fault_and_no_more(checked):
    sheet = "xl/worksheets/sheet1.xml"
    padded = changed(workbook(), sheet, lambda xml: xml + b" " * 300_000_000)
    small = zipped_again(padded)
    assert len(small) < 2_000_000
    upload = checked("march.xlsx", small)
    assert upload.state == State.FAULTY and not hasattr(upload, "candidate")
    assert [each.code for each in upload.faults.all()] == ["zip-bomb"]


def zipped_again(body):
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(body)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            new.writestr(each, old.read(each))
    return made.getvalue()


def test_a_formula_sent_in_a_cell_does_not_run_where_it_is_exported(checked, cast):
    row = ["=HYPERLINK(1)", "serjeant", "Bournville Lane", "30", "", ""]
    upload = checked("march.xlsx", workbook(with_row("officers", row)))
    address = f"/returns/{FORCE}/uploads/{upload.pk}/faults?format=csv"
    answer = cast.client("planning_lead").get(address)
    text = b"".join(answer.streaming_content).decode()
    assert "serjeant" in text
    assert not any(cell.startswith("=") for line in text.splitlines() for cell in line.split(","))


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_any_export_begins_as_a_formula_does(text):
    (line,) = csv_lines([[text]])
    assert line.strip().lstrip('"').startswith("'")
    answer = csv_response(Sheet("x", ("a",), [(text,)]), "x.csv").content.decode()
    assert answer.splitlines()[1].lstrip('"').startswith("'")


def test_every_table_goes_out_through_what_neutralises_it(cast, held):
    lead = cast.client("planning_lead")
    reasons = {"subject": "public-order.capacity", "grade": "met", "reasons": "=cmd|' /C calc'!A0"}
    token = {"token": "6f1c1e7e-5a41-4f0a-9a54-2c5d2f1b9a11"}
    assert lead.post(f"/judgements/{FORCE}/new", reasons | token).status_code == 302
    text = lead.get(f"/judgements/{FORCE}/?format=csv").content.decode()
    assert "'=cmd" in text and ",=cmd" not in text


@pytest.mark.parametrize("name", ["../../etc/passwd.csv", "..\\..\\boot.csv", "/etc/../x.csv"])
def test_a_name_that_climbs_is_refused_by_the_page_too(cast, held_clock, name):
    address = f"/returns/{FORCE}/upload"
    page = cast.client("planning_lead").post(address, {"files": named(name)})
    assert not Upload.objects.exclude(name=name.replace("\\", "/").rpartition("/")[2]).exists()
    assert page.status_code in (302, 400, 422)


def named(name):
    file = io.BytesIO(csv_of(tables()["officers"]))
    file.name = name
    return file


def test_a_zip_within_a_zip_is_not_opened(cast, held_clock):
    inner = zipped({"officers.csv": csv_of(tables()["officers"])})
    by = cast.viewer("planning_lead")
    with pytest.raises(UnableToReceive):
        receive(FORCE, [sent("a.zip", zipped({"b.zip": inner}))], by=by, through=Through.PAGE)
    assert not Upload.objects.exists()


def test_more_fields_than_a_form_has_set_nothing(cast, held, held_clock):
    lead = cast.client("planning_lead")
    typed = {
        "subject": "public-order.capacity",
        "grade": "met",
        "reasons": "Counted.",
        "token": "6f1c1e7e-5a41-4f0a-9a54-2c5d2f1b9a12",
        "by": cast.user("chief_officer").pk,
        "by_name": "Somebody else",
        "force": NEXT_FORCE,
        "at": "2020-01-01",
    }
    assert lead.post(f"/judgements/{FORCE}/new", typed).status_code == 302
    row = Judgement.objects.get()
    assert (row.by_id, row.force) == (cast.user("planning_lead").pk, FORCE)
    assert row.by_name == "Planning lead" and row.at.year == 2026


def test_a_token_is_its_makers_whatever_the_form_says(cast, held_clock):
    typed = {
        "name": "Mine",
        "rights": ["see_picture"],
        "days": 5,
        "owner": cast.user("chief_officer").pk,
        "expires_at": "2099-01-01",
    }
    assert cast.client("planning_lead").post("/account/tokens/", typed).status_code == 302
    token = Token.objects.get()
    assert token.owner_id == cast.user("planning_lead").pk and token.expires_at.year == 2026


@pytest.mark.parametrize(
    "wanted",
    [
        {"role": "administrator", "reach": "nation", "scope": ""},
        {"role": "planning_lead", "reach": "force", "scope": NEXT_FORCE},
        {"role": "coordinator", "reach": "region", "scope": FORCE},
    ],
)
def test_an_administrator_of_a_force_appoints_nobody_beyond_it(cast, held_clock, wanted):
    user = cast.user("unappointed")
    user.force = FORCE
    user.save()
    before = Appointment.objects.filter(user=user).count()
    address = f"/administration/users/{user.pk}/appoint"
    place = f"{wanted['reach']}:{wanted['scope']}"
    typed = wanted | {"place": place, "reason": "More than is mine to give"}
    page = cast.client("force_administrator").post(address, typed)
    assert page.status_code != 302
    assert Appointment.objects.filter(user=user).count() == before
