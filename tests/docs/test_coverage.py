"""The page that says what is covered leaves nothing out and names nothing that is not there."""

import re
from importlib import import_module

import pytest
from tests.architecture.house import ROOT

PAGE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\S+) \| (.+) \|$", PAGE, re.MULTILINE)
HOW_MANY = {"F": 5, "T": 5, "C": 8, "O": 7, "P": 12, "Y": 8, "B": 1, "": 8}
NAMED = [
    (package, functions)
    for functions, package in re.findall(r"((?:`\w+`(?:, )?)+) in `muster\.(\w+)`", PAGE)
]
WANTED = [f"{letter}{number}" for letter, most in HOW_MANY.items() for number in range(1, most + 1)]


def test_every_part_of_the_system_has_its_row():
    assert [row for row, _ in ROWS if row not in ("id", "---")] == WANTED


@pytest.mark.parametrize("folder", sorted(set(re.findall(r"`(tests/\w+)`", PAGE))))
def test_tests_that_are_named_are_there(folder):
    assert list((ROOT / folder).glob("test_*.py"))


@pytest.mark.parametrize(("package", "functions"), NAMED, ids=lambda each: str(each))
def test_functions_that_are_named_are_there(package, functions):
    for function in re.findall(r"`(\w+)`", functions):
        assert callable(getattr(import_module(f"muster.{package}"), function))


def test_functions_of_rehearsals_are_named():
    assert "rehearsal" in {package for package, _ in NAMED}
