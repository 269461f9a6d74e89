import csv
import io
import re
from dataclasses import replace
from html import unescape

import pytest
from rich.console import Console

from muster.assessment import Evidence, Truth, assess
from muster.doctrine import read_doctrine
from muster.policing import clock
from muster.reporting import (
    Background,
    criteria_report,
    matrix_report,
    print_document,
    render_csv,
    render_html,
    render_markdown,
)
from muster.reporting.background import titled
from muster.reporting.document import Grid
from muster.reporting.html import SYNTHETIC
from muster.reporting.rows import plain

NOW = clock.parse_instant("2026-03-02T20:00")
SHAPES = {"Met": "circle", "Partly met": "circle", "Not met": "rect", "Not evidenced": "circle"}


def text_of(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def printed(document, width=100):
    console = Console(file=io.StringIO(), width=width, no_color=True)
    print_document(document, console)
    return console.file.getvalue()


def test_every_criterion_stands_with_its_sentence_its_reason_and_its_source(
    one_matrix, west_midlands
):
    said = text_of(render_html(one_matrix))
    for finding in west_midlands.findings:
        assert finding.criterion.statement in said
        assert titled(finding.criterion.source.describe(), read_doctrine()) in said
        assert finding.criterion.slug in said
    assert "hmic-west-midlands-2014" not in said


def test_the_three_truths_stand_side_by_side_for_every_criterion(one_matrix, west_midlands):
    page = render_html(one_matrix)
    for truth in Truth:
        assert page.count(f"<dt>{truth.value.title()}</dt>") == len(west_midlands.findings)


def test_a_grade_is_a_word_and_a_shape_as_well_as_a_colour(one_matrix):
    page = render_html(one_matrix)
    grades = re.findall(r'<span class="grade"><svg[^>]*aria-hidden="true">(.*?)</svg>([^<]+)', page)
    assert {word for _, word in grades} == set(SHAPES)
    assert all(SHAPES[word] in drawn for drawn, word in grades)
    assert len({drawn for drawn, _ in grades}) == len(SHAPES)


def test_a_judgement_that_differs_is_explained_in_a_sentence(one_matrix):
    said = text_of(render_html(one_matrix))
    assert "19 differ from what is found" in said
    assert "judges it met; what is held makes it not met, because of" in said


def test_every_square_that_is_asked_about_leads_to_what_explains_it(one_matrix):
    page = render_html(one_matrix)
    links = re.findall(r'<td [^>]*><div><a href="#([^"]+)"', page)
    assert len(links) == 17
    assert all(f'<div id="{anchor}"' in page for anchor in links)


def test_questions_are_put_and_are_not_faults(one_matrix):
    said = text_of(render_html(one_matrix))
    assert "3 units were stated at once; records allow at most 1." in said
    assert "Not faults" in said


def test_what_the_criteria_rest_on_is_shown_in_shares(one_matrix):
    assert "Computed Computed from people, tickets, vehicles or the ledger 25 28%" in text_of(
        render_html(one_matrix)
    )


def test_the_terminal_keeps_what_is_folded_shut(one_matrix):
    said = printed(one_matrix)
    assert "✗ Not met" in said
    assert "Asked because of" not in said


def test_markdown_has_every_criterion_with_its_truths(one_matrix, west_midlands):
    said = render_markdown(one_matrix)
    assert said.count("\n#### ") == len(west_midlands.findings)
    assert "- **Demonstrated**: 3; at once; stated; 1 September 2013" in said


def test_a_network_shows_the_gaps_every_region_and_every_force(all_matrices):
    said = text_of(render_html(all_matrices))
    assert "The widest gaps" in said and "Region by region" in said
    for name in ("Barsetshire", "Loamshire", "Mummerset"):
        assert name in said


def test_each_cell_of_the_whole_opens_to_its_criteria(all_matrices, county_matrices):
    page = render_html(all_matrices)
    whole = county_matrices.nation
    for finding in whole.findings:
        assert finding.criterion.slug in page
    for cell in whole.cells:
        assert (f'href="#{cell.subject}"' in page) is bool(cell.findings)
        assert (f'id="{cell.subject}"' in page) is bool(cell.findings)


def test_the_partial_figure_of_a_requirement_is_told_and_whose_it_is(one_matrix):
    said = text_of(render_html(one_matrix))
    assert "; partly met from 75% of it (local: three quarters of the requirement" in said


def test_invented_forces_are_said_to_be_on_every_page(all_matrices, two_matrices):
    for document in (all_matrices, two_matrices):
        assert unescape(render_html(document)).count(SYNTHETIC) == 1
        assert SYNTHETIC in render_markdown(document)


def test_a_comparison_has_the_worse_first_with_the_reasons_of_both(two_matrices):
    said = text_of(render_html(two_matrices))
    assert "Loamshire against Barsetshire: of 100 criteria," in said
    assert "Why: Barsetshire Why: Loamshire" in said
    assert said.index("worse") < said.index("better")


def test_every_figure_of_a_statement_has_the_number_of_its_source(statement):
    page = render_html(statement)
    marks = {int(mark) for mark in re.findall(r'href="#note-(\d+)"', page)}
    notes = {int(note) for note in re.findall(r'<li id="note-(\d+)"', page)}
    assert marks == notes
    for row in re.findall(r"<tr>(.*?)</tr>", page.partition("The figures")[2], re.DOTALL):
        assert "<thead" in row or '<th scope="col"' in row or 'class="marks"' in row


def test_a_statement_is_to_be_signed_and_says_what_worsened(statement):
    said = text_of(render_html(statement))
    assert "Signed Name and rank Date" in said
    assert "What worsened since 1 September 2013" in said


def test_a_row_for_each_criterion_with_every_column(west_midlands):
    rows = list(csv.DictReader(io.StringIO(render_csv({"west-midlands": west_midlands}))))
    assert len(rows) == len(west_midlands.findings)
    found = next(row for row in rows if row["id"] == "public-order.capability.units-at-once")
    assert (found["recorded"], found["demonstrated"]) == ("0 to 1", "3")
    assert (found["demonstrated_level"], found["required"]) == ("stated", "1")


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_nothing_in_a_sheet_is_run(text):
    assert plain(text) == ("'" + text if text != "+44" else text)


def test_a_negative_figure_stays_a_figure():
    assert plain("-22") == "-22"


def test_evidence_that_looks_like_a_formula_is_not_one_in_the_sheet():
    slug = "public-order.capability.self-assessment"
    piece = Evidence(slug, Truth.RECORDED, 1, 1, None, NOW, "=HYPERLINK(1)", "=cmd", outcome=True)
    matrix = assess("kent", [piece], doctrine=read_doctrine(), edition="2012", at=NOW)
    rows = list(csv.DictReader(io.StringIO(render_csv({"=kent": matrix}))))
    found = next(row for row in rows if row["id"] == slug)
    assert (found["recorded_source"], found["subject"]) == ("'=cmd", "'=kent")


def test_hostile_evidence_is_escaped_on_the_page():
    slug = "public-order.capability.self-assessment"
    piece = Evidence(slug, Truth.RECORDED, 1, 1, None, NOW, "<script>", "<b>", outcome=True)
    matrix = assess("kent", [piece], doctrine=read_doctrine(), edition="2012", at=NOW)
    page = render_html(matrix_report("<i>Kent</i>", matrix, Background(read_doctrine())))
    assert "<script" not in page and "<i>Kent" not in page and "&lt;script&gt;" in page


def test_a_matrix_of_nothing_is_not_evidenced_everywhere_and_says_why():
    matrix = assess("kent", (), doctrine=read_doctrine(), edition="2023", at=NOW)
    document = matrix_report("Kent Police", matrix, Background(read_doctrine()))
    grid = next(block for block in document.blocks if isinstance(block, Grid))
    words = {square.grade.text for _, row in grid.rows for square in row}
    assert words == {"Not evidenced", "nothing asked"}
    assert "Nothing is declared, recorded or demonstrated." in text_of(render_html(document))


def test_a_matrix_of_several_forces_says_that_it_is_summed(county_matrices, county):
    background = Background(county[0], synthetic=True)
    document = matrix_report("County", county_matrices.nation, background, summed=True)
    assert "Grades are never averaged" in text_of(render_html(document))
    assert "never averaged" not in text_of(render_html(replace(document, blocks=())))


def test_the_criteria_of_an_edition_are_told_threat_by_threat():
    doctrine = read_doctrine()
    document = criteria_report("2012", doctrine.criteria_of("2012"), doctrine)
    said = text_of(render_html(document))
    assert "90 criteria of July 2012" in said
    assert "psu.hour: at least 1 unit within 1 h" in said
    assert (
        "psu.local: enough units, by the requirement that the force declares, shown at least "
        "mustered; partly met from 75% of it (local: three quarters of the requirement; set "
        "your own)" in said
    )
