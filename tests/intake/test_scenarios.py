"""A scenario is read whole, or every fault of it is told."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.cases import scenario_names, scenario_text
from muster.doctrine import read_doctrine
from muster.intake import UnableToReadScenario, read_scenario, read_scenario_text
from muster.synthesis import county_doctrine

GOOD = """
[scenario]
id = "fair"
name = "A fair"
starts = 2026-08-01T06:00:00
hours = 24
tour_hours = 12
relief_lead_hours = 4

[requirement]
share = 80
marks = [{ minutes = 240, units = 2 }]

[doubts]
abstraction = { triangular = [2, 5, 12], basis = "assumed: absent on the day" }
turnout = { uniform = [60, 80] }
travel = 110
shared = true

[[incident]]
id = "fair"
unit = "psu"
host = "barsetshire"
size = { values = [1, 2], chances = [0.7, 0.3] }
hours = { quantiles = [1, 2, 4] }
known = 2026-08-01T14:00:00
needed = 2026-08-01T17:00:00
foreseen = 2026-08-01T08:00:00
chance = 0.5

[[incident]]
id = "nights"
unit = "psu"
spots = [{ host = "loamshire" }, { host = "mummerset", weight = 2 }]
size = 1
hours = { exponential = [2, 6] }
rate = { per_day = 2, by_weekday = [1, 1, 1, 1, 2, 3, 1] }
within_minutes = 90

[[spread]]
from = "fair"
to = "nights"
chance = 0.2
after_minutes = 60

[[shock]]
id = "road"
kind = "travel"
from = 2026-08-01T12:00:00
until = 2026-08-01T18:00:00
per_cent = 200
hosts = ["loamshire"]

[[price]]
what = "carrier"
amount = 20

[[policy]]
name = "nearest"
activate = "never"
floors = "routine"
"""
DAY = "2026-08-01"
STARTED = "give known or rate, or a [[spread]] to it from one that is started"


@pytest.fixture(scope="module")
def county():
    return county_doctrine()


@pytest.fixture(scope="module")
def faults(county):
    """Return a function that reads a text and returns what is wrong: column, kind and remedy."""

    def read(text):
        body = text if isinstance(text, bytes) else text.encode()
        with pytest.raises(UnableToReadScenario) as wrong:
            read_scenario_text("my.toml", body, doctrine=county)
        return [(each.column, each.code, each.remedy) for each in wrong.value.faults]

    return read


def spoilt(old, new):
    assert old in GOOD, old
    return GOOD.replace(old, new, 1)


def test_reads_what_a_file_says(county):
    found = read_scenario_text("my.toml", GOOD.encode(), doctrine=county)
    fair, nights = found.sources
    assert (fair.at, fair.within, fair.foreseen, fair.chance) == (480, 180, 120, 0.5)
    assert fair.lasts.numbers == (60, 120, 240)
    assert [spot.weight for spot in nights.spots] == [1, 2]
    assert (nights.rate.per_day, nights.within) == (2, 90)
    assert (found.tour, found.rest, found.relief_lead) == (720, 660, 240)
    assert found.doubts.shared
    assert found.policies[0].activate_at is None
    assert (found.shocks[0].start, found.shocks[0].stop) == (360, 720)


@pytest.mark.parametrize(
    ("old", "new", "column", "code"),
    [
        ("per_day = 2", "per_day = -2", "rate.per_day", "out-of-range"),
        ("per_day = 2", "per_day = nan", "rate.per_day", "not-a-number"),
        ("per_day = 2", "per_day = true", "rate.per_day", "not-a-number"),
        ("per_day = 2", "per_day = inf", "rate.per_day", "out-of-range"),
        ("per_day = 2", f"per_day = 0x{'f' * 5000}", "rate.per_day", "out-of-range"),
        ("per_day = 2, ", "", "rate.per_day", "missing"),
        ("1, 2, 3, 1]", "1, 2, 3]", "rate.by_weekday", "wrong-length"),
        ("1, 1, 1, 1, 2, 3, 1]", "0, 0, 0, 0, 0, 0, 0]", "rate.by_weekday", "no-weight"),
        ("1, 1, 1, 1, 2, 3, 1]", "-1, 1, 1, 1, 2, 3, 1]", "rate.by_weekday", "out-of-range"),
        ('host = "barsetshire"', 'host = "barsetshir"', "host", "unknown"),
        ('host = "loamshire"', 'host = "loam"', "spots.host", "unknown"),
        ('hosts = ["loamshire"]', 'hosts = ["loam"]', "hosts", "unknown"),
        ('unit = "psu"', 'unit = "psus"', "unit", "unknown"),
        ('floors = "routine"', 'floors = "routin"', "floors", "unknown"),
        ('what = "carrier"', 'what = "carier"', "what", "unknown"),
        ('what = "carrier"', 'what = "psu"', "what", "unknown"),
        ('what = "carrier"', 'what = ""', "what", "blank"),
        ("amount = 20", "amount = -20", "amount", "out-of-range"),
        ('from = "fair"', 'from = "fayre"', "from", "unknown"),
        ('kind = "travel"', 'kind = "travels"', "kind", "unknown"),
        (f"known = {DAY}T14", "known = 2026-07-31T14", "known", "out-of-span"),
        (f"until = {DAY}T18", "until = 2026-08-09T18", "until", "out-of-span"),
        (f"until = {DAY}T18", f"until = {DAY}T11", "until", "reversed"),
        (f"needed = {DAY}T17", f"needed = {DAY}T13", "needed", "early"),
        (f"foreseen = {DAY}T08", f"foreseen = {DAY}T15", "foreseen", "late"),
        (f"needed = {DAY}T17:00:00", f"needed = {DAY}", "needed", "not-an-instant"),
        (f"needed = {DAY}T17:00:00", f"needed = {DAY}T17:00:07", "needed", "not-an-instant"),
        (f"starts = {DAY}T06:00:00", "starts = 0001-01-01T00:00:00", "starts", "not-an-instant"),
        (f"starts = {DAY}T06:00:00", "", "starts", "missing"),
        ("[0.7, 0.3]", "[0.7, 0.2]", "size.chances", "not-one"),
        ("[0.7, 0.3]", "[1.0]", "size.chances", "wrong-length"),
        ("[2, 5, 12]", "[2, 5]", "abstraction.triangular", "wrong-length"),
        ("[2, 5, 12]", "[12, 5, 2]", "abstraction.triangular", "not-rising"),
        ("uniform = [60, 80]", "uniform = [80, 60]", "turnout.uniform", "not-rising"),
        ("uniform = [60, 80]", "uniform = [60, 180]", "turnout.uniform", "out-of-range"),
        ("uniform = [60, 80]", "uniform = [0.6, 0.8]", "turnout", "not-whole"),
        ("uniform = [60, 80]", "", "turnout", "no-shape"),
        ("uniform = [60, 80]", "uniform = [60, 80], fixed = 7", "turnout", "no-shape"),
        ("travel = 110", "travel = nan", "travel", "not-a-number"),
        ("travel = 110", "travel = inf", "travel", "out-of-range"),
        ("[1, 2, 4]", "[]", "hours.quantiles", "wrong-length"),
        ("exponential = [2, 6]", "exponential = [0, 6]", "hours.exponential", "no-mean"),
        ("size = 1\n", "", "size", "missing"),
        ("size = 1\n", 'size = "one"\n', "size", "not-a-number"),
        ("shared = true", "shared = 1", "shared", "not-a-flag"),
        ("share = 80", "share = 80.5", "share", "not-whole"),
        ("hours = 24", "hours = 100000", "hours", "out-of-range"),
        ("relief_lead_hours = 4", "relief_lead_hours = 12", "relief_lead_hours", "too-long"),
        ("weight = 2", "weight = -2", "spots.weight", "out-of-range"),
        ("weight = 2", "lat = 51.4", "spots.lon", "missing"),
        ("within_minutes", f"known = {DAY}T09:00:00\nwithin_minutes", "rate", "both"),
        ("within_minutes = 90", f"needed = {DAY}T09:00:00", "needed", "no-time"),
        ("chance = 0.5", 'spots = "every-force"', "spots", "both"),
        ('id = "nights"', 'id = "fair"', "id", "twice"),
        ('id = "road"', 'id = "../road"', "id", "not-a-name"),
        ('id = "road"', 'id = ""', "id", "not-a-name"),
        ('kind = "travel"', 'kind = "vehicles"', "vehicle", "missing"),
        ('kind = "travel"', 'kind = "travel"\nvehicle = "carrier"', "vehicle", "no-vehicle"),
        ("per_day = 2", "per_day = 5000", "incident", "too-many-incidents"),
        ("share = 80", "shares = 80", "shares", "unknown-key"),
        ('name = "A fair"', 'name = " "', "name", "blank"),
        ('name = "A fair"', 'name = "A\\u0000"', "name", "not-text"),
        ('unit = "psu"', 'unit = ""', "unit", "blank"),
        ('host = "barsetshire"', 'host = ""', "host", "blank"),
        ("per_day = 2, by", "chance = 2, by", "rate.chance", "unknown-key"),
        ("size = 1\n", "size = 1\nchance = 0.5\n", "chance", "no-time"),
        ("size = 1\n", "size = 1.5\n", "size", "not-whole"),
        ("size = 1\n", f"size = 1\nforeseen = {DAY}T07:00:00\n", "foreseen", "no-time"),
        ("rate = {", "rat = {", "rat", "unknown-key"),
        (f"known = {DAY}T14:00:00", "known = 2026-08-02T06:00:00", "known", "out-of-span"),
        ('["loamshire"]', '["loamshire", "loamshire"]', "hosts", "twice"),
        ("per_cent = 200", "per_cent = -1", "per_cent", "out-of-range"),
        ('kind = "travel"', 'kind = "people"', "per_cent", "out-of-range"),
        ("chance = 0.2", "chance = 1.2", "chance", "out-of-range"),
        ("chance = 0.2", "chance = -0.2", "chance", "out-of-range"),
        ("chance = 0.5", "chance = 1.5", "chance", "out-of-range"),
        ("share = 80", "share = 101", "share", "out-of-range"),
        ("travel = 110", "travel = 110.5", "travel", "not-whole"),
        ("travel = 110", "travel = { exponentail = [1, 2] }", "travel.exponentail", "unknown-key"),
        ("\nhours = 24", "\nhours = 0", "hours", "out-of-range"),
        ("by_weekday = [1, 1, 1, 1, 2, 3, 1]", "by_hour = [1]", "rate.by_hour", "wrong-length"),
        ("by_weekday = [1, 1, 1, 1, 2, 3, 1]", "by_month = 7", "rate.by_month", "wrong-length"),
    ],
)
def test_says_what_is_wrong_and_where(faults, old, new, column, code):
    found = faults(spoilt(old, new))
    assert (column, code) in [(where, kind) for where, kind, _ in found], found
    assert all(remedy for _, _, remedy in found)


@pytest.mark.parametrize("rate", ["5000", "100000"])
def test_refuses_more_incidents_than_there_is_room_for(county, rate):
    text = spoilt("per_day = 2", f"per_day = {rate}").replace("hours = 24", "hours = 8784", 1)
    with pytest.raises(UnableToReadScenario, match="incidents in a replication"):
        read_scenario_text("my.toml", text.encode(), doctrine=county)


def test_an_incident_that_nothing_starts_is_a_fault(faults):
    idle = spoilt("rate = { per_day = 2, by_weekday = [1, 1, 1, 1, 2, 3, 1] }\n", "")
    assert faults(idle.replace('to = "nights"', 'to = "fair"')) == [("known", "never", STARTED)]


def test_incidents_that_start_only_one_another_are_faults(faults):
    round_and_round = (
        GOOD
        + """
[[incident]]
id = "one"
unit = "psu"
host = "loamshire"
size = 1
hours = 1

[[spread]]
from = "one"
to = "one"
chance = 1
after_minutes = 10
"""
    )
    assert faults(round_and_round) == [("known", "never", STARTED)]


def test_says_on_which_lines_a_name_stands_twice(county):
    text = spoilt('id = "nights"', 'id = "fair"')
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line == "[[incident]]"]
    with pytest.raises(UnableToReadScenario, match=f"lines {lines[0]}, {lines[1]}"):
        read_scenario_text("my.toml", text.encode(), doctrine=county)


def test_a_figure_in_quotes_is_told_from_a_figure(county):
    with pytest.raises(UnableToReadScenario, match=r"'24' is a text.*without quotes"):
        read_scenario_text(
            "my.toml", spoilt("\nhours = 24", '\nhours = "24"').encode(), doctrine=county
        )


@pytest.mark.parametrize(
    ("starts", "remedy"),
    [
        ("2026-10-25T01:30:00", "add an offset such as +00:00 or +01:00"),
        ("2026-08-01T06:00:07", "write it to the minute"),
        ("1900-01-01T06:00:00", "check the year"),
        ('"soon"', "write it as 2026-03-02T20:00"),
    ],
)
def test_a_wrong_instant_has_one_remedy_and_is_shown_once(county, starts, remedy):
    text = spoilt(f"starts = {DAY}T06:00:00", f"starts = {starts}")
    with pytest.raises(UnableToReadScenario) as wrong:
        read_scenario_text("my.toml", text.encode(), doctrine=county)
    (fault,) = wrong.value.faults
    assert fault.remedy == remedy
    assert fault.describe().count(starts.strip('"')) == 1


def test_an_unknown_kind_of_shock_is_one_fault(faults):
    assert [where for where, _, _ in faults(spoilt('kind = "travel"', 'kind = "roads"'))] == [
        "kind"
    ]


def test_a_folder_is_no_scenario(county, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnableToReadScenario, match=r"(?s)^\. has 1 fault.*this is no file"):
        read_scenario(".", doctrine=county)


def test_reckons_with_a_season_when_it_counts_incidents(faults):
    level = spoilt("per_day = 2, by_weekday = [1, 1, 1, 1, 2, 3, 1]", "per_day = 400")
    summer = level.replace("400", f"400, by_month = {[0] * 7 + [1] + [0] * 4}")
    with pytest.raises(pytest.fail.Exception):
        faults(level)
    assert faults(summer)[0][:2] == ("incident", "too-many-incidents")


def test_what_is_wrong_with_the_hours_is_said_once(faults):
    assert [where for where, _, _ in faults(spoilt("\nhours = 24", "\nhours = 0"))] == ["hours"]


@pytest.mark.parametrize(
    ("old", "many", "column"),
    [
        ('{ host = "loamshire" }', '{ host = "loamshire" },', "spots"),
        ('[[policy]]\nname = "nearest"', '[[policy]]\nname = "nearest"\n', "name"),
    ],
)
def test_what_stands_too_often_is_a_fault(faults, old, many, column):
    assert column in [where for where, _, _ in faults(spoilt(old, many * 65 + old))]


def test_refuses_more_kinds_of_unit_than_there_is_room_for(faults, county):
    kinds = [kind.slug for kind in county.units]
    more = [f'[[incident]]\nid = "n{at}"\nunit = "{kind}"\nhost = "loamshire"\nsize = 1\n'
            f"hours = 1\nrate = 1\n" for at, kind in enumerate(kinds)]  # fmt: skip
    found = [kind for _, kind, _ in faults(GOOD + "\n".join(more) + "lins = 1")]
    assert ("too-many" in found) == (len(kinds) > len("12345678"))


def test_what_is_assumed_is_so_however_it_is_written(county):
    text = spoilt('"assumed: absent', '"Assumed: absent')
    found = read_scenario_text("my.toml", text.encode(), doctrine=county)
    assert found.doubts.abstraction.assumed


def test_names_the_nearest_key(faults):
    assert ("share", "unknown-key") not in faults("")
    assert ("lins", "unknown-key", "did you mean lines?") in faults(f"{GOOD}lins = 2\n")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[scenario", "not-toml"),
        ("", "missing"),
        ("a = [" * 5000, "not-toml"),
        (f"{'a.' * 500_000}a = 1", "not-toml"),
        (f"{chr(34)}a{chr(34)} . " * 100 + "a = 1", "not-toml"),
        (f"a = {'9' * 5000}", "not-toml"),
        ("[scenario]\nscenario = 1\n[scenario]", "not-toml"),
        (b"\xff\xfe\xfa", "not-utf-8"),
        ("scenario = 1", "wrong-shape"),
        ("incident = [1]", "wrong-shape"),
    ],
)
def test_refuses_what_is_no_scenario(faults, text, code):
    found = {kind for _, kind, _ in faults(text)}
    assert code in found or (code == "not-utf-8" and len(found) == 1), found


def test_wants_to_know_what_a_fact_is_of(faults):
    fact = '[[fact]]\nslug = "sent"\nwhat = "Sent"\nvalue = 2\nunit = "units"\nsource = "Gazette"\n'
    assert [(where, kind) for where, kind, _ in faults(GOOD + fact)] == [("demands", "missing")]


@pytest.mark.parametrize(
    ("what", "remedy"),
    [("carier", "did you mean carrier?"), ("sergent", "did you mean sergeant?"), ("x", "give one")],
)
def test_prices_a_post_or_a_vehicle_and_names_the_nearest(faults, what, remedy):
    ((where, kind, said),) = faults(spoilt('what = "carrier"', f'what = "{what}"'))
    assert (where, kind) == ("what", "unknown")
    assert said.startswith(remedy)


@pytest.mark.parametrize("what", ["commander", "sergeant", "constable", "driver", "carrier"])
def test_whatever_makes_a_unit_can_be_priced(county, what):
    text = spoilt('what = "carrier"', f'what = "{what}"')
    (price,) = read_scenario_text("my.toml", text.encode(), doctrine=county).prices
    assert (price.what, price.amount) == (what, 20)


@pytest.mark.parametrize(("table", "key"), [("incident", "incident"), ("policy", "policy")])
def test_wants_an_incident_and_a_policy(faults, table, key):
    without = "".join(
        part for part in re.split(r"(?m)^(?=\[)", GOOD) if not part.startswith(f"[[{table}]]")
    )
    assert (key, "missing") in [(where, kind) for where, kind, _ in faults(without)]


def test_tells_every_fault_at_once(faults):
    text = GOOD
    for old, new in (
        ("per_day = 2", "per_day = -2"),
        ('"barsetshire"', '"barsetshir"'),
        ("0.3]", "0.2]"),
        ("share = 80", "share = 800"),
        ('activate = "never"', 'activate = "later"'),
    ):
        text = text.replace(old, new, 1)
    found = [where for where, _, _ in faults(text)]
    assert sorted(found) == ["activate", "host", "rate.per_day", "share", "size.chances"]


def test_names_the_line_on_which_the_table_begins(county):
    with pytest.raises(UnableToReadScenario) as wrong:
        read_scenario_text(
            "my.toml", spoilt("per_day = 2", "per_day = -2").encode(), doctrine=county
        )
    (fault,) = wrong.value.faults
    assert GOOD.splitlines()[fault.row - 1] == "[[incident]]"
    assert GOOD.splitlines()[fault.row] == 'id = "nights"'


@pytest.mark.parametrize("given", ["[1]", "{ a = 1 }", "[[]]", "1", "nan"])
def test_an_id_that_is_no_text_is_a_fault_of_an_incident_that_nothing_starts(county, given):
    alone = f'\n[[incident]]\nid = {given}\nunit = "psu"\nhost = "loamshire"\nsize = 1\nhours = 2\n'
    with pytest.raises(UnableToReadScenario) as refused:
        read_scenario_text("my.toml", (GOOD + alone).encode(), doctrine=county)
    assert {fault.code for fault in refused.value.faults} == {"not-text", "never"}


def test_refuses_a_file_that_is_not_there_or_too_large(county, tmp_path):
    with pytest.raises(UnableToReadScenario, match="no such file"):
        read_scenario(tmp_path / "my.toml", doctrine=county)
    (tmp_path / "my.toml").write_bytes(b"#" * 2_000_001)
    with pytest.raises(UnableToReadScenario, match="at most 2 MB"):
        read_scenario(tmp_path / "my.toml", doctrine=county)


NASTY = st.one_of(
    st.sampled_from(
        "nan inf -inf true -1 1e308 0x{} [] [[]] {{}} [{{}}] 07:32:00 2026-02-30 '' \"\\u0000\" "
        "0001-01-01T00:00:00+14:00 9999-12-31T23:59:59-14:00 2026-10-25T01:30:00 [nan] "
        "{{uniform=[nan,1]}} {{values=[1],chances=[nan]}} {{fixed=[[]]}} {{quantiles=[]}} "
        "'every-force' {{per_day=inf}} [1,'a'] {{exponential=[1e-300,1]}}".format(
            "f" * 5000
        ).split()
    ),
    st.integers().map(str),
    st.floats().map(str),
    st.text(max_size=8),
)
VALUE = re.compile(r"(?<= = )[^\n,}\]]+")


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(name=st.sampled_from(scenario_names()), data=st.data())
def test_whatever_stands_there_is_a_scenario_or_faults(name, data):
    text = scenario_text(name)
    for _ in range(data.draw(st.integers(1, 3))):
        places = list(VALUE.finditer(text))
        place = data.draw(st.sampled_from(places))
        text = text[: place.start()] + data.draw(NASTY) + text[place.end() :]
    try:
        read_scenario_text("my.toml", text.encode("utf-8", "replace"), doctrine=read_doctrine())
    except UnableToReadScenario as wrong:
        assert wrong.faults
        assert all(fault.describe().isprintable() for fault in wrong.faults)
