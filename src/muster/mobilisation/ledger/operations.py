"""Operations by name: spelt in any way, and met with the nearest where there is none."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from muster.errors import MusterError

MOST_NAMED = 8
NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")
PREFIX = re.compile(r"op(eration)?-(?=.)")


class UnableToFindOperation(MusterError):
    """The ledger holds no operation of that name."""


def operation_slug(name: str) -> str:
    """Return an operation's name in lower case, its words joined by hyphens.

    `Operation Cabinet`, `Op Cabinet` and `cabinet` are the same.
    """
    words = NOT_IN_A_SLUG.sub("-", name.casefold()).strip("-")
    return words[found.end() :] if (found := PREFIX.match(words)) else words


def find_operation(name: str, known: Mapping[str, str]) -> str:
    """Return the slug of an operation among those known (names by slug).

    Raises UnableToFindOperation with the nearest, or else with some that are known: one that
    is misspelt must not pass for one that is left out.
    """
    wanted = operation_slug(name)
    if wanted in known:
        return wanted
    near = get_close_matches(wanted, known, n=1) or _sharing_a_word(wanted, known)
    if near:
        hint = f"did you mean {known[near[0]]!r}?"
    elif known:
        shown = ", ".join(sorted(known.values())[:MOST_NAMED])
        more = len(known) - MOST_NAMED
        hint = f"it has {shown}" + (f" and {more:,} more" if more > 0 else "")
    else:
        hint = "it names none at all"
    raise UnableToFindOperation(f"There is no operation {name!r} in the ledger; {hint}")


def _sharing_a_word(wanted: str, known: Mapping[str, str]) -> list[str]:
    words = set(wanted.split("-")) - {""}
    ranked = sorted(known, key=lambda slug: (-len(words & set(slug.split("-"))), slug))
    return [slug for slug in ranked if words & set(slug.split("-"))]
