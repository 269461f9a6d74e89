"""Where what is judged is to be found: the cell that a subject belongs to."""

from django.urls import NoReverseMatch, reverse

from muster.web.judgements.actions import UnableToJudge
from muster.web.rulebook import doctrine


def cell_of(subject: str) -> tuple[str, str]:
    """Return the threat and the aspect of a subject. Raises UnableToJudge for no such thing."""
    for criterion in doctrine().criteria:
        if criterion.slug == subject:
            return criterion.threat, criterion.aspect
    threat, _, aspect = subject.rpartition(".")
    if any(threat in each.threats and aspect in each.aspects for each in doctrine().editions):
        return threat, aspect
    raise UnableToJudge(f"{subject!r} is no criterion and no cell of the requirement")


def address_of(force: str, subject: str) -> str:
    """Return the address of the cell a subject belongs to, of the list where there is none."""
    threat, aspect = cell_of(subject)
    try:
        return reverse("forces:cell", args=[force, threat, aspect])
    except NoReverseMatch:
        return reverse("judgements:list", args=[force])
