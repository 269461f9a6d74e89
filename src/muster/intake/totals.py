"""Read counts: totals from a force that gives totals and not people."""

from collections.abc import Sequence

import numpy as np

from muster.intake.cells import Parsed, parse_text, parse_whole, parse_yes_no
from muster.intake.context import Context
from muster.intake.faults import Problem
from muster.intake.sheets import TableReading
from muster.intake.times import parse_instants
from muster.intake.vocabulary import Vocabulary
from muster.strength import Count, CountSet

Words = dict[str, tuple[str, ...]]


def read_counts(context: Context, force: str) -> CountSet | None:
    """Return the sound rows of counts, or None when the table was not given."""
    reading = context.open("counts")
    as_at = reading.column("as_at", parse_instants(context.window, 0, closing=False))
    within = reading.column("within_minutes", parse_whole)
    count = reading.column("count", parse_whole)
    exclusive = reading.column("exclusive", parse_yes_no)
    reading.column("source", parse_text)
    subjects = _word_lists(
        reading, "subject", (context.words["rank"], context.words["vehicle_kind"])
    )
    skills = _word_lists(reading, "skills", (context.words["skill"],))
    if "counts" not in context.raw:
        return None
    counts = tuple(
        Count(
            int(as_at[row]),
            int(within[row]),
            subjects[reading.value("subject", row)],
            skills.get(reading.value("skills", row), ()),
            int(count[row]),
            bool(exclusive[row]),
            " ".join(reading.value("source", row).split()),
        )
        for row in np.flatnonzero(~reading.dropped).tolist()
        if subjects
    )
    return CountSet(force, counts)


def _word_lists(reading: TableReading, column: str, among: Sequence[Vocabulary]) -> Words:
    """Return the slugs each text of a column names; logs the texts that name none."""
    found: Words = {"": ()}

    def parse(texts: Sequence[str]) -> Parsed:
        problems = {}
        for at, text in enumerate(texts):
            slugs, problem = read_words(text, among)
            found[text] = slugs
            if problem and text:
                problems[at] = problem
        return Parsed(np.arange(len(texts)), problems)

    reading.column(column, parse)
    return found


def read_words(text: str, among: Sequence[Vocabulary]) -> tuple[tuple[str, ...], Problem | None]:
    """Return the slugs a text names, all of one vocabulary; only the first may be joined by +."""
    problems = []
    for place, words in enumerate(among):
        codes, problem = words.parse_all(text)
        if problem is None and place and len(codes) != 1:
            problem = Problem(
                "mixed-subject", f"joins {words.what}s", "give one row a vehicle kind"
            )
        if problem is None:
            return tuple(words.slugs[code] for code in dict.fromkeys(codes)), None
        problems.append(problem)
    # The vocabulary with a near word says more than the one without.
    hints = [each for each in problems if "did you mean" in each.remedy]
    mixed = [each for each in problems if each.code == "mixed-subject"]
    return (), (mixed or hints or problems)[0]
