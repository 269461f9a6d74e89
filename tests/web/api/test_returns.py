"""Programs send returns, learn what is wrong with them, and accept them."""

import pytest
from tests.web.returns.making import csv_zip, tables, with_row, workbook

from muster.web.audit.models import AuditEntry
from muster.web.returns.handlers import check_upload
from muster.web.returns.models import Upload

RETURNS = "/forces/west-midlands/returns"
UPLOADS = "/forces/west-midlands/uploads"
FAULTY = with_row("officers", ["1007", "serjeant", "Bournville Lane", "30", "", ""])


@pytest.fixture
def lead(program, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path / "data"
    return program("planning_lead")


def sent(lead, body=None, name="march.xlsx"):
    answer = lead.send(f"{RETURNS}?filename={name}", body or workbook())
    assert answer.status_code == 202, answer.content
    return answer.json()["upload"]


def checked(lead, **given):
    upload = sent(lead, **given)
    check_upload({"upload": upload["number"]})
    return lead.get(f"{UPLOADS}/{upload['number']}").json()["upload"]


def test_a_file_is_kept_checked_and_accepted(lead):
    upload = checked(lead)
    assert (upload["state"], upload["through"], upload["faults"]) == ("ready", "interface", 0)
    assert upload["acceptable"] and upload["against"] is None
    said = {"against": None}
    answer = lead.post(f"{UPLOADS}/{upload['number']}/accept", said)
    assert answer.status_code == 200, answer.content
    held = answer.json()["held"]
    assert held["stands"] == "in use" and held["rows"]["officers"] == 6
    found = lead.get(RETURNS).json()
    assert (found["count"], found["items"][0]) == (1, held)
    assert lead.get(f"{RETURNS}/{held['number']}").json()["held"] == held
    assert lead.post(f"{UPLOADS}/{upload['number']}/accept", said).status_code == 409


def test_the_same_bytes_again_are_the_same_upload(lead):
    first, again = sent(lead), sent(lead)
    assert first["number"] == again["number"]
    assert Upload.objects.count() == 1


def test_a_folder_as_zip_is_taken(lead):
    assert checked(lead, body=csv_zip(), name="march.zip")["state"] == "ready"


def test_faults_are_given_under_their_contract_and_the_reading_is_recorded(lead):
    upload = checked(lead, body=workbook(FAULTY))
    assert upload["state"] == "faulty"
    answer = lead.get(f"{UPLOADS}/{upload['number']}/faults").json()
    assert answer["schema"] == "muster.faults/1"
    assert len(answer["faults"]) == upload["faults"] == 1
    assert answer["faults"][0]["value"] == "serjeant"
    assert AuditEntry.objects.filter(action="people.read", force="west-midlands").exists()


def test_only_whoever_sends_returns_reads_the_cells_at_fault(lead, program):
    upload = checked(lead, body=workbook(FAULTY))
    chief = program("chief_officer")
    assert chief.get(f"{UPLOADS}/{upload['number']}").json()["upload"]["faults"] == 1
    assert "serjeant" not in chief.get(f"{UPLOADS}/{upload['number']}").content.decode()
    assert chief.get(f"{UPLOADS}/{upload['number']}/faults").status_code == 403


def test_faulty_rows_are_left_out_only_with_a_reason(lead):
    upload = checked(lead, body=workbook(FAULTY))
    address = f"{UPLOADS}/{upload['number']}/accept"
    refused = lead.post(address, {"against": None})
    assert refused.status_code == 409 and "Say why" in refused.json()["detail"]
    done = lead.post(address, {"against": None, "reason": "It is mended next week"})
    assert done.status_code == 200
    assert done.json()["held"]["left_out"] == {"officers": 1}


def test_what_was_overtaken_is_not_accepted(lead, held):
    upload = checked(lead)
    assert upload["against"] == held["west-midlands"].pk
    refused = lead.post(f"{UPLOADS}/{upload['number']}/accept", {"against": None})
    assert refused.status_code == 409 and "look at the difference" in refused.json()["detail"]


def test_an_upload_is_put_away_with_a_reason(lead):
    upload = checked(lead)
    address = f"{UPLOADS}/{upload['number']}/discard"
    assert lead.post(address, {"reason": ""}).status_code == 422
    assert lead.post(address, {"reason": "The wrong month"}).json()["upload"]["state"] == (
        "discarded"
    )
    assert lead.post(address, {"reason": "The wrong month"}).status_code == 409


def test_a_return_goes_out_of_use_and_back(lead, held):
    address = f"{RETURNS}/{held['west-midlands'].pk}"
    gone = lead.post(f"{address}/withdraw", {"reason": "The wrong month"})
    assert gone.json()["held"]["stands"] == "withdrawn"
    assert lead.post(f"{address}/withdraw", {"reason": "Again"}).status_code == 409
    back = lead.post(f"{address}/restore", {"reason": "It was the right one"})
    assert back.json()["held"]["stands"] == "in use"


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("march.exe", b"MZ", 415),
        ("march.xlsm", b"PK\x03\x04", 415),
        ("..%2Fmarch.xlsx", b"PK\x03\x04", 415),
        ("march.xlsx", b"", 415),
        ("march.pdf", b"%PDF-1.7", 415),
        ("", b"x", 422),
    ],
)
def test_what_is_no_return_is_refused_with_a_remedy(lead, name, body, status):
    answer = lead.send(f"{RETURNS}?filename={name}", body)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert not Upload.objects.exists()


def test_what_is_too_large_is_said_to_be(lead, settings):
    settings.UPLOAD_LIMIT = 1000
    answer = lead.send(f"{RETURNS}?filename=march.json", b" " * 2000)
    assert answer.status_code == 413 and "larger" in answer.json()["detail"]


def test_a_file_larger_than_a_form_may_be_is_read(lead, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    assert sent(lead, body=b"{" + b" " * 2000, name="march.json")["state"] == "received"


@pytest.mark.parametrize("who", ["chief_officer", "next_planning_lead", "inspector"])
def test_nobody_else_sends(lead, program, who):
    answer = program(who).send(f"{RETURNS}?filename=march.xlsx", workbook())
    assert answer.status_code == 403
    assert not Upload.objects.exists()
    assert AuditEntry.objects.filter(action="refused", detail__through="interface").exists()


def test_the_upload_of_another_force_is_not_found(lead, program):
    upload = checked(lead)
    other = program("next_planning_lead")
    for rest in ("", "/faults"):
        address = f"/forces/staffordshire/uploads/{upload['number']}{rest}"
        assert other.get(address).status_code == 404
    address = f"/forces/staffordshire/uploads/{upload['number']}"
    assert other.post(f"{address}/accept", {"against": None}).status_code == 404
    assert other.post(f"{address}/discard", {"reason": "Mine"}).status_code == 404


def test_tables_are_never_given_back(lead, held):
    people = [row[0] for row in tables()["officers"][1:]]
    upload = checked(lead)
    for address in (RETURNS, UPLOADS, f"{UPLOADS}/{upload['number']}", "/documents"):
        text = lead.get(address).content.decode()
        assert not any(f'"{officer}"' in text for officer in people)
    body = lead.get(f"/documents/{held['west-midlands'].pk}/body")
    assert body.status_code == 404 and "no program" in body.json()["detail"]


def test_lists_come_by_pages(lead):
    for month in ("march", "april", "may"):
        sent(lead, body=f'{{"{month}": 1}}'.encode(), name=f"{month}.json")
    page = lead.get(UPLOADS, limit=2, offset=1).json()
    assert (page["count"], [each["name"] for each in page["items"]]) == (
        3,
        ["april.json", "march.json"],
    )
    assert lead.get(UPLOADS, limit=0).status_code == 422
    assert lead.get(UPLOADS, offset=10**30).status_code == 422
