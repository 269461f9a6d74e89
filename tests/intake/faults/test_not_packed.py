"""A ZIP that is no packed return."""

import zipfile

import pytest
from tests.intake.checks import code_of


@pytest.mark.parametrize("name", ["hello.txt", "manifest.json"])
def test_another_zip_is_not_a_packed_return(tmp_path, county, name):
    with zipfile.ZipFile(tmp_path / "r.muster", "w") as archive:
        archive.writestr(name, "{}")
    assert code_of(tmp_path / "r.muster", county) == "not-packed"


def test_a_squeezed_zip_is_not_a_packed_return(packed, county):
    with zipfile.ZipFile(packed[1], "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"0" * 1_000_000)
    assert code_of(packed[1], county) == "not-packed"
