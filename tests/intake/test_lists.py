"""Tables that come alone in a file: corridors are the simplest of them."""

import json

import openpyxl
import pytest
from tests.intake.workbooks import save_ods

from muster.intake import UnableToReadList, read_corridors
from muster.mobilisation import Corridor
from muster.policing import Place

HEADER = "corridor,from_lat,from_lon,to_lat,to_lon,within_km,minutes,factor\n"
A46 = "A46,52.20,-2.10,52.40,-1.90,15,,2\n"
FERRY = "Ferry,50.75,-1.30,50.80,-1.10,5,75,\n"
FOUND = (
    Corridor("A46", (Place(52.2, -2.1), Place(52.4, -1.9)), 15.0, factor=2.0),
    Corridor("Ferry", (Place(50.75, -1.3), Place(50.8, -1.1)), 5.0, minutes=75),
)


def written(tmp_path, text, name="roads.csv"):
    place = tmp_path / name
    place.write_text(text, encoding="utf-8")
    return place


def faults(place):
    with pytest.raises(UnableToReadList) as refused:
        read_corridors(place)
    return [(each.row, each.column, each.value, each.code) for each in refused.value.faults]


@pytest.fixture
def rows(tmp_path):
    (tmp_path / "source").mkdir()
    written(tmp_path / "source", HEADER + A46 + FERRY, "corridors.csv")
    return [line.split(",") for line in (HEADER + A46 + FERRY).split()]


def test_a_csv_file_of_any_name_is_read(tmp_path):
    found = read_corridors(written(tmp_path, HEADER + A46 + FERRY))
    assert found.values == FOUND
    assert found.notes == ()
    assert (found.input.name, len(found.input.sha256)) == ("roads.csv", 64)


@pytest.mark.parametrize("sheets", [("Sheet1",), ("corridors", "other"), ("x", "readme")])
def test_a_workbook_is_read(tmp_path, rows, sheets):
    book = openpyxl.Workbook()
    book.active.title = sheets[0]
    for row in rows:
        book.active.append([cell or None for cell in row])
    for other in sheets[1:]:
        book.create_sheet(other).append(["words"])
    book.save(tmp_path / "roads.xlsx")
    found = read_corridors(tmp_path / "roads.xlsx")
    assert found.values == FOUND


def test_an_open_document_workbook_is_read(tmp_path, rows):
    assert read_corridors(save_ods(tmp_path / "source", tmp_path / "roads.ods")).values == FOUND


@pytest.mark.parametrize("alone", [True, False])
def test_json_is_read_as_an_object_or_as_the_list_alone(tmp_path, rows, alone):
    header, *records = rows
    made = [dict(zip(header, record, strict=True)) for record in records]
    text = json.dumps(made if alone else {"corridors": made})
    assert read_corridors(written(tmp_path, text, "roads.json")).values == FOUND


def test_every_fault_is_named_at_once_with_its_line(tmp_path):
    text = (
        HEADER
        + A46.replace("52.20", "152.20").replace(",15,", ",-1,")
        + FERRY.replace(",75,", ",,")
    )
    assert faults(written(tmp_path, text + FERRY.replace("Ferry", "a46"))) == [
        (2, "from_lat", "152.20", "off-the-map"),
        (2, "within_km", "-1", "not-a-figure"),
        (3, "minutes", "", "not-one-of-two"),
        (4, "corridor", "a46", "duplicate-id"),
    ]


def test_minutes_and_a_factor_together_are_refused(tmp_path):
    both = FERRY.replace(",75,", ",75,2")
    assert faults(written(tmp_path, HEADER + both)) == [(2, "minutes", "75", "not-one-of-two")]


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty-file"), (HEADER, "header-only"), ("corridor\nA46\n", "missing-column")],
)
def test_a_file_without_rows_or_columns_is_refused(tmp_path, text, code):
    assert faults(written(tmp_path, text))[0][3] == code


def test_a_column_nobody_knows_is_said_with_the_one_it_may_be(tmp_path):
    text = HEADER.replace("factor", "facter").replace("\n", ",colour\n")
    found = read_corridors(written(tmp_path, text + FERRY.replace("\n", ",blue\n")))
    assert found.notes == (
        "roads.csv: column 'facter' is not known, and was not used; did you mean 'factor'?",
        "roads.csv: column 'colour' is not known, and was not used",
    )


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("roads.txt", "", "unknown-format"),
        ("roads.json", '{"officers": []}', "missing-table"),
        ("roads.json", "7", "wrong-shape"),
        ("roads.json", "[7]", "wrong-shape"),
        ("roads.xlsx", "not a workbook", "not-a-workbook"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path, name, text, code):
    assert faults(written(tmp_path, text, name))[0][3] == code


def test_a_workbook_of_other_sheets_is_refused(tmp_path):
    book = openpyxl.Workbook()
    for title in ("one", "two"):
        book.create_sheet(title).append(["words"])
    book.save(tmp_path / "roads.xlsx")
    assert "missing-table" in {fault[3] for fault in faults(tmp_path / "roads.xlsx")}


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path):
    assert faults(tmp_path / "nowhere.csv")[0][3] == "not-there"
    assert faults(tmp_path)[0][3] == "not-there"
