"""A return that is not there."""

from tests.intake.checks import only_fault

from muster.intake import check_return


def test_a_return_that_is_not_there_is_a_fault_with_its_name(county, tmp_path):
    fault = only_fault(check_return(tmp_path / "barset.xlsx", doctrine=county))
    assert (fault.code, fault.file) == ("not-there", "barset.xlsx")
    assert "check the name" in fault.remedy
