"""A packed return is the return, and says when it no longer is."""

import dataclasses

from tests.intake.checks import code_of
from tests.intake.rosters import assert_same_roster

from muster.intake import Return, pack_return, read_return


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
