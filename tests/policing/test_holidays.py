"""Bank holidays fall where they are kept."""

from datetime import date

import pytest

from muster.policing import bank_holidays
from muster.policing.holidays import easter_sunday

EASTERS = {
    1954: (4, 18), 1961: (4, 2), 1981: (4, 19), 2000: (4, 23), 2008: (3, 23), 2011: (4, 24),
    2018: (4, 1), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2038: (4, 25), 2049: (4, 18),
    2076: (4, 19), 2285: (3, 22),
}  # fmt: skip


@pytest.mark.parametrize(("year", "day"), EASTERS.items())
def test_easter_is_where_tables_have_it(year, day):
    assert easter_sunday(year) == date(year, *day)


def test_a_year_has_its_eight_holidays_where_they_were_published():
    assert sorted(bank_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 4),
        date(2026, 5, 25),
        date(2026, 8, 31),
        date(2026, 12, 25),
        date(2026, 12, 28),
    ]


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2021, [date(2021, 12, 27), date(2021, 12, 28)]),
        (2022, [date(2022, 12, 26), date(2022, 12, 27)]),
        (2016, [date(2016, 12, 26), date(2016, 12, 27)]),
        (2024, [date(2024, 12, 25), date(2024, 12, 26)]),
    ],
)
def test_a_christmas_at_a_weekend_is_kept_on_the_next_weekdays(year, days):
    assert sorted(bank_holidays(year))[-2:] == days


def test_new_year_at_a_weekend_is_kept_on_the_monday():
    assert bank_holidays(2022)[date(2022, 1, 3)] == "New Year’s Day"
    assert bank_holidays(2023)[date(2023, 1, 2)] == "New Year’s Day"


def test_a_christmas_on_a_sunday_gives_way_to_boxing_day():
    assert bank_holidays(2022)[date(2022, 12, 26)] == "Boxing Day"
    assert bank_holidays(2022)[date(2022, 12, 27)] == "Christmas Day"
    assert bank_holidays(2021)[date(2021, 12, 27)] == "Christmas Day"
