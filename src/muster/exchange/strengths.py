"""`muster.strengths/1`: the count for every force of a network."""

from collections.abc import Sequence
from typing import Literal

from pydantic import AwareDatetime

from muster.doctrine import Doctrine
from muster.exchange.base import Answer, ProvenanceRecord, Record, instant, schema_field
from muster.exchange.strength import OptionsRecord, PointRecord, point
from muster.strength import KindCount, UnitCount


class ForceRecord(PointRecord):
    """One kind of unit in one force, and what limits it."""

    force: str
    name: str
    region: str
    synthetic: bool
    notes: list[str]


class SumRecord(Record):
    """Whole units of one kind added up; `region` is empty for the whole network."""

    region: str
    unit: str
    forces: int
    whole_units: int | None
    bounds: tuple[int, int | None]


class StrengthsAnswer(Answer):
    """Whole units of each kind in each force, region and the whole network."""

    schema_: Literal["muster.strengths/1"] = schema_field("muster.strengths/1")
    network: str
    units: list[str]
    at: AwareDatetime
    within_minutes: int
    forces: list[ForceRecord]
    regions: list[SumRecord]
    totals: list[SumRecord]
    options: OptionsRecord
    synthetic: bool
    provenance: ProvenanceRecord


def strengths_answer(
    network: str,
    counts: Sequence[UnitCount],
    *,
    synthetic: Sequence[bool],
    doctrine: Doctrine,
    provenance: object,
) -> StrengthsAnswer:
    """Return counts made at one instant and notice under their contract.

    `synthetic` says of each count whether its people are invented.
    """
    first = counts[0]
    regions = {count.force: doctrine.force(count.force).region for count in counts}
    by_region = [
        (slug, [count for count in counts if regions[count.force] == slug])
        for slug in dict.fromkeys(regions.values())
    ]
    return StrengthsAnswer(
        network=network,
        units=[kind.unit for kind in first.kinds],
        at=instant(first.at),
        within_minutes=first.within,
        forces=[
            ForceRecord(
                force=count.force,
                name=doctrine.force(count.force).name,
                region=regions[count.force],
                synthetic=invented,
                notes=list(count.notes),
                **point(kind),
            )
            for count, invented in zip(counts, synthetic, strict=True)
            for kind in count.kinds
        ],
        regions=[sum_ for slug, members in by_region for sum_ in _sums(slug, members)],
        totals=_sums("", counts),
        options=OptionsRecord.model_validate(first.options),
        synthetic=any(synthetic),
        provenance=ProvenanceRecord.model_validate(provenance),
    )


def _sums(region: str, counts: Sequence[UnitCount]) -> list[SumRecord]:
    return [_sum(region, kinds) for kinds in zip(*(count.kinds for count in counts), strict=True)]


def _sum(region: str, kinds: Sequence[KindCount]) -> SumRecord:
    highs = [kind.high for kind in kinds if kind.high is not None]
    high = sum(highs) if len(highs) == len(kinds) else None
    return SumRecord(
        region=region,
        unit=kinds[0].unit,
        forces=len(kinds),
        whole_units=high,
        bounds=(sum(kind.low for kind in kinds), high),
    )
