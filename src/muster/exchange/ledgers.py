"""`muster.ledger/1`: aid given and received by a force, a region or a network."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import AwareDatetime

from muster.doctrine import Doctrine
from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.mobilisation import (
    COUNTED,
    AggregateEntry,
    AidBalance,
    AidGroup,
    AidHeading,
    AidLine,
    AidStretch,
    AidTally,
    CostGroup,
    CostStatement,
    Deployment,
)
from muster.policing import clock

LedgerScope = Literal["force", "region", "network"]
EntryKind = Literal["deployment", "total"]


class TallyRecord(Record):
    """Whole units, 24-hour periods begun, officer-hours away, and deployments that began.

    Of the units `in_totals` nothing is known but their number: they add no days or hours.
    """

    units: int
    unit_days: int
    officer_hours: float
    deployments: int
    in_totals: int


class EntryRecord(Record):
    """One deployment or total, what it adds, and whether and how it is counted.

    `donor` and `host` are null where a total does not say. `officers` is null for a total,
    and `officers_stated` false where they are doctrine's composition and nobody's count.
    """

    kind: EntryKind
    direction: Literal["given", "received", "between"]
    operation: str
    donor: str | None
    host: str | None
    unit: str
    units: int
    start: AwareDatetime
    end: AwareDatetime
    officers: int | None
    officers_stated: bool
    reference: str
    leaves_out: list[str]
    source: str
    told_by: list[str]
    told_differently: bool
    counted: bool
    counting: str
    adds: TallyRecord


class GroupRecord(Record):
    """What was given, received and lent between under one heading; `key` null for unnamed."""

    key: str | None
    given: TallyRecord
    received: TallyRecord
    between: TallyRecord
    net: int


class PerThousandRecord(Record):
    """Units to a thousand officers, full-time equivalents as doctrine has them."""

    officers: float
    given: float
    received: float
    net: float


class LongRecord(Record):
    """Aid without a break for longer than is normal; `deployments` are the rows that tell it."""

    donor: str
    host: str
    operation: str
    unit: str
    start: AwareDatetime
    end: AwareDatetime
    days: int
    deployments: int


class AmountRecord(Record):
    """Pounds due from hosts (`given`), to donors (`received`), and between the forces asked.

    `covered` is false where the card has nothing for a part of it, which is then not priced.
    """

    key: str | None
    given: str
    received: str
    between: str
    covered: bool


class CardGapRecord(Record):
    """Days, first to last, on which the card has nothing for a kind of unit or a rank."""

    of: Literal["unit", "rank"]
    slug: str
    first: date
    last: date


class CostRecord(Record):
    """What the deployments cost by a rate card, as far as it covers them."""

    card: str
    sha256: str
    currency: Literal["GBP"]
    sources: list[str]
    total: AmountRecord
    by_host: list[AmountRecord]
    by_donor: list[AmountRecord]
    by_operation: list[AmountRecord]
    not_covered: list[CardGapRecord]
    notes: list[str]


class ForceRecord(Record):
    """One force of several: its own balance, with aid between them counted on each side."""

    force: str
    given: int
    received: int
    net: int
    standing: str


class LedgerAnswer(Answer):
    """Units given and received, and the entries they are made up of; net is given less received.

    Aid between the forces of a region or network is in neither; `between` has it. The period
    is half open. `per_thousand` is null where the strength of a force is not known.
    """

    schema_: Literal["muster.ledger/1"] = schema_field("muster.ledger/1")
    unit: str
    received: int
    given: int
    net: int
    entries: list[EntryRecord]
    notes: list[str]
    standing: str
    scope: LedgerScope
    subject: str
    name: str
    forces: list[str]
    start: AwareDatetime
    end: AwareDatetime
    without: list[str]
    only: str | None
    sums: dict[str, TallyRecord]
    per_thousand: PerThousandRecord | None
    by_kind: list[GroupRecord]
    by_donor: list[GroupRecord]
    by_host: list[GroupRecord]
    by_operation: list[GroupRecord]
    by_year: list[GroupRecord]
    by_force: list[ForceRecord]
    long: list[LongRecord]
    cost: CostRecord | None
    synthetic: bool
    doctrine: str
    provenance: ProvenanceRecord


def ledger_answer(
    balance: AidBalance,
    *,
    scope: LedgerScope,
    subject: str,
    name: str,
    each: Mapping[str, AidBalance],
    cost: CostStatement | None,
    doctrine: Doctrine,
    provenance: object,
    synthetic: bool = False,
    notes: Sequence[str] = (),
) -> LedgerAnswer:
    """Return a balance under its contract. `each` are the balances of its forces alone."""
    asked = balance.asked
    share = balance.per_thousand
    return LedgerAnswer(
        unit=asked.unit,
        received=balance.received.units,
        given=balance.given.units,
        net=balance.net,
        entries=[_entry(line) for line in balance.lines],
        notes=[*balance.notes, *notes],
        standing=standing_token(balance),
        scope=scope,
        subject=subject,
        name=name,
        forces=list(asked.forces),
        start=instant(asked.start),
        end=instant(asked.end),
        without=list(asked.without),
        only=asked.only or None,
        sums={way: _tally(getattr(balance, way)) for way in ("given", "received", "between")},
        per_thousand=PerThousandRecord.model_validate(share) if share else None,
        by_force=[_force(slug, own) for slug, own in each.items()],
        long=[_long(stretch) for stretch in balance.long],
        cost=_cost(cost) if cost else None,
        synthetic=synthetic,
        doctrine=doctrine.digest,
        provenance=ProvenanceRecord.model_validate(provenance),
        **_headings(balance.groups),
    )


def standing_token(balance: AidBalance) -> str:
    """Return which way a balance goes as contracts spell it: `net_recipient`."""
    return balance.standing.removeprefix("a ").replace(" ", "_")


def _headings(groups: Mapping[AidHeading, Iterable[AidGroup]]) -> dict[str, Any]:
    return {
        f"by_{heading}": [
            GroupRecord(
                key=group.key or None,
                given=_tally(group.given),
                received=_tally(group.received),
                between=_tally(group.between),
                net=group.net,
            )
            for group in held
        ]
        for heading, held in groups.items()
    }


def _tally(tally: AidTally) -> TallyRecord:
    return TallyRecord.model_validate(tally)


def _entry(line: AidLine) -> EntryRecord:
    entry = line.entry
    total = entry if isinstance(entry, AggregateEntry) else None
    sent = entry if isinstance(entry, Deployment) else None
    return EntryRecord(
        kind="total" if total else "deployment",
        direction=line.direction,
        operation=entry.operation,
        donor=entry.donor or None,
        host=entry.host or None,
        unit=entry.unit,
        units=entry.units,
        start=instant(entry.start),
        end=instant(entry.end),
        officers=sent.officers if sent else None,
        officers_stated=bool(sent and sent.stated),
        reference=sent.reference if sent else "",
        leaves_out=list(total.leaves_out) if total else [],
        source=entry.source,
        told_by=list(entry.told_by),
        told_differently=bool(sent and sent.differs),
        counted=line.counting in COUNTED,
        counting=line.counting.name.lower(),
        adds=_tally(line.tally),
    )


def _force(slug: str, balance: AidBalance) -> ForceRecord:
    return ForceRecord(
        force=slug,
        given=balance.given.units,
        received=balance.received.units,
        net=balance.net,
        standing=standing_token(balance),
    )


def _long(stretch: AidStretch) -> LongRecord:
    return LongRecord(
        donor=stretch.donor,
        host=stretch.host,
        operation=stretch.operation,
        unit=stretch.unit,
        start=instant(stretch.start),
        end=instant(stretch.end),
        days=stretch.days,
        deployments=stretch.deployments,
    )


def _cost(statement: CostStatement) -> CostRecord:
    card = statement.card
    return CostRecord(
        card=card.name,
        sha256=card.sha256,
        currency="GBP",
        sources=list(card.sources),
        total=_amount(statement.total),
        by_host=[_amount(each) for each in statement.by_host],
        by_donor=[_amount(each) for each in statement.by_donor],
        by_operation=[_amount(each) for each in statement.by_operation],
        not_covered=[
            CardGapRecord(
                of=gap.of,
                slug=gap.slug,
                first=clock.date_of(gap.first),
                last=clock.date_of(gap.last),
            )
            for gap in statement.gaps
        ],
        notes=list(statement.notes),
    )


def _amount(group: CostGroup) -> AmountRecord:
    def pounds(amount: Decimal) -> str:
        return f"{amount:.2f}"

    return AmountRecord(
        key=group.key or None,
        given=pounds(group.given),
        received=pounds(group.received),
        between=pounds(group.between),
        covered=group.covered,
    )
