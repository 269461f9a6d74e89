"""The pages on security name tests that are there, and the regime of every table."""

import os
import re
from unittest import mock

import pytest
from tests.architecture.house import ROOT

SECURITY = ROOT / "docs" / "security"
PAGES = sorted(SECURITY.glob("*.md"))
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
THREATS = (SECURITY / "threat-model.md").read_text(encoding="utf-8")
FLOWS = {
    "The browser", "The interface for programs", "What is uploaded", "The watched folder", "Jobs",
    "The live stream", "Single sign-on", "The database", "Copies", "The command line", "The audit",
    "Files given as evidence",
}  # fmt: skip
CHAPTERS = 17  # of the application security verification standard, 5.0
STANDINGS = {"met", "partly", "not met", "not applicable"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_test_that_is_named_is_there(page):
    for file, name in NAMED.findall(page.read_text(encoding="utf-8")):
        assert (ROOT / file).is_file(), file
        text = (ROOT / file).read_text(encoding="utf-8")
        assert re.search(rf"^(async )?def {name}\(", text, re.MULTILINE), f"{file}::{name}"


def test_every_flow_has_its_threats_and_every_threat_a_test():
    found = {}
    for part in THREATS.split("\n## ")[1:]:
        rows = re.findall(r"^\| [STRIDE] \|.*$", part, re.MULTILINE)
        if rows:
            found[part.partition("\n")[0]] = rows
    assert set(found) == FLOWS
    assert all(NAMED.search(row) for rows in found.values() for row in rows)
    assert {row[2] for rows in found.values() for row in rows} == set("STRIDE")


def test_every_chapter_of_the_standard_is_gone_through():
    text = (SECURITY / "asvs.md").read_text(encoding="utf-8")
    chapters = re.findall(r"^## V(\d+) ", text, re.MULTILINE)
    assert [int(each) for each in chapters] == list(range(1, CHAPTERS + 1))
    rows = re.findall(r"^\| V(\d+)\.([\d.]+) [^|]+\| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    assert len(rows) > 60
    assert {standing.strip() for _, _, standing, _ in rows} == STANDINGS
    assert {int(each) for each, _, _, _ in rows} == set(range(1, CHAPTERS + 1))


def test_the_standing_of_the_standard_is_counted_as_it_is_told():
    text = (SECURITY / "asvs.md").read_text(encoding="utf-8")
    told = re.findall(r"\| V\d+\.[\d.]+ [^|]+\| ([^|]+) \|", text)
    for standing in STANDINGS:
        count = sum(each.strip() == standing for each in told)
        assert f"| {standing} | {count} |" in text, (standing, count)


def test_every_table_states_its_regime_and_the_page_has_them_all():
    given = {"MUSTER_DEMONSTRATION": "yes", **os.environ}
    with mock.patch.dict(os.environ, given):
        from security_regimes import BEGIN, models, reference, regime_of  # noqa: PLC0415
    assert len(models()) > 25
    assert [each for each in models() if not regime_of(each)] == []
    page = (SECURITY / "index.md").read_text(encoding="utf-8")
    assert BEGIN + reference() in page, "run tools/security_regimes.py"


def test_the_pages_are_part_of_the_site():
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert all(f"security/{page.name}" in nav for page in PAGES)
    assert [page.name for page in PAGES] == ["asvs.md", "index.md", "threat-model.md"]
