"""A kind of file that is no return."""

import pytest
from tests.intake.checks import only_fault

from muster.intake import check_return


@pytest.mark.parametrize("name", ["barset.pdf", "barset.xls", "officers.csv"])
def test_a_kind_of_file_that_is_no_return_is_a_fault_that_says_what_is(county, tmp_path, name):
    (tmp_path / name).write_bytes(b"officer_id,rank")
    fault = only_fault(check_return(tmp_path / name, doctrine=county))
    assert (fault.code, fault.file) == ("unknown-format", name)
    assert "folder of CSV files" in fault.remedy
