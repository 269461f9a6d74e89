import csv
import json
import re
from pathlib import Path

import pytest

from muster.cases import UnableToOpenCase, case_names, open_case
from muster.doctrine import read_doctrine
from muster.strength import count_units
from paragraphs import fingerprints

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src/muster/cases/data/west-midlands-2013"
FINGERPRINTS = json.loads((ROOT / "tests/data/report-fingerprints.json").read_text())
SOURCE = re.compile(
    r"hmic-west-midlands-2014, (?P<heading>.+), paragraph (?P<ordinal>\d+): “(?P<words>[^”]+)”"
)
ROWS = [
    pytest.param(row, id=f"{file.stem}-{line}")
    for file in sorted(DATA.glob("*.csv"))
    for line, row in enumerate(csv.DictReader(file.open(encoding="utf-8")), 2)
]


@pytest.mark.parametrize("row", ROWS)
def test_every_row_quotes_the_paragraph_it_names(row):
    source = SOURCE.match(row["source"])
    assert source, row["source"]
    paragraph = FINGERPRINTS[source["heading"]][int(source["ordinal"]) - 1]
    assert set(fingerprints(source["words"])) <= set(paragraph)


def counted(within, unit="psu"):
    doctrine = read_doctrine()
    case = open_case("west-midlands-2013", doctrine=doctrine)
    answer = count_units(
        case.counts, units=[unit], at=case.about.prepared_at, within=within, doctrine=doctrine
    )
    return answer.kinds[0]


def test_at_most_ten_units_within_the_hour_with_drivers_and_carriers_unknown():
    psu = counted(60)
    assert (psu.low, psu.high) == (0, 10)
    assert psu.unknown == ("driver", "carrier")
    assert [(need.post, need.count) for need in psu.next_unit_needs] == [("commander", 1)]


def test_one_unit_at_once_from_five_carriers():
    psu = counted(0)
    assert psu.high == 1
    assert [(need.post, need.count) for need in psu.next_unit_needs] == [("carrier", 1)]


def test_declared_figures_carry_no_notice_and_are_kept_as_said():
    case = open_case("west-midlands-2013", doctrine=read_doctrine())
    at = {name: place for place, name in enumerate(case.declared.columns)}
    said = {row[at["measure"]]: row[at["value"]] for row in case.declared.rows}
    assert said["psu_needed_locally"] == "75"
    assert said["psu_national_contribution"] == "21"
    assert said["psu_deployed_at_once_in_test"] == "3"
    assert (said["psu_mutual_aid_received"], said["psu_mutual_aid_given"]) == ("43", "21")


def test_the_case_is_real_and_says_that_the_day_is_not_stated():
    case = open_case("west-midlands-2013", doctrine=read_doctrine())
    assert not case.synthetic
    assert "not stated" in case.about.prepared_by


def test_an_unknown_case_is_met_with_the_nearest_known():
    assert "west-midlands-2013" in case_names()
    with pytest.raises(UnableToOpenCase, match="did you mean 'west-midlands-2013'"):
        open_case("west-midland-2013", doctrine=read_doctrine())


def test_a_case_unlike_any_other_is_met_with_what_is_shipped():
    with pytest.raises(UnableToOpenCase, match="shipped: west-midlands-2013"):
        open_case("atlantis", doctrine=read_doctrine())
