"""Figures side by side: scales that hold what can be, and names that are never cut unseen."""

import re

import pytest

from muster.reporting.chance_charts import Curve, curve_chart
from muster.reporting.dots_charts import Scale, Swing, share_scale, tornado_chart


@pytest.mark.parametrize("low", [0.0, 0.004, 0.09, 0.3, 0.95, 1.0])
@pytest.mark.parametrize("high", [0.02, 0.31, 0.5, 0.77, 0.86, 1.0])
def test_a_scale_of_shares_reaches_from_what_can_be_to_what_can_be(low, high):
    scale = share_scale([min(low, high), max(low, high)])
    assert 0 <= scale.low <= min(low, high)
    assert max(low, high) <= scale.high <= 1
    assert [scale.low, scale.high] == [scale.marks[0][0], scale.marks[-1][0]]
    assert not [said for _, said in scale.marks if "-" in said]


@pytest.mark.parametrize("length", [12, 40, 200])
def test_a_name_stands_whole_beside_its_field_or_says_that_it_does_not(length):
    name = "n" * length
    drawn = tornado_chart(
        "t", "d", [Swing(name, 0.1, 0.3, "10% / 30%")], 0.2, Scale(0, 1, ((0, "0%"), (1, "100%")))
    )
    wide = re.search(r'<text x="([\d.]+)" [^>]*text-anchor="end">(n+…?)</text>', drawn)
    assert float(wide[1]) >= 7 * len(wide[2])
    assert (wide[2] == name) == (length <= 40)


@pytest.mark.parametrize(("asked", "anchor"), [(5, "start"), (35, "start"), (95, "end")])
def test_what_is_asked_stands_clear_of_the_name_of_the_axis(asked, anchor):
    falls = [Curve("A", "a", [1.0, *[0.0] * 100])]
    drawn = re.findall(r'text-anchor="(\w+)">asked: ', curve_chart("t", "d", falls, asked))
    assert drawn == [anchor] * 2
