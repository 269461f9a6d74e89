"""Returns as they are held: read from their documents once, and kept ready in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from threading import Lock

from muster.intake import Return, read_packed
from muster.web.documents.models import Document
from muster.web.documents.queries import body_of, returns_known
from muster.web.rulebook import rulebook

KEPT = 160  # returns in memory: three nations
_reading = Lock()
_read: dict[str, Return] = {}


@dataclass(frozen=True)
class Holding:
    """The latest return of each force as known at an instant, by force in doctrine's order."""

    documents: Mapping[str, Document]

    @property
    def digest(self) -> str:
        """Return one digest over everything held."""
        return digest_of(tuple(each.sha256 for each in self.documents.values()))

    @property
    def synthetic(self) -> bool:
        """Say whether anybody in it is invented."""
        return any(each.synthetic for each in self.documents.values())

    def of(self, forces: tuple[str, ...]) -> "Holding":
        """Return the part of it that is of some forces."""
        return Holding({slug: self.documents[slug] for slug in forces if slug in self.documents})


@lru_cache(maxsize=64)
def digest_of(parts: tuple[str, ...]) -> str:
    """Return one digest over several."""
    return sha256("\n".join(parts).encode()).hexdigest()


def holding_known(known: datetime) -> Holding:
    """Return the latest return of every force as known at an instant."""
    found = returns_known(known)
    order = [each.slug for each in rulebook().forces]
    return Holding({slug: found[slug] for slug in order if slug in found})


def return_of(document: Document) -> Return:
    """Return what a document of kind return holds, read once.

    Raises UnableToReadDocument where its body was erased, UnableToReadReturn where it is
    damaged.
    """
    found = _read.get(document.sha256)
    if found is None:
        with _reading:
            found = _read.get(document.sha256)
            if found is None:
                body = body_of(document)
                found = read_packed(body, doctrine=rulebook(), name=document.title)
                while len(_read) >= KEPT:
                    _read.pop(next(iter(_read)))
                _read[document.sha256] = found
    return found
