"""A return's declared figures, evidence and judgements as values to assess."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import cast

from muster.assessment import Evidence, Grade, Judgement, Truth
from muster.doctrine import Criterion, Doctrine, Level
from muster.intake.aid_evidence import aid_evidence
from muster.intake.returns import Return, Table
from muster.intake.tables import plain
from muster.intake.testimony_words import OUTCOMES, read_figure
from muster.policing import clock
from muster.strength import CountSet, Measured, Overlay, Roster, Wanted, measure_strength

COMPUTED = "computed"
DATES_KEPT = 2 * 366  # two years of days
Row = Mapping[str, str]


def testimony_of(
    return_: Return, *, doctrine: Doctrine, at: int, overlays: Sequence[Overlay] = ()
) -> tuple[Evidence, ...]:
    """Return everything a return says, and its records support, as evidence.

    Declared figures and evidence are as dated in the return; what people and vehicles
    support is computed as at the minute `at`, from the roster or else the counts, and the
    balance of aid from the ledger as the return was prepared. Overlays are what has changed
    since.
    """
    recorded = _recorded(return_, doctrine, at, overlays)
    return (*said_in(return_, doctrine=doctrine), *recorded)


def said_in(return_: Return, *, doctrine: Doctrine) -> tuple[Evidence, ...]:
    """Return what a return says whenever it is asked: all but what its people support then."""
    return (
        *declared_in(return_),
        *_evidence(return_, doctrine),
        *aid_evidence(return_, doctrine=doctrine),
    )


def measures_wanted(doctrine: Doctrine) -> tuple[Wanted, ...]:
    """Return the measures that criteria count from people and vehicles."""
    return tuple(
        Wanted(criterion.measure, criterion.within_minutes)
        for criterion in doctrine.criteria
        if criterion.basis == COMPUTED
    )


def recorded_as(return_: Return, measured: Iterable[Measured], *, at: int) -> Iterator[Evidence]:
    """Yield what a return's people and vehicles support at `at`, once it is measured."""
    source = "people and vehicles" if return_.roster else "counts"
    holding = _holding(return_, at)
    if holding is None:
        return
    as_at = _known_at(holding, return_, at)
    for found in measured:
        yield Evidence(
            about=found.wanted.measure,
            truth=Truth.RECORDED,
            value=found.high,
            low=found.low,
            within=found.wanted.within,
            as_at=as_at,
            statement=found.statement,
            source=f"computed from the return's {source}",
        )


def judgements_of(return_: Return) -> tuple[Judgement, ...]:
    """Return what named people say in a return."""
    return tuple(
        Judgement(
            subject=row["subject"].strip().lower(),
            grade=Grade(plain(row["judgement"])),
            reasons=row["reasons"],
            by=row["by"],
            at=_minute(row["at"]),
        )
        for row in _rows(return_.judgements)
    )


def _rows(table: Table) -> Iterator[Row]:
    for row in table.rows:
        yield dict(zip(table.columns, row, strict=True))


@lru_cache(maxsize=DATES_KEPT)
def _minute(text: str) -> int:
    """Return the minute of a date as written; a nation's evidence names few days many times."""
    return clock.parse_instant(text)


def declared_in(return_: Return) -> Iterator[Evidence]:
    """Yield declared figures; words that are not figures declare nothing to compare."""
    for order, row in enumerate(_rows(return_.declared)):
        found = _figure(row["value"])
        if found is not None:
            yield Evidence(
                about=row["measure"].strip(),
                truth=Truth.DECLARED,
                value=found[1],
                low=found[0],
                outcome=plain(row["value"]) in OUTCOMES,
                within=_within(row, None),
                as_at=_minute(row["as_at"]) if row.get("as_at") else return_.about.prepared_at,
                statement="",
                source=row.get("source", ""),
                order=order,
            )


def _figure(text: str) -> tuple[float, float | None] | None:
    """Return the least and most of a figure or an outcome, None for other words."""
    outcome = OUTCOMES.get(plain(text))
    return read_figure(text) if outcome is None else (outcome, outcome)


def _within(row: Row, own: int | None) -> int | None:
    given = row.get("within_minutes", "")
    return int(float(given)) if given else own


def _evidence(return_: Return, doctrine: Doctrine) -> Iterator[Evidence]:
    criteria = {plain(criterion.slug): criterion for criterion in doctrine.criteria}
    for order, row in enumerate(_rows(return_.evidence)):
        criterion = criteria[plain(row["criterion"])]
        found = _figure(row["outcome"] or row["value"])
        if found is not None:
            yield _piece(row, criterion, found, order)


def _piece(
    row: Row, criterion: Criterion, found: tuple[float, float | None], order: int
) -> Evidence:
    truth = Truth(plain(row["kind"]))
    level = plain(row["level"]).replace(" ", "-")
    return Evidence(
        about=criterion.slug,
        truth=truth,
        value=found[1],
        low=found[0],
        within=_within(row, criterion.within_minutes),
        as_at=_minute(row["as_at"]),
        statement=row["statement"],
        source=row["source"],
        level=cast(Level, level) if level else None,
        outcome=bool(row["outcome"]),
        order=order,
    )


def _recorded(
    return_: Return, doctrine: Doctrine, at: int, overlays: Sequence[Overlay]
) -> Iterator[Evidence]:
    """Yield what people and vehicles support: of the roster at `at`, or of counts made by then."""
    holding = _holding(return_, at)
    if holding is None:
        return
    wanted = measures_wanted(doctrine)
    measured = measure_strength(holding, wanted, at=at, doctrine=doctrine, overlays=overlays)
    yield from recorded_as(return_, measured, at=at)


def _holding(return_: Return, at: int) -> Roster | CountSet | None:
    """Return what can be counted at `at`: nothing before the period, or before any count."""
    if return_.roster is not None:
        return return_.roster if at >= return_.roster.starts else None
    made = [row for row in return_.counts.counts if row.as_at <= at] if return_.counts else []
    return CountSet(return_.force, tuple(made)) if made else None


def _known_at(holding: Roster | CountSet, return_: Return, at: int) -> int:
    """Return when what is counted was known: the latest count, or the return's making."""
    if isinstance(holding, CountSet):
        return max(row.as_at for row in holding.counts)
    return min(at, return_.about.prepared_at)
