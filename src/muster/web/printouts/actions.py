"""Keep a copy of what a page answers."""

from django.db import transaction

from muster.policing import clock as minutes
from muster.web.accounts.rights import Viewer
from muster.web.documents.actions import Described, keep
from muster.web.documents.models import Document, Kind
from muster.web.printouts.papers import Paper
from muster.web.printouts.queries import copy_like


def keep_copy(paper: Paper, *, path: str, by: Viewer) -> Document:
    """Return the document that holds a paper's answer as it stands, kept once by each person."""
    with transaction.atomic():
        before = copy_like(paper.digest, paper.subject, by.user_id)
        return before or keep(paper.json, describe_copy(paper, path), by=by)


def describe_copy(paper: Paper, path: str) -> Described:
    """Return what is said beside a kept answer: what was asked, and where it may be seen."""
    asked = paper.asked
    known = asked.known.astimezone(minutes.UK)
    at = minutes.instant_of(asked.at)
    again = asked.query(at=f"{at:%Y-%m-%dT%H:%M%z}", known=f"{known:%Y-%m-%dT%H:%M%z}")
    return Described(
        kind=Kind.PRINT,
        schema=paper.schema,
        subject=paper.subject,
        title=paper.title[:200],
        provenance=paper.provenance,
        facts={
            "address": f"{path}{again}",
            "at": at.isoformat(timespec="minutes"),
            "known": known.isoformat(timespec="seconds"),
            "edition": asked.edition,
            "places": [f"{each.reach}:{each.slug}" for each in paper.places],
        },
        synthetic=paper.synthetic,
    )
