"""JSON in which a key stands twice, or a number is none."""

import pytest

from muster.intake import check_return


@pytest.mark.parametrize("text", ['{"about": {}, "about": {}}', '{"about": {"force": NaN}}'])
def test_a_key_given_twice_is_refused(county, tmp_path, text):
    (tmp_path / "r.json").write_text(text)
    faults = check_return(tmp_path / "r.json", doctrine=county).faults
    assert "repeated-key" in {fault.code for fault in faults}


def test_a_key_given_twice_among_many_is_found_in_one_pass(county, tmp_path):
    keys = ", ".join(f'"k{at}": 1' for at in range(300_000))
    (tmp_path / "r.json").write_text(f'{{"about": {{{keys}, "last": 1, "last": 2}}}}')
    (fault,) = check_return(tmp_path / "r.json", doctrine=county).faults
    assert "'last' stands twice" in fault.fault
