"""A file that says it is JSON and is not."""

import pytest

from muster.intake import check_return


@pytest.mark.parametrize("text", ["{", "[" * 100_000])
def test_what_is_not_json_is_refused(county, tmp_path, text):
    (tmp_path / "r.json").write_text(text)
    faults = check_return(tmp_path / "r.json", doctrine=county).faults
    assert "not-json" in {fault.code for fault in faults}
