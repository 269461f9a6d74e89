"""Names in the order in which people count: `Base 2` before `Base 10`."""

import re

DIGITS = re.compile(r"(\d+)")


def natural_key(name: str) -> tuple[tuple[str, int], ...]:
    """Return what names are sorted by: words as words, and numbers within them as numbers."""
    words = DIGITS.split(name.casefold())
    numbers = [int(each) for each in words[1::2]] + [-1]
    return tuple(zip(words[::2], numbers, strict=True))
