"""XML with a document type could define entities without end."""

import re
import zipfile

import pytest
from tests.intake.workbooks import changed, save, save_ods

from muster.intake import check_return
from muster.intake.archive import UnableToOpenArchive
from muster.intake.sheet_xml import sheet_facts

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@pytest.fixture
def place(book, tmp_path):
    return save(book, tmp_path / "r.xlsx")


@pytest.mark.parametrize(
    "part",
    [
        "xl/worksheets/sheet1.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "[Content_Types].xml",
    ],
)
def test_entities_are_never_expanded(place, county, part):
    with zipfile.ZipFile(place) as archive:
        tag = re.search(r"<[A-Za-z]\w*", archive.read(part).decode())[0]
    changed(place, part, tag, LAUGHS + tag)
    (fault,) = check_return(place, doctrine=county).faults
    assert fault.code == "document-type"
    assert "save it again" in fault.remedy


def test_entities_of_an_opendocument_workbook_are_never_expanded(barsetshire, county, tmp_path):
    place = save_ods(barsetshire, tmp_path / "r.ods")
    root = "<office:document-content "
    changed(place, "content.xml", root, LAUGHS + root)
    (fault,) = check_return(place, doctrine=county).faults
    assert fault.code == "document-type"


def test_a_document_type_in_another_encoding_is_refused_too():
    hidden = f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS}<worksheet>&i;</worksheet>'
    with pytest.raises(UnableToOpenArchive, match="document type"):
        sheet_facts(hidden.encode("utf-16"), frozenset())
