"""Small rosters drawn at random for tests, with everything in them that can go wrong."""

import numpy as np
from hypothesis import strategies as st

from muster.policing import clock
from muster.strength import (
    Abstractions,
    Bases,
    Duties,
    MinimumCover,
    Officers,
    Overlay,
    Patterns,
    Roster,
    Tickets,
    Vehicles,
)

SPRING = clock.parse_instant("2026-03-29T03:30")
AUTUMN = clock.parse_instant("2026-10-25T03:30")
WINTER = clock.parse_instant("2026-01-12T12:00")
MIDDLES = (SPRING, AUTUMN, WINTER)


def column(values, dtype):
    return np.array(list(values), dtype=dtype)


def table(kind, rows, dtypes):
    columns = list(zip(*rows, strict=True)) if rows else [[] for _ in dtypes]
    return kind(*(column(values, dtype) for values, dtype in zip(columns, dtypes, strict=True)))


def make_roster(
    officers,
    patterns=(),
    duties=(),
    tickets=(),
    abstractions=(),
    vehicles=(),
    *,
    starts,
    ends,
    force="barsetshire",
):
    """A roster from plain rows; every table is sorted as its docstring says."""
    count = 1 + max((row[0] for row in patterns), default=-1)
    return Roster(
        force=force,
        starts=starts,
        ends=ends,
        officers=table(
            Officers,
            officers,
            ("S8", "i1", "i2", "i4", "i2", "i2", "i4", "?", "i4", "i4"),
        ),
        patterns=table(Patterns, sorted(patterns), ("i2", "i2", "i2", "i2", "i1")),
        duties=table(Duties, sorted(duties), ("i4", "i4", "i4", "i1")),
        tickets=table(Tickets, sorted(tickets), ("i4", "i2", "i4", "i4")),
        abstractions=table(
            Abstractions,
            sorted(abstractions, key=lambda row: (row[0], row[2])),
            ("i4", "i1", "i4", "i4"),
        ),
        vehicles=table(Vehicles, vehicles, ("S8", "i1", "i2", "i4", "i4")),
        bases=Bases(("Barchester",), column([52.0], "f8"), column([-1.0], "f8")),
        minimum_cover=table(MinimumCover, (), ("i2", "i1", "i2", "i2", "u1", "i4")),
        pattern_names=tuple(f"pattern {number}" for number in range(count)),
        on_call_groups=("silver",),
    )


@st.composite
def cycles(draw, number, kinds):
    """The rows of one pattern: every day stated, tours of all lengths, some two a day."""
    rows = []
    for day in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, 47)) * 30
        length = draw(st.integers(1, 48)) * 30
        kind = draw(st.sampled_from(kinds))
        rows.append((number, day, start, start + length, kind))
        if draw(st.booleans()) and start >= 120:
            rows.append((number, day, start - 120, start - 60, draw(st.sampled_from(kinds))))
    return rows


@st.composite
def rosters(draw, doctrine, middle, reach=6):
    """A roster of a few officers with trouble within `reach` days of a minute."""
    kinds = range(len(doctrine.duty_kinds))
    minutes = st.integers(-reach * 96, reach * 96).map(lambda quarter: middle + quarter * 15)
    days = minutes.map(lambda minute: minute // clock.DAY)
    patterns = [
        row
        for number in range(draw(st.integers(0, 3)))
        for row in draw(cycles(number, list(kinds)))
    ]
    names = [-1, *sorted({row[0] for row in patterns})]
    far = st.sampled_from([clock.NEVER, clock.FOREVER])
    count = draw(st.integers(1, 6))
    officers = [
        (
            f"{number:04d}".encode(),
            draw(st.integers(0, 2)),
            0,
            draw(st.sampled_from([-1, 0, 30, 60, 240, 1500])),
            draw(st.sampled_from([-1, -1, 0])),
            draw(st.sampled_from(names)),
            draw(st.one_of(days, st.integers(0, 40).map(lambda back: middle // 1440 - 9 - back))),
            draw(st.integers(0, 9)) == 0,
            draw(st.one_of(st.just(clock.NEVER), days)),
            draw(st.one_of(st.just(clock.FOREVER), days)),
        )
        for number in range(count)
    ]
    who = st.integers(0, count - 1)
    spans = st.tuples(minutes, st.integers(1, 200)).map(lambda s: (s[0], s[0] + 15 * s[1]))
    duties = draw(st.lists(st.tuples(who, spans, st.sampled_from(list(kinds))), max_size=6))
    tickets = draw(
        st.lists(st.tuples(who, st.integers(0, 5), days, st.one_of(days, far)), max_size=20)
    )
    away = draw(st.lists(st.tuples(who, st.integers(0, 3), spans), max_size=4))
    vehicles = [
        (f"V{number}".encode(), draw(st.integers(0, 1)), 0, *draw(st.one_of(
            spans, st.just((clock.FOREVER, clock.FOREVER)))))
        for number in range(draw(st.integers(0, 4)))
    ]  # fmt: skip
    return make_roster(
        officers,
        patterns,
        [(officer, *span, kind) for officer, span, kind in duties],
        [(officer, skill, a, b) for officer, skill, a, b in tickets],
        [(officer, kind, *span) for officer, kind, span in away],
        vehicles,
        starts=middle - 30 * clock.DAY,
        ends=draw(st.one_of(minutes, st.just(middle + 400 * clock.DAY))),
    )


@st.composite
def overlays_near(draw, middle):
    minutes = st.integers(-200, 200).map(lambda quarter: middle + quarter * 15)
    return tuple(
        Overlay(start, start + draw(st.integers(1, 3000)), subject, effect, "aid", start)
        for start, subject, effect in draw(
            st.lists(
                st.tuples(
                    minutes,
                    st.sampled_from(["0000", "0001", "V0", "9999"]),
                    st.sampled_from(["deployed", "unavailable", "off_road"]),
                ),
                max_size=3,
            )
        )
    )
