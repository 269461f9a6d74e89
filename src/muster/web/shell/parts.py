"""The values that components are given: plain, frozen, and written by whoever asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Link:
    """Somewhere to go: words, an address, and whether one is there already."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Square:
    """One cell of a matrix: a grade, where it leads, and up to two short lines of words."""

    grade: str | None
    url: str = ""
    words: Sequence[str] = ()
    judged: str = ""


@dataclass(frozen=True)
class MatrixView:
    """A matrix to be drawn: its columns by name, and rows of a name, an address and squares."""

    caption: str
    corner: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, str, Sequence[Square]]]


@dataclass(frozen=True)
class TruthView:
    """What was declared, recorded or demonstrated: a figure, its facts, its source and instant."""

    value: str = ""
    facts: str = ""
    source: str = ""
    url: str = ""
    when: datetime | date | int | None = None
    apart: bool = False


@dataclass(frozen=True)
class Step:
    """Something that happened: when, what, by whom; a tone where it went well or badly."""

    when: datetime | date | int
    title: str
    words: str = ""
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Line:
    """A row of a summary list; `action` is said together with the key to whoever only hears it."""

    key: str
    value: Any
    url: str = ""
    action: str = ""


@dataclass(frozen=True)
class TourStep:
    """One card of a first-run tour."""

    title: str
    words: str


@dataclass(frozen=True)
class Tour:
    """A first-run tour: its name is remembered once somebody has seen or dismissed it."""

    name: str
    steps: Sequence[TourStep] = field(default_factory=tuple)
