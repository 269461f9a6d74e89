"""Where a figure comes from, and how firm it is."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Standing = Literal["published", "recalled", "local", "assumed"]
SOFT_STANDINGS = ("recalled", "local", "assumed")


@dataclass(frozen=True, slots=True)
class Document:
    """A document that figures are taken from."""

    slug: str
    title: str
    publisher: str
    published: date
    reference: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where one figure comes from.

    A published source names a document, a heading and, where paragraphs are numbered by
    us, the ordinal of the paragraph under that heading and a short quotation. A recalled,
    local or assumed figure has no document, and a note instead.
    """

    standing: Standing
    document: str = ""
    heading: str = ""
    paragraph: int | None = None
    quotation: str = ""
    note: str = ""

    def describe(self) -> str:
        """Return the source as one line a reader can follow."""
        if self.standing != "published":
            return f"{self.standing}: {self.note}"
        where = f"{self.document}, {self.heading}"
        where += f", paragraph {self.paragraph}" if self.paragraph else ""
        where += f": “{self.quotation}”" if self.quotation else ""
        return where + (f" ({self.note})" if self.note else "")
