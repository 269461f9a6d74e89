"""A packed file that a newer Muster wrote."""

from tests.intake.checks import code_of
from tests.intake.packing import repack


def test_a_packed_file_of_a_newer_version_is_refused(packed, county):
    def age(parts):
        parts["manifest.json"] = parts["manifest.json"].replace(b'"version":1', b'"version":2')

    repack(packed[1], age)
    assert code_of(packed[1], county) == "newer-packed-file"
