"""How long aid lasts before it is a secondment, and the years it is weighed over, as data."""

from datetime import date
from pathlib import Path

import pytest

from muster.doctrine import UnableToReadDoctrine, read_doctrine

SOFT = 'source = { standing = "local", note = "our agreement" }\n'


def laid_over(folder: Path, text: str):
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return read_doctrine(folder)


def test_over_eight_weeks_is_recalled_and_the_years_are_the_report_s(doctrine):
    rule, years = doctrine.secondment(date(2026, 1, 1)), doctrine.balance_period(date(2013, 9, 1))
    assert (rule.days, rule.source.standing) == (56, "recalled")
    assert (years.years, years.month, years.day) == (2, 4, 1)
    assert years.source.document == "hmic-west-midlands-2014"


def test_a_rule_of_one_s_own_holds_from_its_day(tmp_path):
    own = laid_over(
        tmp_path,
        f'[[secondment]]\nslug = "mutual_aid"\ndays = 28\nfrom = 2026-01-01\n{SOFT}'
        f'[[balance_period]]\nslug = "mutual_aid"\nyears = 1\nmonth = 1\nday = 1\n'
        f"from = 2026-01-01\n{SOFT}",
    )
    for day, days, years in ((date(2025, 12, 31), 56, 2), (date(2026, 1, 1), 28, 1)):
        assert own.secondment(day).days == days
        assert own.balance_period(day).years == years


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("month = 2\nday = 29\nyears = 2\n", "day is out of range for month"),
        ("month = 13\nday = 1\nyears = 2\n", "month must be in 1..12"),
        ("month = 4\nday = 1\nyears = 0\n", "0 is too few"),
        ("day = 1\nyears = 2\n", "'month' is missing"),
    ],
)
def test_a_year_that_starts_on_no_day_is_refused(tmp_path, given, said):
    with pytest.raises(UnableToReadDoctrine, match=said):
        laid_over(tmp_path, f'[[balance_period]]\nslug = "x"\nfrom = 2026-01-01\n{given}{SOFT}')
