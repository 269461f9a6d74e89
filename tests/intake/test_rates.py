"""Rate cards: dated and sourced, or refused with every fault at once."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from muster.intake import UnableToReadReturn, read_rates
from muster.policing import clock

ROOT = Path(__file__).parents[2]
PROBLEM = re.compile(r'(?:Problem\(\s*|_refuse\(log, [a-z.]+, )"([a-z-]+)"')
ENTRY = 'from = 2024-04-01\nsource = "An invented letter"\n'
CHARGE = f'[[rate]]\nunit = "psu"\nper = "unit_day"\nrate = 4321.10\n{ENTRY}'
HEADER = "from,until,unit,rank,per,rate,currency,name,factor,days,dates,share,source\n"


@pytest.fixture
def card(tmp_path, county):
    """Return a function that reads a rate card of these words."""

    def read(text, name="card.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return read_rates(tmp_path / name, doctrine=county)

    return read


@pytest.fixture
def faults(card):
    """Return a function that gives the faults of a card: line, column and kind."""

    def read(text, name="card.toml"):
        with pytest.raises(UnableToReadReturn) as refused:
            card(text, name)
        assert all(fault.remedy for fault in refused.value.faults)
        return [(fault.row, fault.column, fault.code) for fault in refused.value.faults]

    return read


def test_every_kind_of_fault_of_a_card_is_explained():
    page = (ROOT / "docs" / "ledger.md").read_text("utf-8")
    page += (ROOT / "docs" / "return-format.md").read_text("utf-8")
    sources = (ROOT / "src/muster/intake" / name for name in ("rates.py", "rate_files.py"))
    codes = {code for source in sources for code in PROBLEM.findall(source.read_text("utf-8"))}
    assert len(codes) > 10
    assert [code for code in sorted(codes) if f"`{code}`" not in page] == []


def day(text):
    return clock.parse_instant(text) // clock.DAY


def test_a_charge_is_exact_dated_and_sourced(card):
    read = card(CHARGE)
    [charge] = read.charges
    assert (charge.of, charge.slug, charge.per) == ("unit", "psu", "unit_day")
    assert charge.rate == Decimal("4321.10")
    assert charge.source == "An invented letter"
    assert (read.name, len(read.sha256)) == ("card.toml", 64)
    assert read.charge("unit", "psu", day("2024-04-02")) is charge
    assert read.charge("unit", "psu", day("2024-03-31")) is None
    assert read.sources == ("An invented letter",)


def test_a_later_charge_takes_the_place_of_an_earlier_one_and_a_last_day_ends_it(card):
    later = CHARGE.replace("2024-04-01", "2025-04-01").replace("4321.10", "5000")
    read = card(CHARGE + later + "until = 2026-03-31\n")
    rates = {
        text: getattr(read.charge("unit", "psu", day(text)), "rate", None)
        for text in ("2025-03-31", "2025-04-02", "2026-03-31", "2026-04-02")
    }
    assert list(rates.values()) == [Decimal("4321.10"), 5000, 5000, Decimal("4321.10")]


def test_a_csv_and_a_toml_of_the_same_card_are_the_same(card):
    rows = (
        "2024-04-01,,psu,,unit day,4321.10,GBP,,,,,,An invented letter\n"
        "2024-04-01,2025-03-31,,sergeant,officer-hour,£51,,,,,,,An invented letter\n"
        "2024-04-01,,,,,,,Weekends,1.5,sat-sun,2024-12-25; 2024-12-26,0.5,An invented letter\n"
    )
    toml = (
        f'currency = "GBP"\n{CHARGE}[[rate]]\nrank = "sergeant"\nper = "officer_hour"\n'
        f'rate = 51\nuntil = 2025-03-31\n{ENTRY}[[multiplier]]\nname = "Weekends"\n'
        f'factor = 1.5\ndays = "sat-sun"\ndates = [2024-12-25, 2024-12-26]\nshare = 0.5\n{ENTRY}'
    )
    one, other = card(HEADER + rows, "card.csv"), card(toml)
    assert one.charges == other.charges
    assert one.uplifts == other.uplifts
    [uplift] = one.uplifts
    assert uplift.on(day("2024-12-26")) == Decimal("1.25")
    assert uplift.on(day("2024-12-28")) == Decimal("1.25")
    assert uplift.on(day("2024-12-27")) == 1
    assert uplift.on(day("2024-03-30")) == 1


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (CHARGE.replace("from = 2024-04-01\n", ""), [(None, "from", "missing-column")]),
        (CHARGE + CHARGE.replace("from = 2024-04-01\n", ""), [(7, "from", "missing-value")]),
        (CHARGE.replace("An invented letter", ""), [(1, "source", "missing-value")]),
        (CHARGE.replace("rate = 4321.10\n", ""), [(1, "rate", "not-a-charge")]),
        (CHARGE + "factor = 2\n", [(1, "rate", "not-a-charge")]),
        (CHARGE.replace('unit = "psu"\n', ""), [(1, "unit", "no-subject")]),
        (CHARGE + 'rank = "constable"\n', [(1, "per", "no-basis"), (1, "unit", "no-subject")]),
        (CHARGE.replace('per = "unit_day"\n', ""), [(1, "per", "no-basis")]),
        (CHARGE.replace('unit = "psu"', 'rank = "constable"'), [(1, "per", "no-basis")]),
        (CHARGE.replace("unit_day", "fortnight"), [(1, "per", "unknown-basis")]),
        (CHARGE.replace("psu", "psus"), [(1, "unit", "unknown-unit")]),
        (CHARGE.replace("4321.10", "-1"), [(1, "rate", "negative-number")]),
        (CHARGE.replace("4321.10", '"lots"'), [(1, "rate", "not-a-number")]),
        (CHARGE.replace("4321.10", "nan"), [(1, "rate", "not-a-number")]),
        (CHARGE + "until = 2024-03-31\n", [(1, "until", "end-before-start")]),
        (CHARGE + CHARGE, [(7, "from", "repeated-rate")]),
        (CHARGE + "untill = 2025-03-31\n", [(None, "untill", "unknown-column")]),
        ('currency = "EUR"\n' + CHARGE, [(None, "currency", "other-currency")]),
        ("currancy = 1\n" + CHARGE, [(None, "", "unknown-key")]),
        (f'[[multiplier]]\nname = "x"\nfactor = 2\n{ENTRY}', [(1, "days", "no-days")]),
        (f'[[multiplier]]\ndays = "sat"\nfactor = 2\n{ENTRY}', [(1, "name", "missing-value")]),
        (
            f'{CHARGE}[[multiplier]]\nname = "x"\ndates = "soon"\nfactor = 2\nshare = 2\n{ENTRY}',
            [(7, "dates", "not-a-date"), (7, "share", "not-a-share")],
        ),
        ("[[rate]]\nunit = { a = 1 }\n", [(1, "", "wrong-shape")]),
        ("rate = 4\n", [(1, "", "wrong-shape")]),
        ("not toml", [(None, "", "not-toml")]),
        (HEADER, [(None, "", "not-toml")]),
    ],
)
def test_a_card_that_will_not_do_is_refused_with_its_line_and_remedy(faults, text, wrong):
    assert faults(text) == wrong


def test_every_fault_of_a_card_is_said_at_once(faults):
    text = (
        f'currency = "EUR"\n[[rate]]\nunit = "psus"\nper = "unit_day"\nrate = -1\n'
        f'[[multiplier]]\nname = "x"\nfactor = 2\n{ENTRY}'
    )
    assert faults(text) == [
        (None, "currency", "other-currency"),
        (2, "from", "missing-value"),
        (2, "rate", "negative-number"),
        (2, "source", "missing-value"),
        (2, "unit", "unknown-unit"),
        (6, "days", "no-days"),
    ]


def test_a_csv_in_another_currency_or_without_rows_is_refused(faults):
    row = "2024-04-01,,psu,,unit day,9,EUR,,,,,,A letter\n"
    assert faults(HEADER + row, "card.csv") == [(2, "currency", "other-currency")]
    assert faults(HEADER, "card.csv") == [(None, "", "no-rates")]


@pytest.mark.parametrize("name", ["nowhere.toml", "card.docx"])
def test_what_cannot_be_a_card_is_refused(tmp_path, county, name):
    if name != "nowhere.toml":
        (tmp_path / name).write_text("x")
    with pytest.raises(UnableToReadReturn) as refused:
        read_rates(tmp_path / name, doctrine=county)
    assert refused.value.faults[0].code in ("not-there", "unknown-format")
