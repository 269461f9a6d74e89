"""JSON that is no object of tables of plain records."""

import pytest

from muster.intake import check_return


@pytest.mark.parametrize(
    "text", ["[]", '{"about": 7}', '{"about": [7]}', '{"about": {"force": {"name": "Barset"}}}']
)
def test_the_wrong_shape_is_refused(county, tmp_path, text):
    (tmp_path / "r.json").write_text(text)
    faults = check_return(tmp_path / "r.json", doctrine=county).faults
    assert "wrong-shape" in {fault.code for fault in faults}
