"""Look inside a workbook's ZIP before anything else reads it: what it is, and how large."""

import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from muster.intake.faults import Problem
from muster.intake.limits import MEGABYTE, MOST_RATIO, MOST_UNPACKED

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_OLE = "EncryptedPackage".encode("utf-16-le")
LOCAL_HEADER = struct.Struct("<4s22xHH")
RAW_DEFLATE = -15
XML = (".xml", ".rels")
DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
SMALL = MEGABYTE


class UnableToOpenArchive(Exception):
    """The file is not a workbook that can be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        """Keep what is wrong."""
        super().__init__(problem.fault)
        self.problem = problem


@dataclass(eq=False)
class Archive:
    """A ZIP of bearable size; its parts are unpacked no further than its directory says."""

    path: Path
    listed: tuple[zipfile.ZipInfo, ...]

    def part(self, name: str) -> bytes:
        """Return a part unpacked, empty when it is not there. Raises UnableToOpenArchive.

        Case does not matter, as it does not to those who read the workbook after us.
        """
        plain = name.casefold()
        info = next((each for each in self.listed if each.filename.casefold() == plain), None)
        return b"" if info is None else self._unpack(info)

    def check(self) -> None:
        """Unpack every part once, to see that none is larger than said or defines entities."""
        for info in self.listed:
            body = self._unpack(info)
            if info.filename.casefold().endswith(XML) and any(mark in body for mark in DOCTYPES):
                raise UnableToOpenArchive(document_type())

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        with self.path.open("rb") as file:
            file.seek(info.header_offset)
            header = file.read(LOCAL_HEADER.size)
            if len(header) < LOCAL_HEADER.size:
                raise UnableToOpenArchive(not_a_workbook())
            _, name, extra = LOCAL_HEADER.unpack(header)
            file.seek(name + extra, 1)
            body = file.read(info.compress_size)
        if info.compress_type == zipfile.ZIP_STORED:
            return body
        if info.compress_type != zipfile.ZIP_DEFLATED:
            raise UnableToOpenArchive(not_a_workbook())
        try:
            stream = zlib.decompressobj(RAW_DEFLATE)
            found = stream.decompress(body, info.file_size + 1)
        except zlib.error:
            raise UnableToOpenArchive(not_a_workbook()) from None
        if len(found) > info.file_size or not stream.eof:
            raise UnableToOpenArchive(_bomb("unpacks to more than it says"))
        return found


def open_archive(path: Path) -> Archive:
    """Return a workbook's ZIP once its directory is seen to be sound.

    Raises UnableToOpenArchive for a file that is no ZIP, is encrypted or in the old format,
    or would unpack to far more than a return needs.
    """
    with path.open("rb") as file:
        start = file.read(len(OLE_MARK))
    if start == OLE_MARK:
        raise UnableToOpenArchive(_ole_problem(path))
    try:
        with zipfile.ZipFile(path) as archive:
            listed = tuple(archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UnableToOpenArchive(not_a_workbook()) from None
    if any(info.flag_bits & 1 for info in listed):
        raise UnableToOpenArchive(encrypted())
    if len({info.filename.casefold() for info in listed}) < len(listed):
        raise UnableToOpenArchive(not_a_workbook())
    total = sum(info.file_size for info in listed)
    if total > MOST_UNPACKED:
        raise UnableToOpenArchive(_bomb(f"unpacks to {total / MEGABYTE:,.0f} MB"))
    for info in listed:
        if info.file_size > max(SMALL, MOST_RATIO * info.compress_size):
            raise UnableToOpenArchive(_bomb("unpacks to hundreds of times its size"))
    return Archive(path, listed)


def not_a_workbook() -> Problem:
    """Return what to say of a file that no spreadsheet program wrote."""
    remedy = "open it in a spreadsheet program and save it as .xlsx or .ods"
    return Problem("not-a-workbook", "it is not a workbook, or it is broken", remedy)


def document_type() -> Problem:
    """Return what to say of a part that defines its own entities."""
    fault = "the workbook has a document type (DTD), which no spreadsheet program writes"
    remedy = "open it in a spreadsheet program and save it again"
    return Problem("document-type", fault, remedy)


def encrypted() -> Problem:
    """Return what to say of a workbook with a password."""
    remedy = "save it without a password; protect it on its way instead"
    return Problem("encrypted-workbook", "the workbook has a password", remedy)


def _ole_problem(path: Path) -> Problem:
    if ENCRYPTED_OLE in path.read_bytes():
        return encrypted()
    return Problem("old-workbook", "it is in the old .xls format", "save it as .xlsx")


def _bomb(how: str) -> Problem:
    remedy = "save the tables alone in a new workbook, or as CSV"
    return Problem("zip-bomb", f"the workbook {how}, so it was not opened", remedy)
