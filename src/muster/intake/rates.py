"""Read a rate card: dated and sourced charges for aid, or every fault at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine
from muster.intake.aid_columns import Truths, filled
from muster.intake.cells import Parsed, parse_each, parse_text
from muster.intake.context import refuse_where, reversed_rows
from muster.intake.faults import FaultLog, Problem, UnableToReadReturn
from muster.intake.rate_files import POUNDS, in_pounds, read_rate_file
from muster.intake.sheets import TableReading, open_table
from muster.intake.tables import plain, rate_table
from muster.intake.times import parse_days, parse_weekdays, period_window, window_around
from muster.intake.vocabulary import vocabulary_from, vocabulary_of
from muster.mobilisation import CardTerm, Charge, RateCard, Uplift
from muster.policing import clock

KNOWN = tuple(column.name for column in rate_table().columns)
PERS = ("officer_hour", "unit_day")
WINDOW = window_around(period_window().first)
ONE = Decimal(1)

UNCLEAR = Problem(
    "not-a-charge",
    "has neither a rate nor a factor, or has both",
    "give a charge its rate, and a rule that multiplies its factor",
)
NO_SUBJECT = Problem(
    "no-subject", "names neither a unit nor a rank, or names both", "give one of the two"
)
NO_BASIS = Problem("no-basis", "does not say per what", "write officer_hour or unit_day")
BY_THE_HOUR = Problem(
    "no-basis", "is no way to charge a rank", "write officer_hour, or charge the unit"
)
NO_DAYS = Problem(
    "no-days", "does not say for which days it is", "give days, or dates; mon-sun is every day"
)


@dataclass(frozen=True, slots=True, eq=False)
class _Columns:
    """A rate card by column: codes, -1 for a blank; days; amounts, None for a blank."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    unit: NDArray[np.int32]
    rank: NDArray[np.int32]
    per: NDArray[np.int32]
    rate: NDArray[Any]
    factor: NDArray[Any]
    days: NDArray[np.uint8]
    dates: Mapping[str, tuple[int, ...]]
    share: NDArray[Any]


def read_rates(path: Path | str, *, doctrine: Doctrine) -> RateCard:
    """Return a rate card from a CSV or TOML file.

    Raises UnableToReadReturn with every fault: no date, no source, a charge of nothing, a
    kind of unit or rank that doctrine does not know, two charges from one day, no pounds.
    """
    log = FaultLog()
    raw, read = read_rate_file(Path(path), log)
    card = RateCard((), name=read.name, sha256=read.sha256)
    if raw is not None:
        reading = open_table(rate_table(), raw, log)
        columns = _columns(reading, doctrine)
        _refuse_unsound(reading, columns)
        if not log.total:
            card = _card(reading, columns, doctrine, card)
    if log.total:
        raise UnableToReadReturn(str(path), log.faults(), log.more)
    return card


def _columns(reading: TableReading, doctrine: Doctrine) -> _Columns:
    for name in ("currency", "name", "source"):
        reading.column(name, parse_text)
    return _Columns(
        first=reading.column("from", parse_days(WINDOW, clock.NEVER)),
        last=reading.column("until", parse_days(WINDOW, clock.FOREVER)),
        unit=reading.column("unit", vocabulary_of(doctrine, "unit").parse),
        rank=reading.column("rank", vocabulary_of(doctrine, "rank").parse),
        per=reading.column("per", vocabulary_from("basis", PERS).parse),
        rate=reading.column("rate", _parse_amounts),
        factor=reading.column("factor", _parse_amounts),
        days=reading.column("days", parse_weekdays),
        dates=_days_of(reading),
        share=reading.column("share", _parse_shares),
    )


def _amount(text: str) -> Decimal | Problem:
    bare = text.replace(",", "").removeprefix("£")
    try:
        amount = Decimal(bare)
    except InvalidOperation:
        return Problem("not-a-number", "is not a number", "write a figure in digits")
    if not amount.is_finite():
        return Problem("not-a-number", "is not a number", "write a figure in digits")
    if amount < 0:
        return Problem("negative-number", "is less than nought", "write nought or more")
    return amount


def _parse_amounts(texts: Sequence[str]) -> Parsed:
    return parse_each(texts, _amount, None, np.object_)


def _parse_shares(texts: Sequence[str]) -> Parsed:
    def read(text: str) -> Decimal | Problem:
        share = _amount(text)
        if isinstance(share, Decimal) and share > 1:
            return Problem("not-a-share", "is more than 1", "write a share from 0 to 1")
        return share

    return parse_each(texts, read, ONE, np.object_)


def _days_of(reading: TableReading) -> Mapping[str, tuple[int, ...]]:
    """Return the days that each text of several dates names; those it cannot read are faults."""
    found: dict[str, tuple[int, ...]] = {"": ()}

    def parse(texts: Sequence[str]) -> Parsed:
        problems = {}
        for at, text in enumerate(texts):
            parts = [part.strip() for part in text.split(";") if part.strip()]
            parsed = parse_days(WINDOW, clock.NEVER)(parts)
            found[text] = tuple(parsed.values.tolist())
            if parsed.problems:
                problems[at] = next(iter(parsed.problems.values()))
        return Parsed(np.arange(len(texts)), problems)

    reading.column("dates", parse)
    return found


def _refuse_unsound(reading: TableReading, columns: _Columns) -> None:
    """Refuse unknown columns, cells that do not fit together, and charges from one day.

    A column that is not known might be a term misspelt, so it is not let pass.
    """
    for given in reading.extras:
        near = get_close_matches(plain(given), rate_table().spellings(), n=1)
        remedy = f"did you mean {near[0]!r}?" if near else f"use {', '.join(KNOWN)}"
        fault = Problem("unknown-column", "is not a column of a rate card", remedy)
        reading.refuse(fault, column=given)
    for column, wrong, problem in _wrongs(reading, columns):
        refuse_where(reading, column, wrong, problem)
    reversed_rows(reading, columns.first, columns.last, "until", strict=False)
    _refuse_repeated(reading, columns)
    if not len(reading) and not reading.log.total:
        reading.refuse(Problem("no-rates", "holds no charges", "give one row to each charge"))


def _wrongs(reading: TableReading, columns: _Columns) -> Iterator[tuple[str, Truths, Problem]]:
    charge, rule = filled(reading, "rate"), filled(reading, "factor")
    unit, rank = filled(reading, "unit"), filled(reading, "rank")
    yield "rate", charge == rule, UNCLEAR
    charge, rule = charge & ~rule, rule & ~charge
    yield "unit", charge & (unit == rank), NO_SUBJECT
    yield "per", charge & ~filled(reading, "per"), NO_BASIS
    yield "per", charge & rank & (columns.per == PERS.index("unit_day")), BY_THE_HOUR
    yield "days", rule & ~filled(reading, "days") & ~filled(reading, "dates"), NO_DAYS
    named = Problem("missing-value", "is blank", "fill it in: what the rule is called")
    yield "name", rule & ~filled(reading, "name"), named
    other = [not in_pounds(reading.value("currency", row)) for row in range(len(reading))]
    yield "currency", np.array(other, dtype=np.bool_), POUNDS


def _refuse_repeated(reading: TableReading, columns: _Columns) -> None:
    """Refuse a second charge for the same thing from the same day."""
    first: dict[tuple[int, int, int], int] = {}
    again: dict[int, int] = {}
    for row in np.flatnonzero(filled(reading, "rate") & ~reading.dropped).tolist():
        key = (int(columns.unit[row]), int(columns.rank[row]), int(columns.first[row]))
        if first.setdefault(key, row) != row:
            again[row] = int(reading.raw.lines[first[key]])

    def say(row: int) -> Problem:
        fault = f"is the day from which line {again[row]} charges the same"
        return Problem("repeated-rate", fault, "keep one of the two, or date them apart")

    reading.refuse_rows(np.array(sorted(again), dtype=np.int64), "from", say)


def _card(reading: TableReading, columns: _Columns, doctrine: Doctrine, card: RateCard) -> RateCard:
    rows = range(len(reading))
    charges = filled(reading, "rate")
    return RateCard(
        tuple(_charge(reading, columns, doctrine, row) for row in rows if charges[row]),
        tuple(_uplift(reading, columns, row) for row in rows if not charges[row]),
        card.name,
        card.sha256,
    )


def _charge(reading: TableReading, columns: _Columns, doctrine: Doctrine, row: int) -> Charge:
    unit, rank = int(columns.unit[row]), int(columns.rank[row])
    return Charge(
        of="unit" if unit >= 0 else "rank",
        slug=doctrine.units[unit].slug if unit >= 0 else doctrine.ranks[rank].slug,
        per="unit_day" if columns.per[row] == PERS.index("unit_day") else "officer_hour",
        rate=columns.rate[row],
        term=_term(columns, row),
        source=_text(reading, "source", row),
    )


def _uplift(reading: TableReading, columns: _Columns, row: int) -> Uplift:
    return Uplift(
        name=_text(reading, "name", row),
        factor=columns.factor[row],
        term=_term(columns, row),
        source=_text(reading, "source", row),
        weekdays=int(columns.days[row]) if reading.value("days", row) else 0,
        dates=columns.dates[reading.value("dates", row)],
        share=columns.share[row],
    )


def _term(columns: _Columns, row: int) -> CardTerm:
    last = int(columns.last[row])
    return CardTerm(int(columns.first[row]), None if last == clock.FOREVER else last)


def _text(reading: TableReading, column: str, row: int) -> str:
    return " ".join(reading.value(column, row).split())
