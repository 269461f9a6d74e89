"""Every hour on a page: said in words, drawn small, and never by colour alone."""

import csv
import io
import re
from dataclasses import replace

import numpy as np
import pytest

from muster.policing import clock
from muster.rehearsal import Doubts, HourGroup, HourLimit, fixed, gather_supply, judge_hours
from muster.reporting import (
    Background,
    every_hour_report,
    render_hours_csv,
    render_html,
    render_markdown,
)
from muster.reporting.document import Figure
from muster.reporting.heat_map import GAP, Level, heat_map, hour_cells
from muster.reporting.hours_words import group_words, limit_words
from muster.synthesis import county_doctrine, network

DOCTRINE = county_doctrine()
START = clock.parse_instant("2026-01-01T00:00")
REQUIRED = {"barsetshire": (0, 1, 2, 3, 4), "mummerset": (1, 1, 1, 1, 1)}


@pytest.fixture(scope="module")
def seen():
    rosters = [each.roster for each in network("county", doctrine=DOCTRINE)]
    supply = gather_supply(
        rosters, doctrine=DOCTRINE, units=["psu"], starts=START, hours=8760, covered=False
    )
    doubts = Doubts(fixed(5), fixed(60))
    return judge_hours(supply, unit="psu", required=REQUIRED, doubts=doubts, seed=1, draws=20)


def one(seen, force):
    """Return the hours of one force."""
    at = seen.forces.index(force)
    return replace(
        seen,
        forces=(force,),
        required=seen.required[at : at + 1],
        declared=seen.declared[at : at + 1],
        units=seen.units[at : at + 1],
        limits=seen.limits[at : at + 1],
        lacking=seen.lacking[at : at + 1],
        met=seen.met[at : at + 1],
    )


def say(seen, **told):
    return every_hour_report(seen, Background(DOCTRINE, **told))


def test_a_year_of_one_force_is_drawn_in_less_than_150_kilobytes(seen):
    for force in seen.forces:
        drawn = [b.svg for b in say(one(seen, force)).blocks if isinstance(b, Figure)]
        assert len(drawn) == 5
        assert sum(len(svg) for svg in drawn) < 150_000
        assert len(render_html(say(one(seen, force)))) < 200_000


def test_says_of_one_force_how_often_it_is_likely_and_what_runs_short(seen):
    said = render_markdown(say(one(seen, "barsetshire")))
    assert re.search(r"can raise the \d whole PSUs? required within \d+ hours?", said)
    assert "with a chance of 80% or more at" in said
    assert "run short" in said
    assert "of hours. The worst are" in said


def test_says_that_a_force_declared_nothing(seen):
    assert "has declared no national contribution" in render_markdown(say(one(seen, "loamshire")))
    assert "has declared no" not in render_markdown(say(one(seen, "barsetshire")))
    assert "1 force has declared no national contribution" in render_markdown(say(seen))


def test_says_that_the_standards_are_recalled_unless_what_is_required_was_given(seen):
    said = render_markdown(say(one(seen, "barsetshire")))
    assert "10% of the contribution within 1 hour, rounded up | Recalled" in said
    given = render_markdown(say(replace(one(seen, "barsetshire"), given=True)))
    assert "of the contribution" not in given
    assert "as it was asked" in given


def test_a_table_of_many_has_every_force_by_every_notice(seen):
    said = render_markdown(say(seen))
    for force in seen.forces:
        assert said.count(f"{DOCTRINE.force(force).name} |") == 2 * len(seen.notices)


def test_a_force_that_is_only_numbered_is_said_so(seen):
    hidden = replace(seen, forces=("force-1", "force-2", "force-3"))
    said = render_markdown(say(hidden))
    assert "Force 3 |" in said
    for force in seen.forces:
        assert DOCTRINE.force(force).name not in said


def test_a_picture_is_the_hours_it_was_made_from():
    chance = np.random.default_rng(1)
    cells = chance.integers(0, 5, (24, 40))
    svg = heat_map("A title", "Words", cells, 20_000, LEVELS)
    assert (drawn(svg, cells.shape) == cells).all()
    cells[:, 7:30] = 2
    cells[5:9, 3] = GAP
    svg = heat_map("A title", "Words", cells, 20_000, LEVELS)
    assert (drawn(svg, cells.shape) == cells).all()


LEVELS = [Level(f"level {at}", f"l{at}") for at in range(5)]


def drawn(svg, shape):
    """Return the level of every cell, painted as a browser would."""
    found = np.full(shape, -9)
    common = re.search(r'<rect width="\d+" height="24" class="(\w+)"/>', svg)[1]
    found[:] = -1 if common == "gap" else int(common[1:])
    paths = re.findall(r'<path d="([^"]*)" class="run (\w+)"/>', svg)
    paths += re.findall(r'<path d="([^"]*)" id="[^"]*-run-(l\d)"/>', svg)
    for steps, class_ in paths:
        paint(found, steps, -1 if class_ == "gap" else int(class_[1:]))
    return found


def paint(found, steps, level):
    """Paint strokes one wide."""
    x = y = 0.0
    for over, down, way, length in re.findall(r"m(-?[\d.]+) ?(-?[\d.]+)([hv])(\d+)", steps):
        x, y = x + float(over), y + float(down)
        rows = range(int(y), int(y) + (1 if way == "h" else int(length)))
        columns = range(int(x), int(x) + (1 if way == "v" else int(length)))
        found[np.ix_(rows, columns)] = level
        x, y = (x + int(length), y) if way == "h" else (x, y + int(length))


def test_a_level_is_told_by_hatching_and_by_words_as_well_as_by_colour():
    cells = np.arange(24 * 10).reshape(24, 10) % 5
    svg = heat_map("A title", "Words", cells, 20_000, LEVELS)
    for level in LEVELS:
        assert f">{level.name}<" in svg
    assert len(set(re.findall(r'(?:stroke|fill)="url\(#([^)]*-map-[^)]*)\)"', svg))) == 2
    assert 'role="img"' in svg
    assert "<desc" in svg


def test_hours_lie_by_the_clock_on_the_days_it_is_changed():
    spring = clock.parse_instant("2026-03-28T00:00") + 60 * np.arange(47 + 24)
    cells, first = hour_cells(np.arange(len(spring)), spring)
    assert clock.date_of(first).isoformat() == "2026-03-28"
    assert cells[:, 0].tolist() == list(range(24))
    assert cells[1, 1] == cells[0, 1] == 24
    assert cells[2, 1] == 25
    assert cells[23, 2] == len(spring) - 1
    late = clock.parse_instant("2026-10-24T05:00") + 60 * np.arange(30)
    cells, _ = hour_cells(np.arange(30), late)
    assert (cells[:5, 0] == GAP).all()
    assert cells[1, 1] == 21


@pytest.mark.parametrize(
    ("group", "said"),
    [
        (("night", -1, 8, ""), "nights in August"),
        (("night", 4, 0, ""), "Friday nights"),
        (("", 6, 0, ""), "Sundays"),
        (("", 6, 12, ""), "Sundays in December"),
        (("", -1, 2, ""), "February"),
        (("morning", 0, 5, ""), "Monday mornings in May"),
        (("", -1, 0, "the Friday before Easter"), "the Friday before Easter"),
        (("night", -1, 0, "Christmas Day"), "the night of Christmas Day"),
    ],
)
def test_says_when_as_people_do(group, said):
    assert group_words(HourGroup(*group, 1, 2)) == said


def test_says_what_runs_short_the_most_often_first():
    limits = (
        HourLimit(("constable", "driver"), "", 0.6),
        HourLimit((), "carrier", 0.35),
        HourLimit(("sergeant",), "", 0.05),
    )
    assert limit_words(limits, DOCTRINE) == "constables and drivers 60%, carriers 35%"


def test_every_hour_of_every_force_is_there_as_data(seen):
    rows = list(csv.DictReader(io.StringIO(render_hours_csv(seen, synthetic=True))))
    assert len(rows) == len(seen.forces) * 8760
    for at in (0, 5000, 8760 + 17, 2 * 8760 + 8759):
        force, hour = divmod(at, 8760)
        row = rows[at]
        assert row["force"] == seen.forces[force]
        assert clock.parse_instant(row["at"]) == seen.minutes[hour]
        assert row["synthetic"] == "yes"
        for number, notice in enumerate(seen.notices):
            assert int(row[f"units_{notice}"]) == seen.units[force, hour, number]
            wanted = seen.required[force, number]
            assert int(row[f"required_{notice}"]) == wanted
            chance = row[f"chance_{notice}"]
            assert (chance == "") == (wanted == 0)
            if wanted:
                assert float(chance) == pytest.approx(seen.met[force, hour, number] / 20)


def test_a_span_without_anything_required_is_told_by_counts(seen):
    free = replace(seen, required=np.zeros_like(seen.required), given=True)
    assert "could raise up to" in render_markdown(say(one(free, "barsetshire")))
    assert "nothing is required" in render_markdown(say(free))
