"""Matrices of forces, regions and the nation, computed from what is held and kept in memory."""

from collections.abc import Mapping
from contextlib import ExitStack
from functools import lru_cache
from threading import Lock
from typing import TypeVar

from muster import strength
from muster.assessment import Assessor, Judgement, Matrix
from muster.intake import (
    NetworkMatrix,
    assess_return,
    judgements_of,
    measures_wanted,
    recorded_as,
    said_in,
    sum_network,
)
from muster.strength import Overlay
from muster.web.documents.models import Document
from muster.web.picture.asked import Asked
from muster.web.picture.holding import Holding, return_of
from muster.web.picture.indexes import Wanted, index_of, is_ready, make_ready, wanted_of
from muster.web.picture.since import Since, since_return, since_returns
from muster.web.rulebook import rulebook

KEPT_FORCES, KEPT_NETWORKS, KEPT_SUMMARIES, KEPT_ASSESSORS = 4000, 32, 3, 160
FEW = 9  # indexes that a page waits for: three forces at three notices
Key = tuple[str, str, int, tuple[Judgement, ...], tuple[Overlay, ...]]
_forces: dict[Key, Matrix] = {}
_networks: dict[tuple[str, str, int, int], NetworkMatrix] = {}
_summaries: dict[tuple[str, str, int, int], NetworkMatrix] = {}
_assessors: dict[tuple[str, str], Assessor] = {}
_lock = Lock()
K = TypeVar("K")
V = TypeVar("V")


def matrix_of(document: Document, asked: Asked, since: Since | None = None) -> Matrix:
    """Return the matrix of one force from its return and what was recorded since."""
    also = since if since is not None else since_return(document.subject, asked)
    key = (document.sha256, asked.edition, asked.at, also.judgements, also.overlays)
    found = _forces.get(key)
    if found is None:
        found = assess_return(
            return_of(document),
            doctrine=rulebook(),
            edition=asked.edition,
            at=asked.at,
            judgements=also.judgements,
            overlays=also.overlays,
        )
        _keep(_forces, key, found, KEPT_FORCES)
    return found


def network_of(holding: Holding, asked: Asked) -> NetworkMatrix | None:
    """Return every force's matrix, each region's and the nation's; None where nothing is held."""
    if not holding.documents:
        return None
    since = since_returns(holding.documents, asked)
    forces: dict[str, Matrix] = {
        slug: matrix_of(document, asked, since[slug])
        for slug, document in holding.documents.items()
    }
    identity = hash(tuple(id(each) for each in forces.values()))
    key = (holding.digest, asked.edition, asked.at, identity)
    found = _networks.get(key)
    if found is None:
        found = sum_network(forces, doctrine=rulebook(), synthetic=holding.synthetic)
        _keep(_networks, key, found, KEPT_NETWORKS)
    return found


def summary_of(holding: Holding, asked: Asked) -> NetworkMatrix | None:
    """Return the matrices of `network_of`, in milliseconds at any instant of the coming year.

    The grades and figures are the same. What records support is said without what stops the
    next unit. Where the forces are not made ready for it yet, that is done behind the pages'
    backs, and the answer is that of `network_of`.
    """
    notices = strength.notices_measured(_measures(), at=asked.at, doctrine=rulebook())
    wanted = wanted_of(holding.documents, asked, notices)
    missing = [each for ready in wanted.values() for each in ready if not is_ready(each)]
    if len(missing) > FEW or not wanted:
        make_ready(missing)
        return network_of(holding, asked)
    since = since_returns(holding.documents, asked)
    key = (holding.digest, asked.edition, asked.at, hash(tuple(since.items())))
    found = _summaries.get(key)
    if found is None:
        forces = {
            slug: _brief(document, asked, wanted.get(slug, ()), since[slug])
            for slug, document in holding.documents.items()
        }
        found = sum_network(forces, doctrine=rulebook(), synthetic=holding.synthetic)
        _keep(_summaries, key, found, KEPT_SUMMARIES)
    return found


def _brief(document: Document, asked: Asked, wanted: tuple[Wanted, ...], since: Since) -> Matrix:
    """Return the matrix of one force from its indexes; of one without people as it always is."""
    if not wanted or asked.at < return_of(document).about.period_from:
        return matrix_of(document, asked, since)
    indexes = {each.within: index_of(each) for each in wanted}
    with ExitStack() as asking:
        for each in indexes.values():
            asking.enter_context(each.asking)
        measured = strength.measure_indexed(
            {within: each.index for within, each in indexes.items()},
            _measures(),
            at=asked.at,
            doctrine=rulebook(),
        )
    found = return_of(document)
    recorded = tuple(recorded_as(found, measured[found.force], at=asked.at))
    judgements = (*judgements_of(found), *since.judgements)
    return _assessor(document, asked.edition).assess(recorded, judgements, at=asked.at)


def _assessor(document: Document, edition: str) -> Assessor:
    """Return what a return says whenever it is asked, ready to be assessed; read once."""
    key = (document.sha256, edition)
    assessor = _assessors.get(key)
    if assessor is None:
        said = said_in(return_of(document), doctrine=rulebook())
        assessor = Assessor(document.subject, said, doctrine=rulebook(), edition=edition)
        _keep(_assessors, key, assessor, KEPT_ASSESSORS)
    return assessor


@lru_cache(maxsize=1)
def _measures() -> tuple[strength.Wanted, ...]:
    return measures_wanted(rulebook())


def _keep(kept: dict[K, V], key: K, value: V, most: int) -> None:
    with _lock:
        while len(kept) >= most:
            kept.pop(next(iter(kept)))
        kept[key] = value


def grades_of(matrix: Matrix) -> Mapping[str, str]:
    """Return the grade of each cell that has criteria, by `threat.aspect`."""
    return {cell.subject: cell.grade.value for cell in matrix.cells if cell.grade is not None}
