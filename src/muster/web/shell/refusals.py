"""What is said to somebody who may not see or do something: a sentence for each right."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muster.web.accounts.rights import Right

REFUSALS: Mapping[Right, Promise] = {
    Right.SEE_SUMS: _("Sums of a region or the nation are for whoever is appointed somewhere."),
    Right.SEE_PICTURE: _(
        "Figures of a single force are for that force, for the coordinators of its region and of "
        "the nation, and for an inspector with a data request there."
    ),
    Right.SEE_RETURNS: _(
        "What a force sent in is for its planning lead and its chief officers, and for an "
        "inspector with a data request there."
    ),
    Right.SEND_RETURN: _("The planning lead of a force sends its returns."),
    Right.JUDGE: _("The chief officers and the planning lead of a force record its judgements."),
    Right.SEE_TOUR: _("Who is on at a tour stays in its own force; between forces go counts."),
    Right.DECLARE_TOUR: _("The control room and the planning lead of a force declare its tours."),
    Right.SEE_PEOPLE: _(
        "Records of people stay in their own force, with its planning lead and human resources; "
        "between forces go counts."
    ),
    Right.SEE_SICKNESS: _("Human resources alone see that an absence is sickness."),
    Right.SEE_REQUESTS: _("Data requests are for the inspector who asks and the force asked."),
    Right.ASK: _("Inspectors ask for data, each within their appointment."),
    Right.ANSWER: _("The planning lead of a force answers what it is asked."),
    Right.SEE_AUDIT: _(
        "The audit of a force is for its chief officers, its planning lead and its administrators."
    ),
    Right.ADMINISTER: _("Administrators do this, each for the places they look after."),
    Right.USE_INTERFACE: _("Not every role has tokens for programs."),
    Right.SEE_DOCTRINE: _("Doctrine is for whoever is appointed somewhere."),
}


def refusal_words(right: str) -> str:
    """Return who may do what was refused, by its right; nothing for a refusal of another kind."""
    return str(REFUSALS[Right(right)]) if right in set(Right) else ""
