"""A page as a value: what it answers, the tables in it, and the places it tells of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib import metadata
from typing import Any

from muster.exchange import Answer
from muster.reporting import Table
from muster.web.accounts.models import Reach
from muster.web.accounts.rights import Place, Right
from muster.web.documents.models import Document
from muster.web.picture.asked import Asked
from muster.web.rulebook import rulebook


@dataclass(frozen=True)
class Sheet:
    """One table of a page, as it is had in CSV."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


def sheet_of(name: str, table: Table) -> Sheet:
    """Return a report's table as it is had in CSV."""
    columns = tuple(each.title for each in table.columns)
    return Sheet(name, columns, [tuple(cell.text for cell in row) for row in table.rows])


@dataclass(frozen=True)
class Paper:
    """What a page answers, under its contract, and the tables that are had as CSV.

    `subject` is the slug of a force or region, or `nation`; `places` are all it tells of.
    """

    title: str
    subject: str
    places: tuple[Place, ...]
    answer: Answer
    sheets: Callable[[], Iterable[Sheet]]
    asked: Asked
    synthetic: bool = False
    documents: tuple[Document, ...] = ()

    @cached_property
    def json(self) -> bytes:
        """Return the answer as bytes of JSON."""
        return self.answer.to_json().encode()

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the answer."""
        return sha256(self.json).hexdigest()

    @property
    def schema(self) -> str:
        """Return the name of the answer's contract."""
        return str(getattr(self.answer, "schema_", ""))

    @property
    def provenance(self) -> dict[str, Any]:
        """Return what the answer says it was made from."""
        made_from = getattr(self.answer, "provenance", None)
        return dict(made_from.model_dump()) if made_from is not None else {}

    def sheet(self, name: str) -> Sheet | None:
        """Return a table by its name, the first where none is named, None for an unknown one."""
        return next((each for each in self.sheets() if name in ("", each.name)), None)


def right_over(place: Place) -> Right:
    """Return the right it takes to see a place: counts of a force, sums of anything wider."""
    return Right.SEE_PICTURE if place.reach is Reach.FORCE else Right.SEE_SUMS


def provenance(documents: Iterable[Document]) -> dict[str, Any]:
    """Return what an answer was made from: the documents by digest, doctrine, the software."""
    return {
        "inputs": [
            {"name": each.title, "sha256": each.sha256, "size": each.size} for each in documents
        ],
        "doctrine": rulebook().digest,
        "software": software(),
    }


@lru_cache(maxsize=1)
def software() -> str:
    """Return the name and version of this software."""
    return f"muster-spr {metadata.version('muster-spr')}"
