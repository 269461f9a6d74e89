"""A folder or network with no return in it."""

import pytest
from tests.intake.checks import code_of

from muster.intake import UnableToReadReturn, read_network


def test_a_folder_without_a_file_is_a_fault(county, tmp_path):
    assert code_of(tmp_path, county) == "no-files"


def test_a_network_without_a_return_is_a_fault(county, tmp_path):
    with pytest.raises(UnableToReadReturn) as refused:
        read_network(tmp_path, doctrine=county)
    assert [fault.code for fault in refused.value.faults] == ["no-files"]
