"""Whatever is in a cell or a file, the answer is a return or faults."""

import csv
import io
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.intake import check_return, pack_return, read_return, write_return

TABLES = ("about", "bases", "patterns", "officers", "duties", "tickets", "abstractions")
NUMBERS = ["-1", "1e400", "nan", "inf", "0", "9" * 20, "9" * 400, "１２", "²", "+", "-"]
TIMES = ["24:00", "2026-W10-1", "9999-12-31", "0001-01-01", "2026-03-02T24:00", "mon-"]
TIMES += ["2026-03-02T20:00+99:00", "2026-03-02T23:59:59.9999999"]
MARKS = ["", "=1", "'", '"', "#REF!", "\x00", "\ud7ff"]
NASTY = st.one_of(st.sampled_from(NUMBERS + TIMES + MARKS), st.text(max_size=12))
FUZZ = settings(max_examples=150, suppress_health_check=list(HealthCheck))


@FUZZ
@given(
    table=st.sampled_from((*TABLES, "vehicles", "minimum_cover", "declared", "aid")),
    data=st.data(),
)
def test_any_text_in_any_cell_is_a_value_or_a_fault(barsetshire, county, table, data):
    with tempfile.TemporaryDirectory() as place:
        folder = shutil.copytree(barsetshire, Path(place) / "r")
        rows = list(csv.reader(io.StringIO((folder / f"{table}.csv").read_text())))
        for _ in range(data.draw(st.integers(1, 4))):
            row = data.draw(st.integers(0, len(rows) - 1))
            rows[row][data.draw(st.integers(0, len(rows[row]) - 1))] = data.draw(NASTY)
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        check = check_return(folder, doctrine=county)
        assert (check.return_ is None) == bool(check.faults)
        for fault in check.faults:
            assert fault.describe().isprintable()


@pytest.fixture(scope="module")
def whole(county, tmp_path_factory):
    """Return one return in each kind of file."""
    place = tmp_path_factory.mktemp("whole")
    found = read_return(Path(__file__).parent / "data" / "barsetshire", doctrine=county)
    pack_return(found, place / "r.muster")
    for name in ("r.xlsx", "r.json"):
        write_return(found, place / name)
    return place


@FUZZ
@given(suffix=st.sampled_from(["muster", "xlsx", "json"]), data=st.data())
def test_any_byte_changed_in_any_file_is_read_or_refused(whole, county, suffix, data):
    body = bytearray((whole / f"r.{suffix}").read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([len(body), len(body) // 2, 3]))
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / f"r.{suffix}"
        file.write_bytes(bytes(body[:cut]))
        check = check_return(file, doctrine=county)
        assert (check.return_ is None) == bool(check.faults)
