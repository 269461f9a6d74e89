"""A file of events read whole, or refused with every fault at once."""

import csv
import json
from importlib import resources
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.doctrine import read_doctrine_from
from muster.intake import UnableToReadList, read_events
from muster.intake.events import events_table
from muster.intake.tables import plain, read_lists
from muster.policing import Place, clock
from muster.synthesis import county_doctrine

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "data" / "events.csv"
PAGE = (ROOT / "docs" / "events.md").read_text("utf-8")
DOCTRINE = county_doctrine()
HEADER = (
    "id,name,kind,force,lat,lon,start,end,attendance,confidence,notified_by,opposition,route_km"
)
SOUND = "EV-1,Match,football,barsetshire,,,2026-03-07T15:00,2026-03-07T17:00,16000,,The club,yes,0"


def written(tmp_path, *rows, name="events.csv", header=HEADER):
    place = tmp_path / name
    place.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return place


def faults(place):
    with pytest.raises(UnableToReadList) as refused:
        read_events(place, doctrine=DOCTRINE)
    assert all(each.fault and each.remedy for each in refused.value.faults)
    return [(each.row, each.column, each.value, each.code) for each in refused.value.faults]


def test_every_column_becomes_part_of_the_event():
    match, _, counter, vigil = read_events(SAMPLE, doctrine=DOCTRINE).values
    assert (match.id, match.name, match.kind) == ("EV-1", "Rovers v Felpersham", "football")
    assert (match.force, match.near, match.place) == ("barsetshire", False, None)
    assert clock.describe_instant(match.start) == "2026-03-07T15:00+00:00"
    assert clock.describe_instant(match.end) == "2026-03-07T17:00+00:00"
    assert (match.attendance, match.confidence) == (16000, "notified")
    assert match.notified_by == "The club"
    assert match.command == {
        "gold": ("ACC Operations",),
        "silver": ("Supt Central",),
        "bronze": ("CI North", "Insp Traffic"),
    }
    assert match.answers == {
        "opposition": 1.0,
        "disorder": 1.0,
        "alcohol": 1.0,
        "protected_site": 0.0,
        "night": None,
        "route_km": None,
    }
    assert match.synthetic
    assert (counter.confidence, counter.source, counter.notified_by) == (
        "possible",
        "Open source",
        "",
    )
    assert (vigil.attendance, vigil.place, vigil.force, vigil.near) == (
        None,
        Place(51.36, -1.32),
        "loamshire",
        True,
    )


@pytest.mark.parametrize("kind", ["xlsx", "json"])
def test_a_workbook_and_json_say_the_same_as_csv(tmp_path, kind):
    with SAMPLE.open(encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    place = tmp_path / f"events.{kind}"
    if kind == "json":
        records = [dict(zip(header, row, strict=True)) for row in rows]
        place.write_text(json.dumps({"events": records}))
    else:
        book = openpyxl.Workbook()
        for row in (header, *rows):
            book.active.append([cell or None for cell in row])
        book.save(place)
    assert (
        read_events(place, doctrine=DOCTRINE).values
        == read_events(SAMPLE, doctrine=DOCTRINE).values
    )


def test_a_date_alone_is_the_whole_day(tmp_path):
    row = SOUND.replace("T15:00", "").replace("T17:00", "")
    (event,) = read_events(written(tmp_path, row), doctrine=DOCTRINE).values
    assert event.end - event.start == clock.DAY


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("EV-1", "", ("id", "", "missing-value")),
        ("football", "footbal", ("kind", "footbal", "unknown-event-kind")),
        ("barsetshire", "barset", ("force", "barset", "unknown-force")),
        ("barsetshire", "", ("force", "", "missing-value")),
        ("T17:00", "T13:00", ("end", "2026-03-07T13:00", "end-before-start")),
        ("2026-03-07T17:00", "7/3/26 5pm", ("end", "7/3/26 5pm", "not-a-date")),
        ("2026-03-07T15:00", "46088.5", ("start", "46088.5", "number-in-date-cell")),
        ("2026-03-07T15:00", "1926-03-07", ("start", "1926-03-07", "wrong-century")),
        ("16000", "many", ("attendance", "many", "not-a-number")),
        ("The club,", ",", ("confidence", "", "missing-value")),
        (",,The club", ",surely,The club", ("confidence", "surely", "unknown-event-confidence")),
        (",yes,0", ",perhaps,0", ("opposition", "perhaps", "not-yes-or-no")),
        (",yes,0", ",yes,-1", ("route_km", "-1", "not-a-figure")),
        (",yes,0", ",yes,far", ("route_km", "far", "not-a-number")),
        ("barsetshire,,", "barsetshire,51.4,", ("lat", "51.4", "half-a-position")),
        ("barsetshire,,", ",151.4,-1", ("lat", "151.4", "off-the-map")),
    ],
)
def test_a_fault_is_named_with_its_line_column_and_value(tmp_path, old, new, fault):
    assert old in SOUND
    found = faults(written(tmp_path, SOUND.replace("EV-1", "EV-0"), SOUND.replace(old, new)))
    assert found == [(3, *fault)]


def test_all_faults_are_named_at_once_and_nothing_is_half_read(tmp_path):
    place = written(
        tmp_path,
        SOUND,
        SOUND.replace("football", "regatta").replace("yes,0", "perhaps,0"),
        SOUND.replace("EV-1", "ev-1"),
    )
    assert faults(place) == [
        (3, "id", "EV-1", "duplicate-id"),
        (3, "kind", "regatta", "unknown-event-kind"),
        (3, "opposition", "perhaps", "not-yes-or-no"),
        (4, "id", "ev-1", "duplicate-id"),
    ]


def test_a_column_that_may_be_a_slip_for_a_factor_is_said(tmp_path):
    header = HEADER.replace("opposition", "oposition")
    found = read_events(written(tmp_path, SOUND, header=header), doctrine=DOCTRINE)
    assert found.values[0].answers["opposition"] is None
    assert found.notes == (
        "events.csv: column 'oposition' is not known, and was not used; did you mean 'opposition'?",
    )


def test_a_file_with_a_header_alone_is_refused(tmp_path):
    assert [each[3] for each in faults(written(tmp_path))] == ["header-only"]


def test_headers_that_forces_use_are_understood(tmp_path):
    header = HEADER.replace("opposition", "Counter-protest").replace("force", "Host Force")
    found = read_events(written(tmp_path, SOUND, header=header), doctrine=DOCTRINE)
    assert found.values[0].answers["opposition"] == 1.0
    assert found.notes == ()


def test_a_factor_of_ones_own_is_a_column(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "rain.toml").write_text(
        '[[event_factor]]\nslug = "river"\nname = "River"\nasks = "Is there deep water?"\n'
        'answer = "yes-no"\naliases = ["water"]\nfrom = 2026-01-01\n'
        'source = { standing = "local", note = "Barsetshire" }\n'
    )
    shipped = resources.files("muster.doctrine") / "data"
    doctrine = read_doctrine_from(shipped, tmp_path / "own")
    place = written(
        tmp_path,
        SOUND.replace("barsetshire", "kent") + ",yes",
        header=HEADER + ",Water",
    )
    assert read_events(place, doctrine=doctrine).values[0].answers["river"] == 1.0


def test_no_heading_stands_for_two_columns():
    for spec in (events_table(DOCTRINE), read_lists()["corridors"]):
        given = [plain(each) for c in spec.columns for each in {c.name, *c.aliases}]
        twice = {each for each in given if given.count(each) > 1}
        same = {plain(c.name) for c in spec.columns}
        assert twice <= same, twice - same


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "yes", "-1", "1e400", "nan", "2026-03-29T01:30", "=1+1", "\x00", "9" * 40]
    ),
)


@given(st.lists(st.lists(CELLS, min_size=22, max_size=22), min_size=1, max_size=4))
def test_whatever_the_cells_hold_it_is_read_or_refused(tmp_path_factory, rows):
    place = tmp_path_factory.mktemp("events") / "events.csv"
    with place.open("w", encoding="utf-8", newline="", errors="surrogatepass") as file:
        columns = [column.name for column in events_table(DOCTRINE).columns]
        csv.writer(file).writerows([columns, *rows])
    try:
        read_events(place, doctrine=DOCTRINE)
    except UnableToReadList as refused:
        assert refused.faults


def test_the_page_describes_every_column():
    for column in events_table(DOCTRINE).columns:
        assert f"| `{column.name}` |" in PAGE, column.name
        assert column.note in PAGE, column.name
