"""A scored test and a review of predictions, as documents."""

import re

from muster.mobilisation import EvidenceRow
from muster.reporting import render_evidence, render_html, render_markdown


def test_every_page_of_a_test_is_marked_exercise(a_test):
    assert a_test.title.startswith("EXERCISE: Barsetshire")
    assert render_html(a_test).count("EXERCISE") > 2
    assert render_markdown(a_test).count("EXERCISE") > 2


def test_the_chart_is_drawn_and_told_as_a_table(a_test):
    page = render_html(a_test)
    drawings = re.findall(r"<svg.*?</svg>", page, re.S)
    assert drawings
    for drawn in drawings:
        assert all(f'class="{name}"' in drawn for name in ("line", "stated", "arrived"))
    said = render_markdown(a_test)
    assert "| 25 |" in said
    assert "| 50 |" in said


def test_a_column_of_which_nothing_is_known_is_left_out(a_test):
    said = render_markdown(a_test)
    assert "Acknowledged" not in said
    assert "Stated whole" in said


def test_who_came_stands_beside_who_was_called(a_test):
    assert "| Constable | recalled | 50 | 20 | 0 | 40% |" in render_markdown(a_test)


def test_a_review_says_that_nothing_changes_by_itself(a_review):
    said = render_markdown(a_review)
    assert "Nothing changes by itself" in said
    assert "No norm is proposed to be changed." in said
    assert "cannot tell" in said


def test_no_cell_of_evidence_is_one_that_a_spreadsheet_would_run():
    row = EvidenceRow("c", "demonstrated", "stated", "=1+1", "", "3", "2026-03-02", "@x")
    assert (
        render_evidence([row]).splitlines()[1] == "c,demonstrated,stated,'=1+1,,3,2026-03-02,'@x,"
    )
