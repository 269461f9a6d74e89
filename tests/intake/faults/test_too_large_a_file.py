"""A file too large is refused unread."""

from tests.intake.checks import only_fault

from muster.intake import check_return


def test_a_file_over_200_megabytes_is_refused_unread(county, tmp_path):
    for name in ("r.xlsx", "r.ods", "r.muster"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(200_000_001)
        assert only_fault(check_return(tmp_path / name, doctrine=county)).code == "too-large-a-file"


def test_a_large_document_is_refused_unread(county, tmp_path):
    with (tmp_path / "r.json").open("wb") as file:
        file.truncate(60_000_001)
    (fault,) = check_return(tmp_path / "r.json", doctrine=county).faults
    assert fault.code == "too-large-a-file"
