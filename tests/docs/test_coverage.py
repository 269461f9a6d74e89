"""The page that says what is covered leaves nothing out and names nothing that is not there."""

import re

import pytest
from tests.architecture.house import ROOT

import muster.strength

PAGE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\S+) \| (.+) \|$", PAGE, re.MULTILINE)
HOW_MANY = {"F": 5, "T": 5, "C": 8, "O": 7, "P": 12, "Y": 8, "B": 1, "": 8}
WANTED = [f"{letter}{number}" for letter, most in HOW_MANY.items() for number in range(1, most + 1)]


def test_every_part_of_the_system_has_its_row():
    assert [row for row, _ in ROWS if row not in ("id", "---")] == WANTED


@pytest.mark.parametrize("folder", sorted(set(re.findall(r"`(tests/\w+)`", PAGE))))
def test_tests_that_are_named_are_there(folder):
    assert list((ROOT / folder).glob("test_*.py"))


@pytest.mark.parametrize("row", [row for row in ROWS if "in `muster.strength`" in row[1]])
def test_functions_that_are_named_are_there(row):
    named = re.search(r"((?:`\w+`(?:, )?)+) in `muster\.strength`", row[1])
    for function in re.findall(r"`(\w+)`", named.group(1)):
        assert callable(getattr(muster.strength, function))
