"""Words a cell may hold, in every spelling doctrine knows, against their codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from muster.doctrine import Doctrine
from muster.intake.cells import Parsed
from muster.intake.faults import Problem
from muster.intake.tables import plain

MOST_SUGGESTED = 200
SEPARATORS = str.maketrans(",;&/", "++++")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one kind: `spellings` are plain, codes index `slugs`."""

    what: str
    slugs: tuple[str, ...]
    spellings: Mapping[str, int]

    def code(self, text: str) -> int:
        """Return the code of a word, or -1."""
        return self.spellings.get(plain(text), -1)

    def problem(self, text: str, suggest: bool = True) -> Problem:
        """Return what to say of a word that is not known, with the nearest that is."""
        near = get_close_matches(plain(text), self.spellings, n=1) if suggest else []
        known = ", ".join(self.slugs) if len(self.slugs) <= MOST_SUGGESTED else "the list"
        remedy = (
            f"did you mean {self.slugs[self.spellings[near[0]]]!r}?"
            if near
            else f"use one of: {known}"
        )
        code = f"unknown-{self.what.replace(' ', '-')}"
        return Problem(code, f"is not a known {self.what}", remedy)

    def parse(self, texts: Sequence[str]) -> Parsed:
        """Return the code of each word, -1 where blank."""
        codes = np.array([self.code(text) if text else -1 for text in texts], dtype=np.int32)
        unknown = [at for at, text in enumerate(texts) if text and codes[at] < 0]
        problems = {
            at: self.problem(texts[at], suggest=seen < MOST_SUGGESTED)
            for seen, at in enumerate(unknown)
        }
        return Parsed(codes, problems)

    def parse_all(self, text: str) -> tuple[tuple[int, ...], Problem | None]:
        """Return the codes of words joined by +, and what is wrong with the first unknown."""
        words = [word.strip() for word in text.translate(SEPARATORS).split("+") if word.strip()]
        codes = tuple(self.code(word) for word in words)
        wrong = next((word for word, code in zip(words, codes, strict=True) if code < 0), None)
        if wrong is None:
            return codes, None
        problem = self.problem(wrong)
        return (), Problem(problem.code, f"names {wrong!r}, which {problem.fault}", problem.remedy)


def vocabulary_of(doctrine: Doctrine, table: str) -> Vocabulary:
    """Return doctrine's words of a kind (`rank`, `skill`, `duty_kind`, …)."""
    slugs = tuple(value.slug for value in getattr(doctrine, f"{table}s"))
    at = {slug: code for code, slug in enumerate(slugs)}
    spellings = {plain(spelling): at[slug] for spelling, slug in doctrine.aliases[table].items()}
    return Vocabulary(table.replace("_", " "), slugs, spellings)


def vocabulary_from(what: str, names: Sequence[str]) -> Vocabulary:
    """Return the return's own names (bases, patterns) as words, codes in the order given."""
    return Vocabulary(what, tuple(names), {plain(name): at for at, name in enumerate(names)})
