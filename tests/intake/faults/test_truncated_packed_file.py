"""A packed file cut short."""

from tests.intake.checks import code_of


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
