"""Matrices of forces, regions and the nation, computed from what is held and kept in memory."""

from collections.abc import Mapping
from threading import Lock
from typing import TypeVar

from muster.assessment import Judgement, Matrix
from muster.intake import NetworkMatrix, assess_return, sum_network
from muster.strength import Overlay
from muster.web.documents.models import Document
from muster.web.picture.asked import Asked
from muster.web.picture.holding import Holding, return_of
from muster.web.picture.since import Since, since_return, since_returns
from muster.web.rulebook import doctrine

KEPT_FORCES, KEPT_NETWORKS = 4000, 32
Key = tuple[str, str, int, tuple[Judgement, ...], tuple[Overlay, ...]]
_forces: dict[Key, Matrix] = {}
_networks: dict[tuple[str, str, int, int], NetworkMatrix] = {}
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
            doctrine=doctrine(),
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
        found = sum_network(forces, doctrine=doctrine(), synthetic=holding.synthetic)
        _keep(_networks, key, found, KEPT_NETWORKS)
    return found


def _keep(kept: dict[K, V], key: K, value: V, most: int) -> None:
    with _lock:
        while len(kept) >= most:
            kept.pop(next(iter(kept)))
        kept[key] = value


def grades_of(matrix: Matrix) -> Mapping[str, str]:
    """Return the grade of each cell that has criteria, by `threat.aspect`."""
    return {cell.subject: cell.grade.value for cell in matrix.cells if cell.grade is not None}
