"""The page on the format of a return names every table, column and fault there is."""

import re
from pathlib import Path

import pytest

from muster.intake.tables import read_tables

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "return-format.md").read_text("utf-8")
PROBLEM = re.compile(
    r'(?:Problem|refuse)\(\s*"([a-z0-9-]+)"|code(?: |=|, code = ")="?"([a-z0-9-]+)"'
)
KINDS = {
    kind
    for row in re.findall(
        r"^\| (`[^|]*) \|", PAGE.split("## What each fault means")[1], re.MULTILINE
    )
    for kind in re.findall(r"`([a-z0-9-]+)`", row)
}
# Kinds that only a file beside a return can have: each is asserted where that file is read.
OF_LISTS = {
    kind
    for row in re.findall(r"^\| (`[^|]*) \| in a (?:list|\[call-out)", PAGE, re.MULTILINE)
    for kind in re.findall(r"`([a-z0-9-]+)`", row)
}
HERE = Path(__file__).parent
# What reads demands, rate cards, and tests without notice, has faults that no return can have.
OF_OTHER_FILES = (
    *("callout_log", "callout_records", "changes", "corridors", "demands", "events", "lists"),
    *("json_lines", "rate_files", "rates"),
    *("script_answers", "script_words", "scripts"),
)
SOURCES = sorted(
    path
    for path in (ROOT / "src" / "muster" / "intake").glob("*.py")
    if path.stem not in OF_OTHER_FILES
)


@pytest.mark.parametrize("table", read_tables().values(), ids=lambda table: table.name)
def test_every_table_and_column_is_described(table):
    assert f"`{table.name}`" in PAGE
    for column in table.columns:
        assert f"| `{column.name}` |" in PAGE
        assert column.note in PAGE


def test_every_kind_of_fault_is_explained():
    codes = {a or b for source in SOURCES for a, b in PROBLEM.findall(source.read_text("utf-8"))}
    assert len(codes) > 40
    assert [code for code in sorted(codes) if f"`{code}`" not in PAGE] == []


def test_every_kind_of_fault_has_a_test_that_is_named_for_it():
    assert len(KINDS) > 90
    for kind in sorted(KINDS - OF_LISTS):
        own = HERE / "faults" / f"test_{kind.replace('-', '_')}.py"
        assert (HERE / "data" / "faults" / kind).is_dir() or f'"{kind}"' in own.read_text("utf-8")


def test_every_kind_of_fault_of_a_list_is_asserted_where_it_is_read():
    told = "".join(path.read_text("utf-8") for path in sorted(HERE.glob("test_*.py")))
    assert {"contradiction", "not-one-of-two"} <= OF_LISTS
    assert [kind for kind in sorted(OF_LISTS) if f'"{kind}"' not in told] == []


def test_no_alias_stands_for_two_columns_of_a_table():
    for table in read_tables().values():
        spellings = [alias for column in table.columns for alias in (column.name, *column.aliases)]
        assert len(spellings) == len(set(spellings)), table.name
