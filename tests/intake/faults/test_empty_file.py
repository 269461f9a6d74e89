"""A file with nothing in it; a CSV file's is among the data."""

from muster.intake import check_return


def test_an_empty_document_is_refused(county, tmp_path):
    (tmp_path / "r.json").write_text("")
    (fault,) = check_return(tmp_path / "r.json", doctrine=county).faults
    assert fault.code == "empty-file"
