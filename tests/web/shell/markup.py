"""Markup compared as a browser reads it: elements, attributes in any order, words without gaps."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "br", "hr", "img", "meta", "link"}


@dataclass
class Element:
    """An element with its attributes, its children and the words between them."""

    name: str
    attributes: dict[str, str | None]
    children: list["Element | str"] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if given.get("class"):
            given["class"] = " ".join(sorted(given["class"].split()))
        element = Element(tag, given)
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop().name == tag, f"</{tag}> closes nothing"

    def handle_data(self, data):
        words = " ".join(data.split())
        if words:
            self.open[-1].children.append(words)


def read(text: str) -> Element:
    """Return markup as a tree."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == [reader.root], f"never closed: {[each.name for each in reader.open]}"
    return reader.root
