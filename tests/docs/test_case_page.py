"""The page that walks through the case shows the grades that Muster computes, and no others."""

import re

import pytest
from tests.architecture.house import ROOT

from muster.cases import open_case
from muster.doctrine import read_doctrine
from muster.intake import assess_return

PAGE = (ROOT / "docs" / "west-midlands-case.md").read_text(encoding="utf-8")
ASPECTS = "capacity and contribution|capability|consistency|connectivity"
PARTS = re.split(rf"(?=^\*\*[A-Z][^*\n]*, (?:{ASPECTS})\.\*\*)", PAGE, flags=re.MULTILINE)[1:]


@pytest.fixture(scope="module")
def cells():
    doctrine = read_doctrine()
    case = open_case("west-midlands-2013", doctrine=doctrine)
    matrix = assess_return(case, doctrine=doctrine, edition="2012", at=case.about.prepared_at)
    threats = {threat.slug: threat.name for threat in doctrine.threats}
    aspects = {aspect.slug: aspect.name.lower() for aspect in doctrine.aspects}
    return {(threats[cell.threat], aspects[cell.aspect]): cell for cell in matrix.cells}


def test_every_cell_has_its_part(cells):
    named = [re.match(r"\*\*(.*), ([a-z ]+)\.\*\*", part).groups() for part in PARTS]
    assert sorted(named) == sorted(cells)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.partition(".**")[0][2:])
def test_a_cell_shows_each_line_with_its_grade_and_both_verdicts(cells, part):
    cell = cells[re.match(r"\*\*(.*), ([a-z ]+)\.\*\*", part).groups()]
    rows = re.findall(r"^\| .* \| ([a-z ]+) \|$", part, re.MULTILINE)[1:]
    assert rows == [finding.grade.value for finding in cell.findings]
    if cell.findings:
        judged = cell.judgements[-1].grade.value
        verdicts = f"Muster: **{cell.grade.value}**; the inspectors: **{judged}**."
        assert verdicts in " ".join(part.split())
