"""A packed file that was changed after it was packed."""

from tests.intake.checks import code_of
from tests.intake.packing import repack


def test_a_tampered_packed_file_is_refused(packed, county):
    def promote(parts):
        parts["manifest.json"] = parts["manifest.json"].replace(b'"barsetshire"', b'"loamshire"')

    repack(packed[1], promote)
    assert code_of(packed[1], county) == "tampered-packed-file"


def test_a_changed_table_is_refused(packed, county):
    def swap(parts):
        parts["tickets.arrow"] = parts["duties.arrow"]

    repack(packed[1], swap)
    assert code_of(packed[1], county) == "tampered-packed-file"
