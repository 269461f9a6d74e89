"""A workbook with a password cannot be read."""

from tests.intake.checks import only_fault
from tests.intake.workbooks import save_ods

from muster.intake import check_return


def test_an_encrypted_workbook_is_refused(county, tmp_path):
    place = tmp_path / "r.xlsx"
    place.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 9
    )
    fault = only_fault(check_return(place, doctrine=county))
    assert fault.code == "encrypted-workbook"
    assert "password" in fault.remedy


def test_an_encrypted_opendocument_workbook_is_refused(barsetshire, county, tmp_path):
    place = save_ods(barsetshire, tmp_path / "r.ods", password=True)
    assert only_fault(check_return(place, doctrine=county)).code == "encrypted-workbook"
