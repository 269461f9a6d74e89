"""The list of what the environment may say is whole, and its page says the same."""

import re

from tests.web.databases import ROOT

from muster.web.variables import NAMES, OF_TESTS, VARIABLES, unknown_names

WORD = re.compile(r"\b(MUSTER_[A-Z_]+|DATABASE_URL)\b")
NOT_OF_THE_ENVIRONMENT = {"MUSTER_NOW"}  # a setting that tests hold the clock still with
PAGE = ROOT / "docs" / "operating.md"


def test_every_word_the_web_reads_is_in_the_list():
    read = {
        name
        for path in (ROOT / "src" / "muster" / "web").rglob("*.py")
        for name in WORD.findall(path.read_text(encoding="utf-8"))
    }
    read = {name for name in read if not name.endswith("_")}
    assert read - NOT_OF_THE_ENVIRONMENT - OF_TESTS - NAMES == set()


def test_the_operators_page_has_a_row_for_each_word_with_its_default():
    rows = re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", PAGE.read_text(encoding="utf-8"), re.M)
    assert dict(rows) == {each.name: each.default for each in VARIABLES}
    assert [name for name, _ in rows] == [each.name for each in VARIABLES]


def test_a_slip_is_met_with_the_nearest_word():
    assert unknown_names(["MUSTER_SECRETKEY", "MUSTER_HOSTS", "PATH"]) == [
        ("MUSTER_SECRETKEY", "MUSTER_SECRET_KEY")
    ]
