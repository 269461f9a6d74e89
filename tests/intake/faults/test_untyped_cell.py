"""An OpenDocument cell that shows a text and holds no value."""

from tests.intake.workbooks import cell_of, changed, save_ods

from muster.intake import check_return


def test_a_text_that_is_only_shown_is_a_fault(barsetshire, county, tmp_path):
    place = save_ods(barsetshire, tmp_path / "r.ods")
    shown = cell_of("1003", "><text:p>1003</text:p></table:table-cell>")
    faults = check_return(changed(place, "content.xml", *shown), doctrine=county).faults
    assert ("untyped-cell", "1003") in {(fault.code, fault.value) for fault in faults}
