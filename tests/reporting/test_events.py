"""Events as a document: the timeline, the clashes, the working."""

import io
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from rich.console import Console
from tests.reporting.conftest import EVENTS

from muster.intake import read_events
from muster.mobilisation import look_at_events
from muster.policing import clock
from muster.reporting import Background, events_report, print_document, render_html
from muster.reporting.timeline import Lane, timeline_chart

HOSTILE = '<b>Rovers</b> & "co"'


@pytest.fixture(scope="module")
def listed(county):
    return read_events(EVENTS, doctrine=county[0]).values


def report(county, listed, network=None, holdings=None, start="2026-03-07T00:00"):
    at = clock.parse_instant(start)
    outlook = look_at_events(
        listed, start=at, end=at + 3 * clock.DAY, doctrine=county[0], holdings=holdings or {}
    )
    return events_report(outlook, Background(county[0], synthetic=True), network)


def printed(document, width=100):
    console = Console(file=io.StringIO(), width=width, no_color=True)
    print_document(document, console)
    return " ".join(console.file.getvalue().split())


def test_a_page_of_events_is_well_formed_and_fetches_nothing(some_events):
    page = render_html(some_events)
    body = re.search("<body.*?>(.*)</body>", page, re.DOTALL).group(1)
    ElementTree.fromstring(f"<body>{body}</body>")
    assert not re.search(r"(src|href)=\"(?!#)", page)
    assert "nobody in this is real" in page


def test_a_clash_says_what_is_lacking_and_opens_to_its_units(some_events):
    page = render_html(some_events)
    assert "lacks 5" in page
    assert "By itself, after cover" in page
    assert "3 sergeants (PSU/serial); 2 constables (PSU/serial)" in page


def test_commanders_named_twice_and_nobody_are_told(some_events):
    said = printed(some_events, 140)
    assert "EV-2 (gold), EV-1 (gold) at once" in said
    assert "nobody named" in said


def test_units_by_confidence_say_that_they_are_no_number_to_send(some_events):
    said = printed(some_events, 140)
    assert "is no number of units to send" in said
    assert "All, weighted" in said and "PSU 5.1" in said


def test_every_figure_of_the_method_shows_its_standing(some_events):
    said = printed(some_events, 140)
    assert "Every figure of the method is an example" in said
    assert "Raised at 4 hours notice Local" in said


def test_what_was_not_asked_and_what_is_not_known_are_told_apart(county, listed):
    assert "was not asked" in printed(report(county, listed))
    unknown = printed(report(county, listed, network="elsewhere"))
    assert "what can be raised then is not known" in unknown
    assert "hours nothing is sure" in unknown


def test_a_period_without_events_says_so(county, listed):
    assert "No event of the file falls in the period" in printed(
        report(county, listed, start="2026-05-07T00:00")
    )


def test_more_events_than_lanes_are_in_the_table_alone(county, listed):
    many = [replace(listed[0], id=f"EV-{number:03}") for number in range(70)]
    page = render_html(report(county, many))
    assert "10 later ones are in the table alone" in page
    assert page.count('class="bar"') == 60 + 1
    assert "EV-069" in page


def test_hostile_names_are_only_words(county, listed):
    hostile = [replace(listed[0], name=HOSTILE, notified_by=HOSTILE)]
    page = render_html(report(county, hostile))
    assert "<b>Rovers" not in page and "&lt;b&gt;Rovers" in page


def test_a_bar_stands_where_it_is_in_time():
    drawn = timeline_chart(
        "T",
        "D",
        [Lane("one", (25, 75), (0, 100), ((50, 100),)), Lane("two", (100, 100), (90, 200))],
        span=(0, 100),
        marks=[(0, "start"), (50, "half")],
        key=("bar", "band", "broken"),
    )
    chart = ElementTree.fromstring(drawn)
    boxes = [
        (each.get("class"), float(each.get("x")), float(each.get("width")))
        for each in chart
        if each.tag.endswith("rect")
    ][2:]
    (band, left, width), (bar, from_, long), *_, thin = boxes
    assert (band, bar) == ("band", "bar")
    assert from_ - left == pytest.approx(width / 4, abs=0.1)
    assert long == pytest.approx(width / 2, abs=0.1)
    assert thin[2] == 2.0
    broken = [each for each in chart if each.get("class") == "floor"][1]
    assert float(broken.get("x1")) == pytest.approx(left + width / 2, abs=0.1)


@pytest.mark.parametrize("hours", [1, 5, 30, 80, 400, 9000])
def test_marks_of_time_are_few_and_even(county, listed, hours):
    event = replace(listed[0], end=listed[0].start + hours * 60)
    at = clock.parse_instant("2026-03-07T00:00")
    outlook = look_at_events(
        [event], start=at, end=at + 400 * clock.DAY, doctrine=county[0], holdings={}
    )
    page = render_html(events_report(outlook, Background(county[0]), None))
    labels = re.findall(r'text-anchor="middle">([^<]+)<', page)
    assert 1 <= len(labels) <= 9
    assert all(one != other for one, other in pairwise(labels))
