"""Walk a workbook's XML as it streams by. A DTD is refused, so no entity is ever expanded."""

from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from muster.intake.archive import UnableToOpenArchive, document_type, not_a_workbook

Attributes = Mapping[str, str]


class Walker(Protocol):
    """What is told of each element as it starts; with `end` and `text`, of its end and text too."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take note of an element."""


def walk(xml: bytes, walker: Walker) -> None:
    """Tell a walker of every element, once, in order; time grows as the XML does.

    Raises UnableToOpenArchive for what is not XML, or has a document type.
    """
    parse(parser_for(walker), xml)


def parser_for(walker: Walker) -> expat.XMLParserType:
    """Return a parser that tells a walker of elements and refuses a document type."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = getattr(walker, "end", None)
    parser.CharacterDataHandler = getattr(walker, "text", None)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def parse(parser: expat.XMLParserType, xml: bytes) -> None:
    """Parse a whole part. Raises UnableToOpenArchive for what is not XML."""
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise UnableToOpenArchive(not_a_workbook()) from None


def local(name: str) -> str:
    """Return an element's name without its prefix."""
    return name.rpartition(":")[2]


def _refuse_doctype(*_: object) -> None:
    raise UnableToOpenArchive(document_type())
