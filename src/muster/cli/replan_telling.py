"""A plan made again, told in every form that may be asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from muster.cli.background import software
from muster.cli.telling import Told
from muster.doctrine import Doctrine
from muster.exchange import PlanAnswer, plan_answer, replan_answer
from muster.mobilisation import Because, Difference, Plan, donor_effects
from muster.reporting import Background, plan_rows, replan_report


@dataclass(frozen=True, slots=True)
class Replanned:
    """A plan after changes or edits, how it differs, and what each change of mind had to save."""

    plan: Plan
    differences: tuple[Difference, ...]
    price: int
    edited: bool


def tell_replan(
    done: Replanned,
    because: Because,
    before: PlanAnswer,
    doctrine: Doctrine,
    notes: Sequence[str],
) -> Told:
    """Return a plan made again as a document, under its contract, and as rows."""
    donors = donor_effects(done.plan)
    background = Background(
        doctrine=doctrine,
        synthetic=before.synthetic,
        notes=tuple(note for note in notes if note),
        origins=(("Made by", software()),),
    )
    answer = plan_answer(
        done.plan,
        because,
        donors=donors,
        tiers=(),
        doctrine=doctrine,
        provenance=before.provenance,
        synthetic=before.synthetic,
        notes=background.notes,
    )
    whole = replan_answer(
        answer,
        done.differences,
        price=done.price,
        edited=done.edited,
        best=done.plan.objective if done.edited else (),
    )
    document = replan_report(
        done.plan,
        because,
        done.differences,
        donors,
        background,
        price=done.price,
        edited=done.edited,
    )
    return Told(document, whole, lambda: plan_rows(done.plan))
