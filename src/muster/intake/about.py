"""Read the about table: which force, which period, prepared when and by whom."""

from dataclasses import dataclass

import numpy as np

from muster.intake.cells import parse_text, parse_yes_no
from muster.intake.context import Context
from muster.intake.faults import Problem
from muster.intake.returns import About
from muster.intake.times import parse_instants, period_window, window_around
from muster.intake.vocabulary import vocabulary_of
from muster.policing import clock

WORDS = ("prepared_by", "source")


@dataclass(frozen=True, slots=True)
class Cover:
    """The about table as read."""

    about: About
    synthetic: bool


def read_about(context: Context) -> Cover:
    """Return who and when; the window in which other dates can lie is set from the period."""
    reading = context.open("about")
    words = vocabulary_of(context.doctrine, "force")
    force = reading.column("force", words.parse)
    window = period_window()
    instants = {
        name: reading.column(name, parse_instants(window, 0, closing=name == "period_until"))
        for name in ("period_from", "period_until", "prepared_at")
    }
    for name in WORDS:
        reading.column(name, parse_text)
    synthetic = reading.column("synthetic", parse_yes_no)
    if len(reading) != 1:
        _refuse_count(context)
        return Cover(About("", 0, 0, 0, ""), False)
    starts, ends, prepared = (int(instants[name][0]) for name in instants)
    if not reading.dropped[0] and "period_until" in reading.texts and ends <= starts:
        problem = Problem("period-reversed", "is not after period_from", "swap the two")
        reading.refuse_rows(np.array([0]), "period_until", lambda _: problem)
    if starts:
        context.window = window_around(int(clock.local_day(np.array([starts]))[0]))
    slug = words.slugs[int(force[0])] if force[0] >= 0 else ""
    words_of = (" ".join(reading.value(name, 0).split()) for name in WORDS)
    about = About(slug, starts, ends, prepared, *words_of)
    return Cover(about, bool(synthetic[0]))


def _refuse_count(context: Context) -> None:
    """Say that there must be exactly one row, unless the table's absence is already said."""
    reading = context.readings["about"]
    if "about" not in context.raw:
        return
    reading.refuse(
        Problem(
            "about-rows",
            f"has {len(reading)} rows and needs one",
            "give one row: the force, the period, when it was prepared and by whom",
        )
    )
