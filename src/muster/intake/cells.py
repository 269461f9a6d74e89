"""Read cells of each kind. Every parser is given the distinct texts of a column, once each.

A parser returns one value for each text, and what is wrong with those that cannot be read;
a blank text has the value that stands for *not given*.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muster.intake.faults import Problem

LONGEST_ID = 64
LARGEST_WHOLE = 10_000_000
SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
SPREADSHEET_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
YES, NO = frozenset({"yes", "y", "true", "t", "1"}), frozenset({"no", "n", "false", "f", "0"})
NOT_READ = 0


@dataclass(frozen=True, slots=True)
class Parsed:
    """One value for each distinct text, and the problems by position."""

    values: NDArray[Any]
    problems: Mapping[int, Problem]


Parser = Callable[[Sequence[str]], Parsed]


def parse_each(
    texts: Sequence[str], read: Callable[[str], Any], blank: Any, dtype: Any = np.int32
) -> Parsed:
    """Return each text read by `read`, which returns a value or a Problem."""
    found = [read(text) if text else blank for text in texts]
    problems = {at: value for at, value in enumerate(found) if isinstance(value, Problem)}
    clean = [NOT_READ if isinstance(value, Problem) else value for value in found]
    return Parsed(np.array(clean, dtype=dtype), problems)


def hidden_character(text: str) -> Problem | None:
    """Return what is wrong with a text that holds a character nobody can see."""
    if text.isprintable():
        return None
    bad = next(character for character in text if not character.isprintable())
    return Problem(
        "control-characters",
        f"holds a hidden character (U+{ord(bad):04X})",
        "delete the cell and type it again",
    )


def spreadsheet_error(text: str) -> Problem | None:
    """Return what is wrong with a cell that shows a formula's error."""
    if not text.startswith("#") or not SPREADSHEET_ERROR.match(text):
        return None
    return Problem(
        "spreadsheet-error",
        "is a formula that failed",
        "mend the formula, or paste the value itself",
    )


def parse_ids(texts: Sequence[str]) -> Parsed:
    """Return each id's own position; faults for ids too long or spoilt by a spreadsheet."""

    def read(text: str) -> int | Problem:
        if len(text.encode("utf-8")) > LONGEST_ID:
            return Problem(
                "over-long-id",
                f"is longer than {LONGEST_ID} characters",
                "use the collar, staff or fleet number",
            )
        if SCIENTIFIC.fullmatch(text):
            return Problem(
                "scientific-id",
                "is a number that the spreadsheet shortened",
                "format the column as text and type the number again",
            )
        return 0

    found = parse_each(texts, read, -1)
    positions = np.where(found.values < 0, -1, np.arange(len(texts), dtype=np.int32))
    return Parsed(positions, found.problems)


def parse_text(texts: Sequence[str]) -> Parsed:
    """Return each text's own position; words need no reading."""
    return Parsed(np.arange(len(texts), dtype=np.int32), {})


def parse_whole(texts: Sequence[str]) -> Parsed:
    """Return whole numbers of nought or more; blank is -1."""
    return parse_each(texts, read_whole, -1)


def read_whole(text: str) -> int | Problem:
    """Return a whole number of nought or more."""
    try:
        number = float(text)
    except ValueError:
        return Problem("not-a-number", "is not a number", "write a whole number in digits")
    if number < 0:
        return Problem("negative-number", "is less than nought", "write nought or more")
    if not number.is_integer():
        return Problem("not-whole", "is not a whole number", "write a whole number")
    if number > LARGEST_WHOLE:
        return Problem("too-large", "is too large to be right", "check the figure")
    return int(number)


def parse_figures(texts: Sequence[str]) -> Parsed:
    """Return figures of nought or more; blank is not a number."""

    def read(text: str) -> float | Problem:
        try:
            number = float(text)
        except ValueError:
            return Problem("not-a-number", "is not a number", "write a figure in digits")
        if not 0 <= number <= LARGEST_WHOLE:
            return Problem("not-a-figure", "is less than nought or far too large", "check it")
        return number

    return parse_each(texts, read, np.nan, np.float64)


def parse_yes_no(texts: Sequence[str]) -> Parsed:
    """Return yes and no as True and False; blank is no."""

    def read(text: str) -> bool | Problem:
        word = text.casefold()
        if word in YES or word in NO:
            return word in YES
        return Problem("not-yes-or-no", "is neither yes nor no", "write yes or no")

    return parse_each(texts, read, False, np.bool_)


def parse_degrees(limit: float) -> Parser:
    """Return a parser of decimal degrees up to `limit` either way; blank is not a number."""

    def read(text: str) -> float | Problem:
        try:
            degrees = float(text)
        except ValueError:
            return Problem("not-a-number", "is not a number", "write decimal degrees, as 52.48")
        if not -limit <= degrees <= limit:
            return Problem(
                "off-the-map",
                "is not a position in degrees",
                f"write decimal degrees between -{limit:.0f} and {limit:.0f}",
            )
        return degrees

    return lambda texts: parse_each(texts, read, np.nan, np.float64)
