"""Demands, offers and changes read whole, or refused with every fault at once."""

import json

import openpyxl
import pytest

from muster.doctrine import read_doctrine
from muster.intake import UnableToReadList, read_changes, read_demands, read_offers
from muster.mobilisation import (
    Declined,
    Edit,
    Ended,
    Floor,
    Forbid,
    Lost,
    NewDemand,
    Pin,
    Refloored,
)
from muster.policing import clock
from muster.strength import Step
from muster.synthesis import county_doctrine

DOCTRINE = county_doctrine()
HEADER = "id,unit,count,lat,lon,needed_by,duration_hours,priority,host,standby,tier,arrests"
SOUND = "D1,psu,4,51.07,-1.79,2026-03-02T22:00,12,1,barsetshire,no,region,0"
OFFERS, OFFER = "force,unit,within_minutes,count", "british-transport,psu,60,2"
CHANGES = "change,demand,force,unit,count,lat,lon,needed_by,duration_hours,priority"
NEW = "demand,D3,barsetshire,psu,1,51.21,-1.58,2026-03-02T23:30,8,1"


def written(tmp_path, header, *rows):
    place = tmp_path / "asked.csv"
    place.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return place


def faults(read, place):
    with pytest.raises(UnableToReadList) as refused:
        read(place, doctrine=DOCTRINE)
    assert all(each.fault and each.remedy for each in refused.value.faults)
    return [(each.row, each.column, each.value, each.code) for each in refused.value.faults]


def test_every_column_becomes_part_of_the_demand(tmp_path):
    (found,) = read_demands(written(tmp_path, HEADER, SOUND), doctrine=DOCTRINE).values
    assert (found.slug, found.unit, found.count, found.priority) == ("D1", "psu", 4, 1)
    assert (found.place.lat, found.place.lon) == (51.07, -1.79)
    assert clock.describe_instant(found.needed_by) == "2026-03-02T22:00+00:00"
    assert (found.minutes, found.host, found.region) == (720, "barsetshire", "county")
    assert (found.standby, found.tier) == (False, "region")


def test_a_host_left_blank_is_taken_from_the_map(tmp_path):
    row = SOUND.replace("barsetshire", "")
    asked = written(tmp_path, HEADER, row)
    (found,) = read_demands(asked, doctrine=read_doctrine()).values
    assert found.host == "wiltshire"


def test_a_host_of_the_county_is_the_force_whose_headquarters_are_nearest(tmp_path):
    row = SOUND.replace("barsetshire", "")
    (found,) = read_demands(written(tmp_path, HEADER, row), doctrine=DOCTRINE).values
    assert found.host == "barsetshire"


@pytest.mark.parametrize("kind", ["xlsx", "json"])
def test_a_workbook_and_json_say_the_same_as_csv(tmp_path, kind):
    place = tmp_path / f"asked.{kind}"
    header, row = HEADER.split(","), SOUND.split(",")
    if kind == "json":
        place.write_text(json.dumps({"demands": [dict(zip(header, row, strict=True))]}))
    else:
        book = openpyxl.Workbook()
        book.active.append(header)
        book.active.append(row)
        book.save(place)
    same = read_demands(written(tmp_path, HEADER, SOUND), doctrine=DOCTRINE).values
    assert read_demands(place, doctrine=DOCTRINE).values == same


def test_arrests_are_demands_of_their_own(tmp_path):
    row = SOUND.removesuffix(",0") + ",20"
    found = read_demands(written(tmp_path, HEADER, row), doctrine=DOCTRINE).values
    assert [each.slug for each in found] == [
        "D1",
        *(f"D1.{each}" for each in ("escort", "custody", "investigation")),
    ]
    assert all(each.place == found[0].place and each.count > 0 for each in found)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("D1", "", ("id", "", "missing-value")),
        ("psu", "puss", ("unit", "puss", "unknown-unit")),
        ("psu,4", "psu,0", ("count", "0", "nothing-asked")),
        ("psu,4", "psu,10001", ("count", "10001", "too-many")),
        ("psu,4", "psu,1.5", ("count", "1.5", "not-whole")),
        ("51.07", "151.07", ("lat", "151.07", "off-the-map")),
        ("-1.79", "west", ("lon", "west", "not-a-number")),
        ("2026-03-02T22:00", "tonight", ("needed_by", "tonight", "not-a-date")),
        ("2026-03-02T22:00", "2026-03-29T01:30", ("needed_by", "2026-03-29T01:30", "missing-hour")),
        (",12,", ",0,", ("duration_hours", "0", "bad-duration")),
        (",12,", ",745,", ("duration_hours", "745", "bad-duration")),
        (",12,1,", ",12,0,", ("priority", "0", "no-priority")),
        ("barsetshire", "barset", ("host", "barset", "unknown-force")),
        (",no,", ",perhaps,", ("standby", "perhaps", "not-yes-or-no")),
        ("region", "galaxy", ("tier", "galaxy", "unknown-tier")),
        ("region,0", "region,some", ("arrests", "some", "not-a-number")),
    ],
)
def test_a_fault_of_a_demand_is_named_with_its_line_column_and_value(tmp_path, old, new, fault):
    assert old in SOUND
    place = written(tmp_path, HEADER, SOUND.replace("D1", "D0"), SOUND.replace(old, new, 1))
    assert faults(read_demands, place) == [(3, *fault)]


def test_all_faults_are_named_at_once_and_nothing_is_half_read(tmp_path):
    place = written(
        tmp_path,
        HEADER,
        SOUND,
        SOUND.replace("psu,4", "puss,0"),
        SOUND.replace("barsetshire", "barset"),
    )
    assert faults(read_demands, place) == [
        (3, "id", "D1", "duplicate-id"),
        (3, "unit", "puss", "unknown-unit"),
        (4, "host", "barset", "unknown-force"),
        (4, "id", "D1", "duplicate-id"),
    ]


def test_a_column_that_has_to_be_there_is_missed(tmp_path):
    place = written(tmp_path, HEADER.replace("priority", "prio_"), SOUND)
    assert [each[1:] for each in faults(read_demands, place)] == [
        ("priority", "", "missing-column")
    ]


def test_what_offers_add_by_notice_becomes_steps(tmp_path):
    place = written(tmp_path, OFFERS, OFFER, OFFER.replace("60,2", "240,5"))
    found = read_offers(place, doctrine=DOCTRINE).values
    assert found == (
        ("british-transport", Step("psu", 60, 2)),
        ("british-transport", Step("psu", 240, 3)),
    )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("british", "britsh", ("force", "britsh-transport", "unknown-force")),
        ("psu", "puss", ("unit", "puss", "unknown-unit")),
        ("60", "soon", ("within_minutes", "soon", "not-a-number")),
        ("60,2", "60,-2", ("count", "-2", "negative-number")),
        ("60,2", "60,3", ("within_minutes", "60", "offered-twice")),
    ],
)
def test_a_fault_of_an_offer_is_named(tmp_path, old, new, fault):
    place = written(tmp_path, OFFERS, OFFER, OFFER.replace(old, new))
    assert faults(read_offers, place) == [(3, *fault)]


def test_every_kind_of_change_is_read(tmp_path):
    place = written(
        tmp_path,
        CHANGES,
        NEW,
        "ended,D1,,,,,,,,",
        "declined,D1,loamshire,,,,,,,",
        "declined,D1,loamshire,,1,,,,,",
        "lost,,loamshire,psu,2,,,,,",
        "floor,,loamshire,psu,1,,,,,",
        "pin,D1,loamshire,,1,,,,,",
        "forbid,,mummerset,,,,,,,",
        "edit,D1,loamshire,,0,,,,,",
    )
    new, *others = read_changes(place, doctrine=DOCTRINE).values
    assert isinstance(new, NewDemand)
    assert (new.demand.slug, new.demand.count, new.demand.minutes) == ("D3", 1, 480)
    assert others == [
        Ended("D1"),
        Declined("loamshire", "D1"),
        Declined("loamshire", "D1", 1),
        Lost("loamshire", "psu", 2),
        Refloored(Floor("loamshire", "psu", 1, "set when asked")),
        Pin("D1", "loamshire", 1),
        Forbid("mummerset"),
        Edit("D1", "loamshire", 0),
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (NEW.replace("demand,", "demnd,"), ("change", "demnd", "unknown-change")),
        (NEW.replace("D3", ""), ("demand", "", "missing-value")),
        (NEW.replace("psu,1", "psu,0"), ("count", "0", "nothing-asked")),
        (NEW.replace("51.21", ""), ("lat", "", "missing-value")),
        (NEW.replace("8,1", "0,1"), ("duration_hours", "0", "bad-duration")),
        (NEW.replace("8,1", "8,0"), ("priority", "0", "no-priority")),
        (NEW.replace("23:30", "25:30"), ("needed_by", "2026-03-02T25:30", "not-a-date")),
        ("ended,,,,,,,,,", ("demand", "", "missing-value")),
        ("declined,D1,,,,,,,,", ("force", "", "missing-value")),
        ("lost,,loamshire,psu,,,,,,", ("count", "", "missing-value")),
        ("floor,,loamshire,,1,,,,,", ("unit", "", "missing-value")),
        ("pin,D1,loamshire,,some,,,,,", ("count", "some", "not-a-number")),
        ("forbid,D1,,,,,,,,", ("force", "", "missing-value")),
        ("edit,D1,narnia,,1,,,,,", ("force", "narnia", "unknown-force")),
    ],
)
def test_a_fault_of_a_change_is_named(tmp_path, row, fault):
    place = written(tmp_path, CHANGES, "ended,D0,,,,,,,,", row)
    assert faults(read_changes, place) == [(3, *fault)]
