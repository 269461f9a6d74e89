"""`muster.replan/1`: a plan after changes or edits, and how it differs from the one before."""

from collections.abc import Sequence
from typing import Literal

from muster.exchange.base import Answer, Record, schema_field
from muster.exchange.plans import LevelRecord, PlanAnswer
from muster.mobilisation import Difference, Level


class DifferenceRecord(Record):
    """What became of a force's units for a demand."""

    demand: str
    force: str
    unit: str
    before: int
    after: int


class ReplanAnswer(Answer):
    """The plan as it is now, and every pair of demand and force that is not as before.

    `price_minutes` is what each change of mind had to save. For edits made by hand, `best`
    has the levels of the best plan beside those of the edited one.
    """

    schema_: Literal["muster.replan/1"] = schema_field("muster.replan/1")
    edited: bool
    price_minutes: int
    differences: list[DifferenceRecord]
    best: list[LevelRecord]
    plan: PlanAnswer


def replan_answer(
    plan: PlanAnswer,
    differences: Sequence[Difference],
    *,
    price: int = 0,
    edited: bool = False,
    best: Sequence[Level] = (),
) -> ReplanAnswer:
    """Return a plan made again, or edited by hand, under its contract."""
    return ReplanAnswer(
        edited=edited,
        price_minutes=price,
        differences=[DifferenceRecord.model_validate(each) for each in differences],
        best=[LevelRecord.model_validate(level) for level in best],
        plan=plan,
    )
