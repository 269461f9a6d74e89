"""What the report of one force says of its curve."""

from dataclasses import replace

import pytest

from muster.policing import clock
from muster.reporting import Background, render_markdown, strength_report
from muster.strength import count_units

FEWER = "Fewer PSUs within 8 hours than within 4 hours"


@pytest.fixture
def told(county, barsetshire):
    """Return a function that tells a count whose curve has these whole PSUs, by notice."""
    doctrine, _ = county
    at = clock.parse_instant("2026-03-02T20:00")
    count = count_units(barsetshire, units=["psu"], at=at, within=60, doctrine=doctrine)

    def tell(*units: int) -> str:
        curve = tuple(
            (replace(kinds[0], low=high, high=high),)
            for kinds, high in zip(count.curve, units, strict=True)
        )
        return render_markdown(strength_report(replace(count, curve=curve), Background(doctrine)))

    return tell


def test_fewer_at_a_longer_notice_is_explained(told):
    said = told(0, 1, 2, 1, 3)
    assert FEWER in said
    assert "tours have ended" in said


@pytest.mark.parametrize("units", [(0, 1, 2, 2, 3), (1, 1, 1, 1, 1)])
def test_a_curve_that_never_falls_needs_no_explanation(told, units):
    assert "Fewer PSUs" not in told(*units)
