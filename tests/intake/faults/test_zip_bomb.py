"""A ZIP that would unpack to far more than it should, posing as a workbook."""

import struct
import zipfile

from tests.intake.checks import only_fault
from tests.intake.workbooks import save

from muster.intake import check_return


def test_a_zip_bomb_is_refused_by_its_ratio(county, tmp_path):
    with zipfile.ZipFile(tmp_path / "r.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 20_000_000)
    assert only_fault(check_return(tmp_path / "r.xlsx", doctrine=county)).code == "zip-bomb"


def test_a_zip_bomb_is_refused_by_its_size(book, county, tmp_path):
    place = save(book, tmp_path / "r.xlsx")
    body = bytearray(place.read_bytes())
    entry = body.find(b"PK\x01\x02")
    struct.pack_into("<I", body, entry + 24, 3_000_000_000)
    place.write_bytes(bytes(body))
    assert only_fault(check_return(place, doctrine=county)).code == "zip-bomb"


def test_a_zip_bomb_that_lies_about_its_size_is_refused(book, county, tmp_path):
    place = save(book, tmp_path / "r.xlsx")
    body = bytearray(place.read_bytes())
    entry = body.find(b"PK\x01\x02")
    struct.pack_into("<I", body, entry + 24, 10)
    place.write_bytes(bytes(body))
    assert only_fault(check_return(place, doctrine=county)).code == "zip-bomb"
