"""The pages of returns: who may open them, what they show, and what they never show."""

import csv
import io
import json
import re
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.cast import EVERYBODY, FORCE, NEXT_FORCE
from tests.web.returns.making import csv_of, tables, with_row, workbook

from muster.web.audit.models import AuditEntry
from muster.web.documents.models import Document, Kind
from muster.web.jobs.models import Job
from muster.web.returns.actions import accept
from muster.web.returns.faults import Chosen, sheet_of
from muster.web.returns.handlers import check_upload, mark_workbook
from muster.web.returns.models import State, Upload

WRONG = ["1004", "juggling", "2025-01-01", ""]
SEERS = {"chief_officer", "planning_lead", "inspector"}
LEAD = {"planning_lead"}
REFUSED = {302, 403}


@pytest.fixture
def faulty(send):
    """Return an upload with one fault."""
    return send(with_row("tickets", WRONG))


@pytest.fixture
def ready(send):
    """Return a sound upload."""
    return send()


@pytest.fixture
def made(ready, cast):
    """Return a return that was accepted."""
    return accept(ready, by=cast.viewer("planning_lead"), against=None)


@pytest.fixture
def lead(cast, held_clock):
    """Return the browser of the planning lead."""
    return cast.client("planning_lead")


def address(name, **more):
    return reverse(f"returns:{name}", kwargs={"force": FORCE, **more})


DIGEST = re.compile(r'm-code">(?:sha256:)?[0-9a-f]{64}')


def text_of(response):
    """Return what an answer says, without the digests at a page's foot: any number may be there."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return DIGEST.sub("", content.decode("utf-8-sig"))


WHO = {
    "list": SEERS,
    "template": SEERS,
    "send": LEAD,
    "upload": SEERS,
    "progress": SEERS,
    "faults": SEERS,
    "changes": SEERS,
    "discard": LEAD,
    "marked": LEAD,
    "who": LEAD,
    "return": SEERS,
    "withdraw": LEAD,
    "restore": LEAD,
    "download": LEAD,
}


@pytest.mark.parametrize("name", WHO)
def test_each_page_opens_for_whom_it_is_meant_and_for_nobody_else(name, send, cast):
    faulty = send(with_row("tickets", WRONG))
    sound = send(with_row("vehicles", ["C04", "carrier", ""]))
    made = accept(sound, by=cast.viewer("planning_lead"), against=None)
    more = {"list": {}, "template": {}, "send": {}}.get(name, {"pk": faulty.pk})
    if name in ("return", "withdraw", "restore", "download"):
        more = {"pk": made.pk}
    for who in EVERYBODY:
        status = cast.client(who).get(address(name, **more)).status_code
        if who in WHO[name]:
            assert status in (200, 302, 404), (name, who, status)
            assert status != 302 or name == "upload"
            assert status != 404 or name == "marked"
        else:
            assert status in REFUSED, (name, who, status)
            assert status == 403 or who == "nobody"


@pytest.mark.parametrize("name", ["accept", "check_again", "discard", "marked"])
def test_only_the_planning_lead_changes_anything(name, faulty, cast):
    for who in EVERYBODY:
        if who not in LEAD:
            answer = cast.client(who).post(address(name, pk=faulty.pk), {"reason": "Because"})
            assert answer.status_code in REFUSED, who
    faulty.refresh_from_db()
    assert faulty.state == State.FAULTY
    assert not Document.objects.filter(kind=Kind.RETURN).exists()


def test_an_upload_or_return_is_not_found_under_another_force(faulty, made, cast):
    client = cast.client("next_planning_lead")
    for name, pk in (("faults", faulty.pk), ("return", made.pk), ("download", made.pk)):
        there = reverse(f"returns:{name}", kwargs={"force": NEXT_FORCE, "pk": pk})
        assert client.get(there).status_code == 404


def test_a_file_is_sent_checked_and_its_faults_shown_beside_the_cell(lead):
    file = SimpleUploadedFile("march.xlsx", workbook(with_row("tickets", WRONG)))
    sent = lead.post(address("send"), {"sent": file})
    upload = Upload.objects.get()
    assert sent.url == address("upload", pk=upload.pk)
    assert "Waiting for its turn" in text_of(lead.get(sent.url))
    check_upload(Job.objects.get(kind="returns.check").payload)
    page = text_of(lead.get(sent.url, follow=True))
    assert "1 fault to mend" in page
    assert "is not a known skill" in page
    assert 'class="m-fault__cell"' in page


def test_several_csv_files_are_sent_at_once(lead):
    files = [SimpleUploadedFile(f"{name}.csv", csv_of(rows)) for name, rows in tables().items()]
    assert lead.post(address("send"), {"sent": files}).status_code == 302
    assert Upload.objects.get().name == "5 CSV files.zip"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (("return.xlsm", b"PK\x03\x04"), "save it as .xlsx"),
        (("photo.png", b"\x89PNG"), "not a kind of file"),
        (("return.xlsx", b""), "is empty"),
        (None, "Choose the file"),
    ],
)
def test_what_cannot_be_taken_is_said_next_to_the_field(lead, file, said):
    given = {"sent": SimpleUploadedFile(*file)} if file else {}
    answer = lead.post(address("send"), given)
    assert answer.status_code == 422
    page = text_of(answer)
    assert said in page
    assert 'id="id_sent-error"' in page
    assert not Upload.objects.exists()


def test_the_same_file_again_leads_to_the_same_page_and_says_so(lead, settings):
    for _ in range(2):
        answer = lead.post(
            address("send"), {"sent": SimpleUploadedFile("a.xlsx", workbook())}, follow=True
        )
        settings.MUSTER_NOW += timedelta(minutes=1)
    assert "This very file was sent before" in text_of(answer)
    assert Upload.objects.count() == 1


def test_progress_tells_the_page_when_to_look_again(send, lead):
    upload = send(checked=False)
    Upload.objects.filter(pk=upload.pk).update(doing="reading sheet tickets", done=31, total=100)
    waiting = lead.get(address("progress", pk=upload.pk))
    assert "Reading sheet tickets" in text_of(waiting)
    assert "31 %" in text_of(waiting)
    assert "HX-Refresh" not in waiting
    Upload.objects.filter(pk=upload.pk).update(state=State.READY)
    assert lead.get(address("progress", pk=upload.pk))["HX-Refresh"] == "true"


def test_a_check_that_was_given_up_can_be_started_again(send, lead, held_clock):
    upload = send(checked=False)
    Job.objects.update(dead_at=held_clock)
    assert "given up" in text_of(lead.get(address("upload", pk=upload.pk)))
    lead.post(address("check_again", pk=upload.pk))
    upload.refresh_from_db()
    assert (upload.checks, upload.state) == (2, State.RECEIVED)


def test_cells_are_shown_only_to_who_may_see_people_and_that_is_logged(faulty, cast, lead):
    for who in ("chief_officer", "inspector"):
        page = text_of(cast.client(who).get(address("faults", pk=faulty.pk)))
        assert "juggling" not in page
        assert "1004" not in page
        assert "Unknown skill" in page
        for wanted in ("csv", "json"):
            there = f"{address('faults', pk=faulty.pk)}?format={wanted}"
            assert cast.client(who).get(there).status_code == 403
    assert not AuditEntry.objects.filter(action="people.read").exists()
    assert "juggling" in text_of(lead.get(address("faults", pk=faulty.pk)))
    read = AuditEntry.objects.get(action="people.read")
    assert (read.force, read.reason) == (FORCE, "To mend the return")


def test_what_a_cell_holds_is_never_taken_for_markup_or_a_formula(send, lead):
    nasty = '=HYPERLINK("http://x")<script>alert(1)</script>'
    upload = send(with_row("tickets", ["1004", nasty, "2025-01-01", ""]))
    page = text_of(lead.get(address("faults", pk=upload.pk)))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    told = text_of(lead.get(f"{address('faults', pk=upload.pk)}?format=csv"))
    row = next(csv.DictReader(io.StringIO(told)))
    assert row["value"].startswith("'=HYPERLINK")


def test_faults_can_be_had_as_csv_and_as_json(faulty, lead):
    there = address("faults", pk=faulty.pk)
    (row,) = csv.DictReader(io.StringIO(text_of(lead.get(f"{there}?format=csv"))))
    assert (row["table"], row["cell"], row["value"]) == ("tickets", "B5", "juggling")
    said = json.loads(text_of(lead.get(f"{there}?format=json")))
    assert (said["schema"], len(said["faults"]), said["rows"]["officers"]) == (
        "muster.faults/1",
        1,
        6,
    )


def test_faults_are_narrowed_by_table_and_by_kind(send, lead):
    held = with_row("tickets", WRONG, with_row("vehicles", ["C09", "tank", ""]))
    held["tickets"].append(["9999", "public_order_level_2", "2025-06-01", "2026-05-31"])
    upload = send(held)
    there = address("faults", pk=upload.pk)
    tickets = text_of(lead.get(f"{there}?table=tickets"))
    assert "juggling" in tickets
    assert "9999" in tickets
    assert "tank" not in tickets
    narrowed = text_of(lead.get(f"{there}?table=tickets&kind=unknown-officer"))
    assert "is not in the officers table" in narrowed
    assert "is not a known skill" not in narrowed


def test_many_faults_are_shown_a_page_at_a_time(send, lead):
    held = tables()
    held["tickets"] += [["1004", f"skill {n}", "2025-01-01", ""] for n in range(60)]
    upload = send(held)
    there = address("faults", pk=upload.pk)
    first, last = text_of(lead.get(there)), text_of(lead.get(f"{there}?page=3"))
    assert "60 faults to mend" in first
    assert "skill 0<" in first
    assert "skill 59<" not in first
    assert "skill 59<" in last


def test_a_fault_of_a_whole_table_is_shown_above_its_lines(send, lead):
    held = tables()
    held["tickets"][0][1] = "talent for things"
    page = text_of(lead.get(address("faults", pk=send(held).pk)))
    assert "Of a whole file or table" in page
    assert "the column is not there" in page


def test_the_workbook_with_faults_marked_can_be_mended_and_sent_again(faulty, lead):
    assert lead.get(address("marked", pk=faulty.pk)).status_code == 404
    lead.post(address("marked", pk=faulty.pk))
    mark_workbook(Job.objects.get(kind="returns.mark").payload)
    book = openpyxl.load_workbook(io.BytesIO(lead.get(address("marked", pk=faulty.pk)).content))
    cell = book["tickets"]["B5"]
    assert cell.value == "juggling"
    assert "is not a known skill" in cell.comment.text
    cell.value = "public_order_level_2"
    mended = io.BytesIO()
    book.save(mended)
    file = SimpleUploadedFile("mended.xlsx", mended.getvalue())
    sent = lead.post(address("send"), {"sent": file})
    upload = Upload.objects.last()
    check_upload({"upload": upload.pk})
    assert lead.get(sent.url).url == address("changes", pk=upload.pk)


def test_the_marked_workbook_holds_no_formula(send, lead):
    upload = send(with_row("tickets", ["1004", "=1+1", "2025-01-01", ""]))
    lead.post(address("marked", pk=upload.pk))
    mark_workbook(Job.objects.get(kind="returns.mark").payload)
    book = openpyxl.load_workbook(io.BytesIO(lead.get(address("marked", pk=upload.pk)).content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert book["tickets"]["B5"].value == "'=1+1"


def test_a_sound_return_is_accepted_once_its_changes_are_seen(ready, lead):
    page = text_of(lead.get(address("changes", pk=ready.pk)))
    assert "Nothing is wrong with it" in page
    assert "Public order level 2" in page
    answer = lead.post(address("accept", pk=ready.pk), {"against": ""})
    made = Document.objects.get(kind=Kind.RETURN)
    assert answer.url == address("return", pk=made.pk)
    assert lead.get(address("upload", pk=ready.pk)).url == answer.url
    assert "In use" in text_of(lead.get(answer.url))


def test_faulty_rows_stay_out_only_for_a_reason(faulty, lead):
    page = text_of(lead.get(address("changes", pk=faulty.pk)))
    assert "What is left out" in page
    refused = lead.post(address("accept", pk=faulty.pk), {"against": "", "reason": ""})
    assert refused.status_code == 422
    assert "Say why" in text_of(refused)
    given = {"against": "", "reason": "Training sends it next month"}
    made = lead.post(address("accept", pk=faulty.pk), given, follow=True)
    assert "Training sends it next month" in text_of(made)


def test_a_stale_comparison_is_shown_again_and_not_accepted(send, lead, cast):
    first, second = send(), send(with_row("vehicles", ["C04", "carrier", ""]))
    accept(first, by=cast.viewer("planning_lead"), against=None)
    answer = lead.post(address("accept", pk=second.pk), {"against": ""}, follow=True)
    assert "look at the difference again" in text_of(answer)
    second.refresh_from_db()
    assert (second.state, second.against) == (
        State.READY,
        first.made or Document.objects.get(kind=Kind.RETURN),
    )


def test_differences_can_be_had_as_csv_and_name_nobody(ready, lead):
    told = text_of(lead.get(f"{address('changes', pk=ready.pk)}?format=csv"))
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(told))}
    assert rows["inspector"]["now"] == "1"
    assert "1001" not in told


def test_a_return_is_withdrawn_with_a_reason_and_put_back(made, lead):
    assert lead.post(address("withdraw", pk=made.pk), {"reason": ""}).status_code == 422
    page = lead.post(address("withdraw", pk=made.pk), {"reason": "Wrong month"}, follow=True)
    assert "Withdrawn" in text_of(page)
    assert "Wrong month" in text_of(page)
    again = lead.post(address("withdraw", pk=made.pk), {"reason": "Once more"}, follow=True)
    assert "withdrawn already" in text_of(again)
    page = lead.post(address("restore", pk=made.pk), {"reason": "It was right"}, follow=True)
    assert "In use" in text_of(page)


def test_history_is_shown_as_it_was_known_and_as_csv(made, lead, settings):
    settings.MUSTER_NOW += timedelta(days=1)
    assert "The return in use is" in text_of(lead.get(address("list")))
    before = text_of(lead.get(f"{address('list')}?known=2026-03-01T12:00"))
    assert "No return is in use" in before
    (row,) = csv.DictReader(io.StringIO(text_of(lead.get(f"{address('list')}?format=csv"))))
    assert (row["standing"], row["sha256"]) == ("in use", made.sha256)


@pytest.mark.parametrize(
    ("what", "name"), [("packed", "west-midlands-2026-03-09.muster"), ("original", "return.xlsx")]
)
def test_a_download_carries_a_reason_and_is_logged(made, lead, what, name):
    assert lead.post(address("download", pk=made.pk), {"what": what}).status_code == 422
    answer = lead.post(
        address("download", pk=made.pk), {"what": what, "reason": "To compare with ours"}
    )
    assert name in answer["Content-Disposition"]
    assert answer.content == bytes((made if what == "packed" else made.made_from).body.content)
    entry = AuditEntry.objects.get(action="return.downloaded")
    assert entry.reason == "To compare with ours"


def test_an_erased_return_says_so_instead_of_failing(made, lead, held_clock):
    Document.objects.filter(pk=made.pk).update(erased_at=held_clock)
    given = {"what": "packed", "reason": "To compare with ours"}
    answer = lead.post(address("download", pk=made.pk), given)
    assert answer.status_code == 422
    assert "was erased on" in text_of(answer)
    assert "Its content was erased" in text_of(lead.get(address("return", pk=made.pk)))


def test_the_template_is_a_workbook_that_names_the_posts_of_a_unit(lead):
    answer = lead.get(f"{address('template')}?unit=psu")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    told = " ".join(str(row[0].value) for row in book["instructions"].iter_rows())
    assert "police support unit takes" in told
    assert lead.get(f"{address('template')}?unit=zeppelin").status_code == 200
    assert "officer_id" in text_of(lead.get(address("template")))


def test_a_force_that_is_not_known_is_not_found_or_refused(lead):
    there = reverse("returns:list", kwargs={"force": "ruritania"})
    assert lead.get(there).status_code in (403, 404)


def test_somebody_of_one_force_goes_straight_to_its_returns(lead, cast):
    assert lead.get(reverse("returns:forces")).url == address("list")
    assert cast.client("control_room").get(reverse("returns:forces")).status_code == 403


ABSENT = [
    ["officer_id", "kind", "start", "end"],
    ["1001", "sickness", "2026-03-02", "2026-03-04"],
    ["1002", "course", "2026-03-09", "2026-03-04"],
    ["1003", "annual_leave", "2026-03-02", "2026-03-06"],
    ["1004", "skness", "2026-03-02", "2026-03-06"],
]


def test_why_somebody_is_away_is_not_shown_but_where_it_is_the_fault(send, lead):
    page = text_of(lead.get(address("faults", pk=send(tables(abstractions=ABSENT)).pk)))
    sheet = page[page.index('id="sheet"') :]
    shown = [kind for kind in ("sickness", "course", "annual_leave") if f">{kind}<" in sheet]
    assert shown == []
    assert "not shown" in sheet and "human resources alone may see it" in sheet
    assert ">skness<" in sheet.replace("</span> ", "</span>>")


def test_whoever_holds_the_right_sees_why_somebody_is_away(send, held_clock):
    upload = send(tables(abstractions=ABSENT))
    seen = sheet_of(upload, Chosen("abstractions"), sees_sickness=True)
    assert [line.cells[1].text for line in seen.lines][:2] == ["sickness", "course"]


def test_who_changed_is_shown_by_collar_number_and_logged(send, lead, cast):
    accept(send(), by=cast.viewer("planning_lead"), against=None)
    held = tables()
    held["officers"] = [each for each in held["officers"] if each[0] != "1006"]
    held["officers"].append(["1020", "constable", "", "", "", ""])
    held["tickets"][3][3] = "2026-03-01"
    upload = send(held)
    there = address("who", pk=upload.pk)
    told = list(csv.DictReader(io.StringIO(text_of(lead.get(f"{there}?format=csv")))))
    assert [(row["what"], row["officer"], row["rank_or_skill"]) for row in told] == [
        ("joined", "1020", "Constable"),
        ("left", "1006", "Constable"),
        ("lapsed", "1004", "Public order level 2"),
    ]
    page = text_of(lead.get(f"{there}?part=left"))
    assert "1006" in page
    assert "1020" not in page
    assert AuditEntry.objects.filter(action="people.read").count() == 2
    assert "1006" not in text_of(lead.get(address("changes", pk=upload.pk)))
