"""A packed return is the return, and says when it no longer is."""

import dataclasses
import hashlib
import json
import zipfile

import pytest
from tests.intake.rosters import assert_same_roster

from muster.intake import Return, check_return, pack_return, read_return


@pytest.fixture
def packed(spoilt, county, tmp_path):
    """Return a packed return with a skipped row, an extra column and counts in it."""
    folder = spoilt(
        vehicles="vehicle_id,kind,base,Colour\nC01,carrier,Barchester,white\nC02,tank,,\n",
        counts="as_at,within_minutes,subject,count\n2026-03-02T20:00,60,pc,9\n",
        aid="operation,donor,host,unit,units,start,end\nFair,,barset,psu,1,2026-03-02,2026-03-02\n"
        "Fair,barsetshire,loamshire,psu,1,2026-03-02,2026-03-02\n",
    )
    found = read_return(folder, doctrine=county, skip_faulty=True)
    return found, pack_return(found, tmp_path)


def repack(place, change, *, sign=False):
    with zipfile.ZipFile(place) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    if sign:
        manifest = json.loads(parts["manifest.json"])
        manifest.pop("digest")
        members = {name: body for name, body in parts.items() if name != "manifest.json"}
        manifest["members"] = {
            name: hashlib.sha256(body).hexdigest() for name, body in members.items()
        }
        plain = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
        manifest["digest"] = hashlib.sha256(json.dumps(manifest, **plain).encode()).hexdigest()
        parts["manifest.json"] = json.dumps(manifest, **plain).encode()
    with zipfile.ZipFile(place, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)


def code_of(place, county):
    (fault,) = check_return(place, doctrine=county).faults
    return fault.code


def test_a_packed_return_is_the_same_return(packed, county):
    found, place = packed
    again = read_return(place, doctrine=county)
    assert place.name == "barsetshire.muster"
    assert_same_roster(again.roster, found.roster)
    rest = [field.name for field in dataclasses.fields(Return) if field.name != "roster"]
    assert {name: getattr(again, name) for name in rest} == {
        name: getattr(found, name) for name in rest
    }


def test_the_same_return_packs_to_the_same_bytes(packed, tmp_path):
    found, place = packed
    assert pack_return(found, tmp_path / "again.muster").read_bytes() == place.read_bytes()


def test_synthetic_people_stay_synthetic(packed, county, tmp_path):
    made = dataclasses.replace(packed[0], synthetic=True)
    assert read_return(pack_return(made, tmp_path), doctrine=county).synthetic


def test_a_packed_return_outlives_a_change_of_order_in_doctrine(packed, county):
    found, place = packed
    turned = dataclasses.replace(
        county, skills=county.skills[::-1], duty_kinds=county.duty_kinds[::-1]
    )
    again = read_return(place, doctrine=turned).roster
    assert [turned.skills[code].slug for code in again.tickets.skill] == [
        county.skills[code].slug for code in found.roster.tickets.skill
    ]


def test_a_word_that_doctrine_lost_is_a_fault(packed, county):
    fewer = dataclasses.replace(county, ranks=county.ranks[1:])
    assert code_of(packed[1], fewer) == "unknown-rank"


def test_a_force_that_doctrine_lost_is_a_fault(packed, doctrine):
    assert code_of(packed[1], doctrine) == "unknown-force"


def test_a_truncated_packed_file_is_refused(packed, county):
    place = packed[1]
    place.write_bytes(place.read_bytes()[:-100])
    assert code_of(place, county) == "truncated-packed-file"


def test_a_corrupt_packed_file_is_refused(packed, county):
    place = packed[1]
    body = bytearray(place.read_bytes())
    body[len(body) // 2] ^= 0xFF
    place.write_bytes(bytes(body))
    assert code_of(place, county) in {"truncated-packed-file", "tampered-packed-file"}


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


def test_a_packed_file_of_a_newer_version_is_refused(packed, county):
    def age(parts):
        parts["manifest.json"] = parts["manifest.json"].replace(b'"version":1', b'"version":2')

    repack(packed[1], age)
    assert code_of(packed[1], county) == "newer-packed-file"


@pytest.mark.parametrize("name", ["hello.txt", "manifest.json"])
def test_another_zip_is_not_a_packed_return(tmp_path, county, name):
    with zipfile.ZipFile(tmp_path / "r.muster", "w") as archive:
        archive.writestr(name, "{}")
    assert code_of(tmp_path / "r.muster", county) == "not-packed"


def test_a_squeezed_zip_is_not_a_packed_return(packed, county):
    with zipfile.ZipFile(packed[1], "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"0" * 1_000_000)
    assert code_of(packed[1], county) == "not-packed"
