"""A cell far outside its table would be a sheet without end."""

from tests.intake.checks import only_fault
from tests.intake.workbooks import rewrite, save, save_ods

from muster.intake import check_return


def test_a_cell_far_outside_the_table_is_refused(book, county, tmp_path):
    book["officers"]["XFD1048576"] = "x"
    place = save(book, tmp_path / "r.xlsx")
    assert only_fault(check_return(place, doctrine=county)).code == "far-cell"


def test_a_cell_repeated_without_end_is_refused(barsetshire, county, tmp_path):
    place = save_ods(barsetshire, tmp_path / "r.ods")
    repeated = b'<table:table-cell table:number-columns-repeated="16000" office:value-type="string"'
    rewrite(place, "content.xml", b'<table:table-cell office:value-type="string"', repeated)
    rewrite(
        place,
        "content.xml",
        b"<table:table-row>",
        b'<table:table-row table:number-rows-repeated="1000000">',
    )
    assert only_fault(check_return(place, doctrine=county)).code == "far-cell"
