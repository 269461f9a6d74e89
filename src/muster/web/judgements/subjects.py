"""What may be judged, and the cell it belongs to."""

from django.urls import NoReverseMatch, reverse

from muster.errors import MusterError
from muster.reporting import aspect_name, threat_name
from muster.web.rulebook import rulebook


class UnableToJudge(MusterError):
    """A judgement cannot be recorded as it is asked for."""


def cell_of(subject: str) -> tuple[str, str]:
    """Return the threat and the aspect of a subject. Raises UnableToJudge for no such thing."""
    for criterion in rulebook().criteria:
        if criterion.slug == subject:
            return criterion.threat, criterion.aspect
    threat, _, aspect = subject.rpartition(".")
    if any(threat in each.threats and aspect in each.aspects for each in rulebook().editions):
        return threat, aspect
    raise UnableToJudge(f"{subject!r} is no criterion and no cell of the requirement")


def cells_by_threat(edition: str) -> dict[str, list[tuple[str, str]]]:
    """Return the cells that criteria of an edition speak of, by threat: subject and aspect."""
    known, asked = rulebook(), rulebook().edition(edition)
    spoken = {(each.threat, each.aspect) for each in known.criteria if edition in each.editions}
    found = {
        threat_name(threat, known): [
            (f"{threat}.{aspect}", aspect_name(aspect, known))
            for aspect in asked.aspects
            if (threat, aspect) in spoken
        ]
        for threat in asked.threats
    }
    return {threat: cells for threat, cells in found.items() if cells}


def address_of(force: str, subject: str) -> str:
    """Return the address of the cell a subject belongs to, of the list where there is none."""
    threat, aspect = cell_of(subject)
    try:
        return reverse("forces:cell", args=[force, threat, aspect])
    except NoReverseMatch:
        return reverse("judgements:list", args=[force])
