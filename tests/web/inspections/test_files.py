"""A file attached to an answer: bounded, kept whole, handed over to be saved and never shown."""

import io
import zipfile
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.cast import FORCE, NEXT_FORCE
from tests.web.inspections.test_pages import address, text_of

from muster.web.administration.models import RetentionRule
from muster.web.administration.retention import erase_what_is_due
from muster.web.audit.models import AuditEntry
from muster.web.documents.models import Document, DocumentBody, Kind
from muster.web.inspections import files
from muster.web.inspections.files import MOST_FILES, read_attached
from muster.web.inspections.models import Answer, EvidenceKind
from muster.web.returns.archives import UnableToReceive

PDF = b"%PDF-1.7\nsynthetic\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)
JPEG = b"\xff\xd8\xff\xe0" + bytes(8)
TABLE = b"exercise,held\nSpring,2026-03-01\n"


def office(*parts):
    """Return a ZIP with parts of those names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for each in ("[Content_Types].xml", *parts):
            archive.writestr(each, "<x/>")
    return packed.getvalue()


@pytest.fixture
def planner(inspection):
    inspection.ask()
    return inspection.cast.client("planning_lead")


@pytest.fixture
def send(inspection, planner):
    """Return what sends an answer with files, as a page does."""

    def send_one(*named, token="a", draft=False, **more):
        sent = [SimpleUploadedFile(name, body) for name, body in named]
        given = {"text": "It is shown here.", "token": token, "as": "draft" if draft else "given"}
        where = address("answer", inspection, question=1)
        return planner.post(where, {**given, "attached": sent, **more})

    return send_one


def place(inspection, document, force=FORCE):
    return address("file", inspection, force, question=1, document=document.pk)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        *(("a.pdf", PDF), ("a.PNG", PNG), ("a.jpg", JPEG), ("a.jpeg", JPEG), ("a.csv", TABLE)),
        ("a.csv", "Café,£5\n".encode("cp1252")),
        *(("a.xlsx", office("xl/workbook.xml")), ("a.docx", office("word/document.xml"))),
    ],
)
def test_takes_a_file_that_is_what_it_says(name, body):
    found = read_attached(name, io.BytesIO(body))
    assert (found.name, found.body) == (name.lower(), body)
    assert "/" in found.media


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("a.exe", b"MZ", "not a kind of file"),
        ("a.html", b"<script>", "not a kind of file"),
        ("a.svg", b"<svg/>", "not a kind of file"),
        ("a.xlsm", office("xl/workbook.xml"), "not a kind of file"),
        ("a.docm", office("word/document.xml"), "not a kind of file"),
        ("a", PDF, "not a kind of file"),
        ("a.pdf", PNG, "not the kind of file that its name says"),
        ("a.png", JPEG, "not the kind of file that its name says"),
        ("a.csv", PDF, "not the kind of file that its name says"),
        ("a.csv", b"\n <html><script>", "not the kind of file that its name says"),
        ("a.csv", b"a,\x00b", "not the kind of file that its name says"),
        ("a.xlsx", office("word/document.xml"), "not the kind of file that its name says"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not the kind of file"),
        ("a.docx", b"PK\x03\x04 and no more", "broken"),
        ("a.xlsx", office("xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
        ("a.docx", office("word/document.xml", "word/vbaProject.bin"), "macros"),
        ("a.docx", office("word/document.xml", "word/embeddings/oleObject1.bin"), "object"),
        ("a.pdf", b"%PDF-1.7 /OpenAction << /S /JavaScript >>", "program"),
        ("a.pdf", b"", "empty"),
        ("../a.pdf", PDF, "points to another folder"),
    ],
)
def test_refuses_by_name_what_is_not(name, body, why):
    with pytest.raises(UnableToReceive, match=why):
        read_attached(name, io.BytesIO(body))


def test_a_name_loses_what_does_not_print_and_its_folders():
    found = read_attached("C:\\secret\\pl\u202ean\r\n.pdf", io.BytesIO(PDF))
    assert found.name == "pl_an__.pdf"
    long = read_attached("x" * 400 + ".pdf", io.BytesIO(PDF)).name
    assert len(long) <= 160 and long.endswith(".pdf")


def test_refuses_more_than_the_bound_and_reads_no_further(monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", len(PDF) - 1)
    sent = io.BytesIO(PDF * 1000)
    with pytest.raises(UnableToReceive, match="larger than"):
        read_attached("a.pdf", sent)
    assert sent.tell() == len(PDF)


def test_a_file_is_kept_whole_once_with_where_it_came_from(send):
    for _time in range(2):
        assert send(("plan.pdf", PDF)).status_code == 302
    document = Document.objects.get(kind=Kind.EVIDENCE)
    assert (document.subject, document.title) == (FORCE, "plan.pdf")
    assert document.sha256 == sha256(PDF).hexdigest() and document.size == len(PDF)
    assert document.provenance["question"] == 1 and document.provenance["request"]
    assert document.received_from == "Planning lead"
    assert bytes(DocumentBody.objects.get(document=document).content) == PDF
    (shown,) = Answer.objects.get().evidence.all()
    assert (shown.kind, shown.document) == (EvidenceKind.FILE, document)
    entry = AuditEntry.objects.get(action="evidence.kept")
    assert (entry.force, entry.detail["sha256"]) == (FORCE, document.sha256)


def test_what_is_wrong_with_a_file_is_said_beside_it_and_nothing_is_kept(send):
    answer = send(("plan.pdf", PDF), ("run.pdf", PNG))
    assert answer.status_code == 400
    assert set(answer.context["form"].errors) == {"attached"}
    text = text_of(answer)
    assert text.count("run.pdf is not the kind of file that its name says") >= 2
    assert 'href="#id_attached"' in text
    assert not Answer.objects.exists() and not Document.objects.exists()


def test_more_files_than_a_few_are_refused(send):
    answer = send(*((f"{each}.pdf", PDF) for each in range(MOST_FILES + 1)))
    assert "attached" in answer.context["form"].errors and not Document.objects.exists()


def test_another_mistake_says_that_the_files_have_to_be_chosen_again(send):
    answer = send(("plan.pdf", PDF), text="")
    assert set(answer.context["form"].errors) == {"text", "attached"}
    assert not Document.objects.exists()


def test_a_draft_keeps_its_file_and_the_answer_given_from_it_too(send, planner, inspection):
    send(("plan.pdf", PDF), draft=True)
    document = Document.objects.get(kind=Kind.EVIDENCE)
    where = address("answer", inspection, question=1)
    page = planner.get(where)
    assert page.context["form"].initial["kept_files"] == [str(document.pk)]
    assert "plan.pdf" in text_of(page)
    assert planner.get(place(inspection, document)).status_code == 200
    assert inspection.client.get(place(inspection, document)).status_code == 404
    send(token="b", kept_files=[str(document.pk)])
    assert Document.objects.filter(kind=Kind.EVIDENCE).count() == 1
    assert inspection.client.get(place(inspection, document)).status_code == 200


def test_a_file_whose_tick_is_taken_away_is_left_out_of_the_answer(send, inspection):
    send(("plan.pdf", PDF), draft=True)
    send(token="b")
    document = Document.objects.get(kind=Kind.EVIDENCE)
    assert not Answer.objects.get(given=True).evidence.exists()
    assert inspection.client.get(place(inspection, document)).status_code == 404


def test_a_file_of_another_question_cannot_be_claimed(send, planner, inspection):
    send(("plan.pdf", PDF))
    inspection.ask()
    document = Document.objects.get(kind=Kind.EVIDENCE)
    sent = {"text": "The same", "token": "b", "as": "given", "kept_files": [str(document.pk)]}
    answer = planner.post(address("answer", inspection, question=2), sent)
    assert "kept_files" in answer.context["form"].errors
    wrong = address("file", inspection, question=2, document=document.pk)
    assert planner.get(wrong).status_code == 404


def test_it_is_handed_over_to_save_and_never_shown(send, inspection):
    send(('pl"an.csv', TABLE))
    document = Document.objects.get(kind=Kind.EVIDENCE)
    page = text_of(inspection.client.get(address("question", inspection, question=1)))
    assert place(inspection, document) in page and document.sha256[:12] in page
    answer = inspection.client.get(place(inspection, document))
    assert answer.content == TABLE
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_taking_it_is_recorded_for_the_force(send, inspection):
    send(("plan.pdf", PDF))
    document = Document.objects.get(kind=Kind.EVIDENCE)
    inspection.client.get(place(inspection, document))
    entry = AuditEntry.objects.get(action="evidence.downloaded")
    assert (entry.force, entry.actor) == (FORCE, "Unappointed")
    assert entry.detail == {"document": document.pk, "sha256": document.sha256}


def test_nobody_else_is_handed_it(send, inspection, held_clock, settings):
    send(("plan.pdf", PDF))
    document = Document.objects.get(kind=Kind.EVIDENCE)
    cast, here = inspection.cast, place(inspection, document)
    assert cast.client("chief_officer").get(here).status_code == 200
    others = (
        *("next_planning_lead", "human_resources", "control_room", "regional_coordinator"),
        *("national_coordinator", "administrator", "late_inspector", "far_inspector"),
    )
    for who in others:
        assert cast.client(who).get(here).status_code in (403, 404), who
    elsewhere = place(inspection, document, NEXT_FORCE)
    assert cast.client("next_planning_lead").get(elsewhere).status_code == 404
    boxed = cast.user("inspector").appointments.get()
    assert cast.client("inspector").get(here).status_code == 200
    boxed.request = "DR-2026-099"
    boxed.save()
    assert cast.client("inspector").get(here).status_code == 404
    inspection.inspector.appointments.update(ends_at=held_clock - timedelta(minutes=1))
    assert inspection.client.get(here).status_code == 403
    assert AuditEntry.objects.filter(action="evidence.downloaded").count() == 2


def test_no_other_page_gives_it(send, inspection):
    send(("plan.pdf", PDF))
    document = Document.objects.get(kind=Kind.EVIDENCE)
    copy = reverse("printouts:copy", args=[document.pk])
    taken = reverse("returns:return", args=[FORCE, document.pk])
    for where in (copy, taken):
        assert inspection.cast.client("planning_lead").get(where).status_code == 404


def test_a_retention_rule_erases_it_and_the_page_says_so(send, inspection, held_clock, settings):
    send(("plan.pdf", PDF))
    document = Document.objects.get(kind=Kind.EVIDENCE)
    RetentionRule.objects.create(kind=Kind.EVIDENCE, days=30, set_at=held_clock)
    assert erase_what_is_due(held_clock + timedelta(days=29)) == 0
    assert erase_what_is_due(held_clock + timedelta(days=31)) == 1
    where = address("question", inspection, question=1)
    answer = inspection.client.get(place(inspection, document), follow=True)
    assert answer.redirect_chain[0][0] == where
    assert "was erased on" in text_of(answer)
    assert "plan.pdf, erased under the retention rule" in text_of(answer)
    assert not AuditEntry.objects.filter(action="evidence.downloaded").exists()


def test_a_file_that_is_not_what_was_given_is_not_handed_over(send, inspection):
    send(("plan.pdf", PDF))
    document = Document.objects.get(kind=Kind.EVIDENCE)
    DocumentBody.objects.filter(document=document).update(content=PDF + b"more")
    answer = inspection.client.get(place(inspection, document), follow=True)
    assert "its digest differs" in text_of(answer)
