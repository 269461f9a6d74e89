"""Tables of a scenario's file, read key by key; what is wrong is noted, and reading goes on."""

import math
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from muster.intake.delimited import decode
from muster.intake.faults import Fault, FaultLog
from muster.policing import clock

HEADER = re.compile(r"^\s*\[\[?\s*([A-Za-z_]+)\s*\]?\]", re.MULTILINE)
SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")  # fit to name a file
PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')\s*+\.\s*+"""
TOO_DEEP = re.compile(rf"(?<![\w-])(?:{PART}){{64}}")  # reading such a key takes for ever
LONGEST_TEXT = 2000
LONGEST_SHOWN = 80
MOST_ENTRIES = 4096  # tables of one list
MOST_SUGGESTED = 8
MOST_NEAREST = 50  # faults that say what is nearest; beyond, looking takes too long
ASSUMED = "assumed"
NO_TEXT = f"is not a text of up to {LONGEST_TEXT:,} characters that can be seen"


@dataclass(slots=True)
class Book:
    """A scenario's file while it is read: where its tables begin, and what is wrong with it."""

    file: str
    log: FaultLog
    content: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, list[int]] = field(default_factory=dict)
    starts: int | None = None

    def entry(self, name: str) -> "Entry":
        """Return a table that stands once; an empty one, and a fault, where it is not there."""
        given = self.content.get(name)
        line = next(iter(self.lines.get(name, [])), None)
        if isinstance(given, dict):
            return Entry(self, name, given, line)
        own = Entry(self, name, {}, line, real=given is None)
        if given is not None:
            own.fault("", "", "wrong-shape", "is not a table", f"write it under [{name}]")
        return own

    def entries(self, name: str) -> Iterator["Entry"]:
        """Yield the tables of a list, each with the line it begins on."""
        given = self.content.get(name, [])
        rows = given if isinstance(given, list) else [given]
        lines = self.lines.get(name, [])
        if len(rows) > MOST_ENTRIES:
            fault = f"stands {len(rows):,} times, more than {MOST_ENTRIES:,}"
            remedy = "write a rate, or make two scenarios of it"
            Entry(self, name, {}, None).fault("", None, "too-many", fault, remedy)
            rows = rows[:MOST_ENTRIES]
        for number, row in enumerate(rows, 1):
            line = lines[number - 1] if len(lines) == len(rows) else None
            said = row.get("id") or row.get("name") if isinstance(row, dict) else None
            where = f"{name} {number}"
            where += f" {said[:LONGEST_SHOWN]}" if isinstance(said, str) else ""
            if isinstance(row, dict):
                yield Entry(self, where, row, line)
            else:
                Entry(self, where, {}, line).fault(
                    "", row, "wrong-shape", "is not a table", f"write each under [[{name}]]"
                )

    def nearest(self, word: str, known: Collection[str]) -> str:
        """Return the known word nearest to another, blank where none is near."""
        if self.log.total >= MOST_NEAREST:
            return ""
        near = get_close_matches(word[:LONGEST_SHOWN], list(known), n=1)
        return near[0] if near else ""


def open_book(file: str, body: bytes, log: FaultLog) -> Book:
    """Return a scenario's file as tables; an empty book, and faults, where it is not TOML."""
    book = Book(file, log)
    text, problem = decode(body)
    if problem:
        Entry(book, "file", {}, None).fault("", "", problem.code, problem.fault, "save it as UTF-8")
        return book
    try:
        if TOO_DEEP.search(text):
            raise RecursionError("a key has more than 64 parts")
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as wrong:
        said = f"is not TOML ({wrong})" if str(wrong) else "is not TOML"
        Entry(book, "file", {}, None).fault("", "", "not-toml", said, "mend the file")
        return book
    lines: dict[str, list[int]] = {}
    for header in HEADER.finditer(text):
        lines.setdefault(header[1], []).append(text.count("\n", 0, header.start(1)) + 1)
    return Book(file, log, content, lines)


@dataclass(slots=True)
class Entry:
    """One table: each key is asked for, and those nobody asked for are faults.

    A key that is wrong is noted and answered by what is least, so that reading goes on; nothing
    that has faults is returned in the end.
    """

    book: Book
    where: str
    given: Mapping[str, Any]
    line: int | None
    real: bool = True
    path: str = ""
    asked: set[str] = field(default_factory=set)

    def fault(self, key: str, value: object, code: str, fault: str, remedy: str) -> None:
        """Note one thing that is wrong."""
        self.book.log.add(
            Fault(
                self.where, self.line, (self.path + key)[:LONGEST_TEXT].rstrip("."), _shown(value),
                fault if self.line or not self.where else f"{fault} ({self.where})", remedy,
                self.book.file, code=code,
            )
        )  # fmt: skip

    def has(self, key: str) -> bool:
        """Say whether a key is there."""
        return key in self.given

    def raw(self, key: str) -> Any:
        """Return what stands under a key, None for nothing."""
        self.asked.add(key)
        return self.given.get(key)

    def missing(self, key: str, remedy: str) -> None:
        """Note that a key is not there."""
        self.fault(key, None, "missing", f"{key} is not there", remedy)

    def text(self, key: str, *, default: str | None = None) -> str:
        """Return a text, the default where it is blank; without one it has to be there."""
        value = self.raw(key)
        if value is None:
            if default is None:
                self.missing(key, f'give {key} = "…"')
        elif not _is_text(value):
            self.fault(key, value, "not-text", NO_TEXT, 'write "…"')
        elif default is None and not value.strip():
            self.fault(key, None, "blank", "is blank", f'give {key} = "…"')
        elif value.strip():
            return str(value).strip()
        return default or ""

    def slug(self, key: str) -> str:
        """Return a short name, which has to be there and be fit to name a file."""
        if not self.has(key):
            return self.text(key)
        noted = self.book.log.total
        value = self.text(key, default="")
        if self.book.log.total == noted and not SLUG.fullmatch(value):
            fault = "is not letters, digits, - and _ (1 to 80)"
            self.fault(key, value, "not-a-name", fault, "write it as august-2024")
        return value

    def basis(self, default: str = ASSUMED) -> str:
        """Return where a figure comes from; what is assumed begins with that word."""
        said = self.text("basis", default=default)
        own = said.casefold().startswith(ASSUMED)
        return ASSUMED + said[len(ASSUMED) :] if own else said

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, none by default."""
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(map(_is_text, value)):
            self.fault(key, value, "not-texts", "is not a list of texts", 'write ["…", "…"]')
            return ()
        return tuple(value)

    def flag(self, key: str) -> bool:
        """Return true or false, false by default."""
        value = self.raw(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.fault(key, value, "not-a-flag", "is neither true nor false", "write true or false")
        return False

    def number(
        self,
        key: str,
        low: float,
        high: float,
        *,
        default: float | None = None,
        whole: bool = False,
    ) -> float:
        """Return a number from `low` to `high`; without a default it has to be there."""
        value = self.raw(key)
        if value is None:
            if default is None:
                self.missing(key, f"give a number from {low:,.10g} to {high:,.10g}")
            return low if default is None else default
        return self.checked(key, value, low, high, whole=whole)

    def checked(
        self, key: str, value: object, low: float, high: float, *, whole: bool = False
    ) -> float:
        """Return a value as a number from `low` to `high`, `low` and a fault where it is not."""
        kind = "whole number" if whole else "number"
        if isinstance(value, str):
            fault, remedy = f"is a text and not a {kind}", f"write a {kind} without quotes"
            self.fault(key, value, "not-a-number", fault, remedy)
            return low
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            self.fault(key, value, "not-a-number", f"is not a {kind}", f"write a {kind}")
            return low
        if not low <= value <= high:
            span = f"from {low:,.10g} to {high:,.10g}"
            self.fault(key, value, "out-of-range", f"is not {span}", f"give a {kind} {span}")
            return low
        if whole and value != math.floor(value):
            self.fault(key, value, "not-whole", "is not a whole number", "write a whole number")
            return low
        return float(value)

    def whole(self, key: str, low: int, high: int, *, default: int | None = None) -> int:
        """Return a whole number from `low` to `high`."""
        return int(self.number(key, low, high, default=default, whole=True))

    def one_of(self, key: str, among: Collection[str], *, default: str | None = None) -> str:
        """Return one of some words; the nearest is named where it is none of them."""
        value = self.text(key, default=default)
        return self.known(key, value, among) if value and value != default else value

    def known(self, key: str, value: str, among: Collection[str]) -> str:
        """Return a word that has to be among some."""
        if value not in among:
            near = self.book.nearest(value, among)
            listed = ", ".join(list(among)[:MOST_SUGGESTED])
            remedy = f"did you mean {near}?" if near else f"give one of {listed}"
            self.fault(key, value, "unknown", "is not known", remedy)
        return value

    def instant(self, key: str) -> int | None:
        """Return a UTC minute; a date-time without an offset is local. None where there is none."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, datetime | str):
            text = value.isoformat() if isinstance(value, datetime) else value
            try:
                return clock.parse_instant(text)
            except (clock.UnableToReadInstant, ValueError) as wrong:
                said = str(wrong).removeprefix(repr(text)).removeprefix(text).strip()
                fault, _, remedy = said.partition("; ")
                self.fault(key, text, "not-an-instant", fault, remedy or "write 2026-08-08T19:00")
                return None
        also = " but a date alone" if isinstance(value, date) else ""
        fault = f"is no date and time{also}"
        self.fault(key, value, "not-an-instant", fault, "write 2026-08-08T19:00:00")
        return None

    def moment(self, key: str, hours: int) -> int | None:
        """Return minutes from the scenario's start, which have to be within its hours."""
        minute, starts = self.instant(key), self.book.starts
        if minute is None or starts is None:
            return None
        after = minute - starts
        if not 0 <= after <= hours * 60:
            when = "before the start" if after < 0 else "after the end"
            remedy = "move it, or let the scenario start earlier or last longer"
            self.fault(key, self.given.get(key), "out-of-span", f"is {when}", remedy)
            return None
        return after

    def within(self, key: str, value: Mapping[str, Any]) -> "Entry":
        """Return a table inside this one."""
        path = f"{self.path}{key}."
        return Entry(self.book, f"{self.where}, {key}", value, self.line, path=path)

    def tables(self, key: str) -> list["Entry"]:
        """Return a list of tables inside this one."""
        value = self.raw(key)
        rows: Sequence[Any] = value if isinstance(value, list) else [] if value is None else [value]
        wrong = [row for row in rows if not isinstance(row, dict)]
        if wrong:
            self.fault(key, wrong[0], "wrong-shape", "is not a table", "write { … }")
        return [self.within(key, row) for row in rows if isinstance(row, dict)]

    def done(self, also: Collection[str] = ()) -> None:
        """Note every key that nobody asked for, with the nearest that may stand there."""
        known = self.asked | set(also)
        for key in self.given:
            if key not in known:
                near = self.book.nearest(key, sorted(known))
                listed = ", ".join(sorted(known)[:MOST_SUGGESTED])
                remedy = f"did you mean {near}?" if near else f"leave it out; known: {listed}"
                short = key[:LONGEST_SHOWN]
                self.fault(short, None, "unknown-key", f"nothing is called {short!r} here", remedy)


def _shown(value: object) -> str:
    """Return a value as it may be shown, blank for none; one too long to be written is not."""
    if value is None:
        return ""
    try:
        return str(value)[: LONGEST_SHOWN + 1]
    except (ValueError, RecursionError):
        return "…"


def _is_text(value: object) -> bool:
    """Say whether a value is a text, not too long, that can be shown as it stands."""
    return (
        isinstance(value, str)
        and len(value) <= LONGEST_TEXT
        and value.replace("\n", " ").replace("\t", " ").isprintable()
    )
