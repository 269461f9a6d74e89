"""The ledger as a document: what is seen first, what is known, and what is not."""

import re

import pytest
from tests.reporting.test_renderings import printed

from muster.cases import open_case
from muster.doctrine import read_doctrine
from muster.intake import ledger_of
from muster.mobilisation import AidAsked, weigh_aid
from muster.policing import clock
from muster.reporting import Background, ledger_report, render_html, render_markdown


@pytest.fixture(scope="module")
def case_ledger():
    doctrine = read_doctrine()
    case = open_case("west-midlands-2013", doctrine=doctrine)
    start, end = (clock.parse_instant(text) for text in ("2011-04-01", "2013-04-01"))
    asked = AidAsked((case.force,), "psu", start, end)
    balance = weigh_aid(ledger_of(case, doctrine=doctrine), asked, doctrine=doctrine)
    return ledger_report("West Midlands Police", balance, Background(doctrine), each={})


def test_the_balance_comes_first(case_ledger):
    said = " ".join(printed(case_ledger).split())
    assert said.startswith(
        "West Midlands Police received 43 PSUs and gave 21: a net recipient, by 22. "
        "From 1 April 2011 to 31 March 2013. Totals already leave out August 2011 disorder, "
        "London Olympics 2012 and Dale Farm."
    )


def test_aid_between_the_forces_asked_about_is_said_beside_the_balance(aid):
    said = " ".join(printed(aid).split())
    assert "gave 6 from and to others: a net provider, by 6; 20 went from one of its forces" in said


def test_days_and_hours_that_a_total_does_not_give_are_a_dash_and_not_nought(case_ledger):
    [row] = [line for line in printed(case_ledger).splitlines() if re.search(r"21 +43 +−22", line)]
    assert row.split()[-2:] == ["–", "–"]


def test_every_figure_relied_on_says_how_firm_it_is(case_ledger):
    said = " ".join(printed(case_ledger).split())
    assert "Over 56 days of continuous aid is normally a secondment Standing: Recalled" in said
    assert "that a year starts on 1 April assumed" in said
    assert "7,155 officers, full-time equivalents Standing: Published" in said


def test_a_page_has_the_chart_with_its_numbers_and_every_entry(aid):
    page = render_html(aid)
    [figure] = re.findall(r"<figure>.*?</figure>", page, re.DOTALL)
    assert "2023/24, given" in figure and figure.index("<svg") < figure.index("<table")
    assert page.count("SYN-foxglove") == 18
    assert "nobody in this is real" in page


@pytest.mark.parametrize("width", [120, 80, 60, 40])
def test_the_terminal_keeps_to_its_width(aid, case_ledger, width):
    for document in (aid, case_ledger):
        assert max(map(len, printed(document, width).splitlines())) <= width


def test_costs_say_what_is_covered_and_by_whose_word(aid):
    text = render_markdown(aid)
    assert "in part" in text
    assert "The card's figures: An invented letter" in text
    assert "Days the card does not cover" in text
