"""Merged cells: all but the first are blank, and that is said."""

from tests.intake.checks import only_fault
from tests.intake.workbooks import save, save_ods

from muster.intake import check_return


def test_merged_cells_are_a_fault(book, county, tmp_path):
    book["officers"].merge_cells("C4:C5")
    fault = only_fault(check_return(save(book, tmp_path / "r.xlsx"), doctrine=county))
    assert (fault.sheet, fault.row, fault.column, fault.value) == ("officers", 4, "base", "C4:C5")
    assert "unmerge" in fault.remedy


def test_merged_cells_in_opendocument_are_a_fault(barsetshire, county, tmp_path):
    made = save_ods(barsetshire, tmp_path / "r.ods", merge="vehicles")
    faults = check_return(made, doctrine=county).faults
    assert {fault.code for fault in faults} == {"merged-cells"}
    assert faults[0].row == 2
