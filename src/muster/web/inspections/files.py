"""Files given as evidence: looked at before they are kept, and kept whole or not at all.

A file is never opened here, nor shown by a page: it is handed on as it came, to be saved. What
its first bytes say has to be what its name says, and one that plainly holds a program is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import IO

from django.utils.translation import gettext as _

from muster.web.accounts.rights import Viewer
from muster.web.documents.actions import Described, keep
from muster.web.documents.models import Document, Kind
from muster.web.documents.queries import UnableToReadDocument, body_of
from muster.web.inspections.models import Question
from muster.web.returns.archives import MEGABYTE, UnableToReceive, listed, refuse_macros
from muster.web.returns.sent import MACROS, OTHER_MARKS, ZIP, base_name, suffix_of
from muster.web.versions import software

MOST_BYTES = 20 * MEGABYTE  # of one file: a plan with its pictures, and no film
MOST_FILES = 5  # with one answer at a time
MEDIA: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
MARKS: Mapping[str, bytes] = {
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".xlsx": ZIP,
    ".docx": ZIP,
}
HEARTS: Mapping[str, str] = {".xlsx": "xl/workbook.xml", ".docx": "word/document.xml"}
PROGRAMS = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch")  # of a PDF, where it says so plainly
EMBEDDED = ("activex/", "embeddings/oleobject")
WHITE = "\t\r\n\f"  # of what does not print, what a table may hold
SCHEMA = "muster.evidence/1"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that may be kept: its name, made harmless, and its bytes."""

    name: str
    body: bytes

    @property
    def media(self) -> str:
        """Return its media type, by the kind it was found to be."""
        return MEDIA[suffix_of(self.name)]


def read_attached(given: str, file: IO[bytes]) -> Attached:
    """Return a file that was sent. Raises UnableToReceive naming it, with a remedy."""
    name = base_name(given)
    suffix = suffix_of(name)
    if suffix in MACROS or suffix not in MEDIA:
        raise UnableToReceive(
            _(
                "%(name)s is not a kind of file that is taken as evidence; "
                "send a PDF, PNG, JPEG or CSV file, or a .xlsx or .docx without macros"
            )
            % {"name": name}
        )
    body = file.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise UnableToReceive(
            _("%(name)s is larger than %(most)d MB; send the part that shows it")
            % {"name": name, "most": MOST_BYTES // MEGABYTE}
        )
    if not body:
        raise UnableToReceive(_("%(name)s is empty; save it again and send it") % {"name": name})
    _refuse_content(name, suffix, body)
    return Attached(name, body)


def _refuse_content(name: str, suffix: str, body: bytes) -> None:
    mark = MARKS.get(suffix)
    if mark is not None and not body.startswith(mark):
        raise _misnamed(name)
    if suffix in HEARTS:
        _refuse_office(name, suffix, body)
    if suffix == ".pdf" and any(each in body for each in PROGRAMS):
        raise UnableToReceive(
            _("%(name)s holds a program; print it to a new PDF and send that") % {"name": name}
        )
    if mark is None and not _is_table(body):
        raise _misnamed(name)


def _refuse_office(name: str, suffix: str, body: bytes) -> None:
    """Refuse what is no workbook or document, and one with a program or an object in it."""
    parts = listed(name, body)
    refuse_macros(name, parts)
    inside = [each.filename.casefold() for each in parts]
    if HEARTS[suffix] not in inside:
        raise _misnamed(name)
    if any(mark in each for each in inside for mark in EMBEDDED):
        raise UnableToReceive(
            _("%(name)s has another program's object in it; take that out and send it again")
            % {"name": name}
        )


def _is_table(body: bytes) -> bool:
    """Say whether bytes are plain text, and no mark-up that a browser might draw."""
    if body.startswith((ZIP, *OTHER_MARKS)) or body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", errors="replace")
    return not any(each < " " and each not in WHITE for each in text)


def _misnamed(name: str) -> UnableToReceive:
    return UnableToReceive(
        _("%(name)s is not the kind of file that its name says; save it again and send that")
        % {"name": name}
    )


def keep_attached(attached: Attached, question: Question, *, by: Viewer) -> Document:
    """Return a file kept whole as a document of the force that answers."""
    described = Described(
        kind=Kind.EVIDENCE,
        schema=SCHEMA,
        subject=question.force,
        title=attached.name,
        provenance={
            "request": question.data_request.reference,
            "question": question.number,
            "software": software(),
        },
        facts={"media": attached.media},
    )
    return keep(attached.body, described, by=by)


def attached_body(document: Document) -> bytes:
    """Return a file as it was given. Raises UnableToReadDocument where it is not that any more."""
    body = body_of(document)
    if sha256(body).hexdigest() != document.sha256:
        raise UnableToReadDocument(
            _("%(name)s is not what was given: its digest differs; tell your administrator")
            % {"name": document.title}
        )
    return body
