"""A packed file whose parts do not fit, though its digests do."""

from tests.intake.checks import code_of
from tests.intake.packing import repack


def test_a_packed_file_whose_parts_do_not_fit_is_refused(packed, county):
    def swap(parts):
        parts["tickets.arrow"] = parts["duties.arrow"]

    repack(packed[1], swap, sign=True)
    assert code_of(packed[1], county) == "corrupt-packed-file"


def test_a_packed_file_of_nonsense_columns_is_refused(packed, county):
    def spoil(parts):
        parts["tickets.arrow"] = b"nonsense"

    repack(packed[1], spoil, sign=True)
    assert code_of(packed[1], county) == "corrupt-packed-file"
