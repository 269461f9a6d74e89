"""Criteria and evidence made by hand or drawn, for tests of grading."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from muster.assessment import Evidence, Finding, Truth, grade_criterion
from muster.doctrine import LEVELS, Criterion, Source
from muster.policing import clock

NOW = clock.parse_instant("2026-03-02T20:00")
MIDNIGHT = clock.parse_instant("2026-03-02T00:00")
SLUG, MEASURE = "public-order.capacity.units", "psu.local"
SHELF_LIFE = 365


def criterion(**changes) -> Criterion:
    """Return a criterion that asks for 20 units within the hour, 15 being partly met."""
    plain = Criterion(
        slug=SLUG,
        threat="public-order",
        aspect="capacity",
        statement="The force can raise the units it needs.",
        basis="computed",
        measure=MEASURE,
        unit="units",
        within_minutes=60,
        requirement=20.0,
        partial_share=0.75,
        partial_note="",
        level="mustered",
        shelf_life_days=SHELF_LIFE,
        editions=("2012",),
        systems=("P1",),
        moves="Train more.",
        starts=date(2012, 7, 31),
        source=Source("local", note="made by hand"),
    )
    return replace(plain, **changes)


def yes_no(slug="public-order.capacity.plan", **changes) -> Criterion:
    """Return a criterion that is answered yes, partly or no."""
    answered = {
        "unit": "yes-no",
        "measure": slug,
        "within_minutes": None,
        "requirement": 1.0,
        "partial_share": 0.5,
        "level": "stated",
        "basis": "register",
    }
    return criterion(slug=slug, **(answered | changes))


def piece(truth="recorded", value=20.0, days_ago=10, **changes) -> Evidence:
    """Return an exact figure at an hour's notice, ten days old unless told."""
    plain = Evidence(
        about=MEASURE,
        truth=Truth(truth),
        value=value,
        low=0.0 if value is None else value,
        within=60,
        as_at=MIDNIGHT - days_ago * clock.DAY,
        statement="",
        source="a test",
        level="mustered" if truth == "demonstrated" else None,
    )
    return replace(plain, **changes)


def answer(value=1.0, about="public-order.capacity.plan", **changes) -> Evidence:
    """Return an answer of yes (1), partly (a half) or no (0)."""
    return piece(value=value, about=about, within=None, outcome=True, **changes)


def required(value, **changes) -> Evidence:
    """Return what a force declares that it requires."""
    return piece("declared", value, about=MEASURE + ".required", within=None, **changes)


def graded(*evidence: Evidence, of: Criterion | None = None, at: int = NOW) -> Finding:
    """Return the finding of a criterion from some evidence."""
    return grade_criterion(of or criterion(), evidence, at=at)


TRUTHS = st.sampled_from(list(Truth))
FIGURES = st.integers(0, 30).map(float)
NOTICES = st.sampled_from([60, 60, 60, 240, None])
MINUTES_AGO = st.integers(0, 500 * clock.DAY)
TEXTS = st.sampled_from(["", "seen", "told"])


@st.composite
def pieces(draw, truths=TRUTHS, ages=MINUTES_AGO, exact=False) -> Evidence:
    """Draw a piece about the plain criterion, of any truth, age, notice, level and figure."""
    low = draw(FIGURES)
    truth = draw(truths)
    spread = 0.0 if exact else draw(st.sampled_from([0.0, 0.0, 3.0, None]))
    return Evidence(
        about=draw(st.sampled_from([MEASURE, SLUG])),
        truth=truth,
        value=None if spread is None else low + spread,
        low=low,
        within=draw(NOTICES),
        as_at=NOW - draw(ages),
        statement=draw(TEXTS),
        source=draw(TEXTS),
        level=draw(st.sampled_from(LEVELS)) if truth is Truth.DEMONSTRATED else None,
    )


@st.composite
def requirements(draw) -> Evidence:
    """Draw a declared requirement of any age."""
    return required(draw(FIGURES), days_ago=draw(st.integers(0, 400)), source=draw(TEXTS))


def bodies(exact=False, least=0) -> st.SearchStrategy[Sequence[Evidence]]:
    """Draw everything known of a criterion."""
    return st.lists(pieces(exact=exact) | requirements(), min_size=least, max_size=6)
