"""Small tests without notice, made by hand or drawn."""

from datetime import date

from hypothesis import strategies as st

from muster.doctrine import read_doctrine
from muster.mobilisation import AnswerKind, NoNoticeTest, TimedAnswer
from muster.policing import clock
from muster.strength import Count, CountSet

DOCTRINE = read_doctrine()
AT = clock.parse_instant("2026-03-02T20:00")
PSU = DOCTRINE.composition("psu", date(2026, 3, 2))
TAKES = {post.slug: post.count for post in PSU.posts} | {
    need.kind: need.count for need in PSU.vehicles
}
RECORDS = CountSet(
    "barsetshire",
    (
        Count(AT, 0, ("inspector",), ("psu_commander",), 5, False, ""),
        Count(AT, 0, ("carrier",), (), 5, False, ""),
    ),
)


def answer(minutes, kind, what, count, **more):
    """Return an answer; `what` is posts joined by +."""
    return TimedAnswer(minutes, AnswerKind(kind), tuple(what.split("+")), count, **more)


def arrivals(minutes, *, units=1, kind="arrived", **short):
    """Return what arrives for so many units at a minute, less what is short of each."""
    return [
        answer(minutes, kind, what, units * takes - short.get(what, 0))
        for what, takes in TAKES.items()
        if units * takes > short.get(what, 0)
    ]


def put_test(*answers, **more):
    """Return a test of Barsetshire with these answers."""
    given = {"name": "A test", "units": 3, "put_at": AT} | more
    return NoNoticeTest(force="barsetshire", unit="psu", answers=tuple(answers), **given)


# What arrives comes a half, a whole or two of what a unit takes, so that units are often made.
drawn_arrivals = st.lists(
    st.builds(
        lambda minutes, what, times: answer(minutes, "arrived", what, TAKES[what] * times // 2),
        st.sampled_from([0, 12, 29, 30, 45, 60, 90, 120]),
        st.sampled_from(list(TAKES)),
        st.integers(1, 4),
    ),
    max_size=14,
)
