"""The workbook of before 2007 under a new name."""

from tests.intake.checks import only_fault

from muster.intake import check_return


def test_an_old_workbook_is_refused(county, tmp_path):
    (tmp_path / "r.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert only_fault(check_return(tmp_path / "r.xlsx", doctrine=county)).code == "old-workbook"
