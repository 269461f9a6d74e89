"""The years aid is weighed over, and spans in words; and rules that a force may set itself."""

from dataclasses import replace
from datetime import date

import pytest
from tests.mobilisation.ledger.ledgers import DOCTRINE, asked, minute, sent

from muster.mobilisation import Ledger, span_words, weigh_aid, years_before
from muster.mobilisation.ledger.periods import year_of, year_words
from muster.policing import clock

APRIL = DOCTRINE.balance_period(date(2026, 1, 1))
JANUARY = replace(APRIL, month=1, day=1, years=1)


@pytest.mark.parametrize(
    ("at", "first", "end"),
    [
        ("2013-09-01T00:00", "2011-04-01", "2013-04-01"),
        ("2026-03-31T23:59", "2023-04-01", "2025-04-01"),
        ("2026-04-01T00:00", "2024-04-01", "2026-04-01"),
    ],
)
def test_the_years_weighed_are_those_that_are_over(at, first, end):
    assert years_before(minute(at), APRIL) == (minute(first), minute(end))


def test_another_rule_weighs_other_years():
    assert years_before(minute("2026-03-02T20:00"), JANUARY) == (
        minute("2025-01-01"),
        minute("2026-01-01"),
    )


@pytest.mark.parametrize(
    ("at", "rule", "words"),
    [
        ("2012-03-31T23:59", APRIL, "2011/12"),
        ("2012-04-01T00:00", APRIL, "2012/13"),
        ("1999-12-31T12:00", APRIL, "1999/00"),
        ("2012-03-31T23:59", JANUARY, "2012"),
    ],
)
def test_a_year_is_named_as_people_name_it(at, rule, words):
    assert year_words(year_of(minute(at), rule), rule) == words


def test_a_span_is_the_days_it_touches():
    start = minute("2024-06-01T08:00")
    assert span_words(start, start + 1) == "1 June 2024"
    assert span_words(start, minute("2024-06-02T00:00")) == "1 June 2024"
    assert span_words(start, minute("2024-06-02T00:01")) == "1 June 2024 to 2 June 2024"


def test_a_shorter_limit_in_doctrine_warns_of_shorter_aid():
    ledger = Ledger((sent(hours=30 * 24),))
    shorter = replace(DOCTRINE.secondments[0], days=28)
    strict = replace(DOCTRINE, secondments=(shorter,))
    assert weigh_aid(ledger, asked(), doctrine=DOCTRINE).long == ()
    [stretch] = weigh_aid(ledger, asked(), doctrine=strict).long
    assert stretch.end - stretch.start == 30 * clock.DAY


def test_a_year_that_starts_in_january_puts_aid_under_calendar_years():
    calendar = replace(DOCTRINE, balance_periods=(JANUARY,))
    ledger = Ledger((sent(start="2025-02-01T08:00"),))
    [year] = weigh_aid(ledger, asked(), doctrine=calendar).groups["year"]
    assert year.key == "2025"
