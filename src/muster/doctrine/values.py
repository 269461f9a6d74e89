"""Read one value of a doctrine entry, or say what is wrong with it.

Each raises ValueError with words that tell what was given and what will do.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

Entry = Mapping[str, Any]
ChoiceT = TypeVar("ChoiceT")


def only(what: str, entry: Entry, keys: Iterable[str]) -> None:
    """Refuse an entry that has a key it does not take."""
    for key in entry:
        if key not in keys:
            raise ValueError(f"{what} has no {key!r}; it takes {', '.join(keys)}")


def once(what: str, slugs: Iterable[str]) -> None:
    """Refuse a slug that is given twice."""
    seen: set[str] = set()
    for slug in slugs:
        if slug in seen:
            raise ValueError(f"{what} {slug!r} is given twice; add the two counts up")
        seen.add(slug)


def text(value: object) -> str:
    """Return a text, or refuse what is none."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a text; put it in quotation marks")
    return value


def prose(value: object) -> str:
    """Return a text that says something."""
    if not text(value).strip():
        raise ValueError("a text is blank; write it")
    return text(value)


def texts(values: object) -> tuple[str, ...]:
    """Return a list of texts."""
    if not isinstance(values, list):
        raise ValueError(f"{values!r} is not a list; put it in square brackets")
    return tuple(text(value) for value in values)


def yes_or_no(value: object) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def whole(value: object) -> int:
    """Return a whole number of nought or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} is not a whole number of nought or more")
    return value


def some(value: object) -> int:
    """Return a whole number of one or more."""
    if whole(value) == 0:
        raise ValueError("0 is too few; give 1 or more, or leave it out")
    return whole(value)


def number(value: object, low: float, high: float) -> float:
    """Return a number from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise ValueError(f"{value!r} is not a number between {low} and {high}")
    return float(value)


def share(value: object) -> float:
    """Return a number from 0 to 1."""
    return number(value, 0, 1)


def one_of(value: object, known: tuple[ChoiceT, ...]) -> ChoiceT:
    """Return the one of `known` that is given."""
    for choice in known:
        if value == choice:
            return choice
    raise ValueError(f"{value!r} is not one of {', '.join(map(str, known))}")
