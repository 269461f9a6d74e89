"""A plan told in every form that may be asked for."""

from collections.abc import Sequence
from dataclasses import replace

from muster.cli.background import background_of, provenance_of
from muster.cli.plan_requests import Found
from muster.cli.telling import Told
from muster.exchange import plan_answer
from muster.intake import Provenance
from muster.mobilisation import Because, Plan, TierResult, donor_effects
from muster.reporting import plan_report, plan_rows


def tell_plan(
    plan: Plan,
    because: Because,
    tiers: Sequence[TierResult],
    found: Found,
    notes: Sequence[str],
) -> Told:
    """Return a plan as a document, under its contract, and as rows for a spreadsheet."""
    own = background_of(found.held, *notes)
    files = tuple(("Asked in", f"{i.name} (SHA-256 {i.sha256[:16]}…)") for i in found.inputs)
    background = replace(own, origins=(*files, *own.origins))
    donors = donor_effects(plan)
    answer = plan_answer(
        plan,
        because,
        donors=donors,
        tiers=tiers,
        doctrine=found.held.doctrine,
        provenance=provenance_with(found),
        synthetic=found.held.synthetic,
        notes=background.notes,
    )
    document = plan_report(plan, because, donors, tiers, background)
    return Told(document, answer, lambda: plan_rows(plan))


def provenance_with(found: Found) -> Provenance:
    """Return what a plan was made from: the returns, and the files of demands and offers."""
    own = provenance_of(found.held)
    return replace(own, inputs=(*found.inputs, *own.inputs))
