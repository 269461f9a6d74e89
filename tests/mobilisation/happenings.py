"""Events of the fictional county, made by hand or drawn."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from muster.doctrine import read_doctrine
from muster.mobilisation import Event
from muster.policing import clock

DOCTRINE = read_doctrine()
METHOD = DOCTRINE.event_method(date(2026, 3, 7))
MATCH_DAY = clock.parse_instant("2026-03-07T00:00")
UNANSWERED = dict.fromkeys(METHOD.factors)
NO = dict.fromkeys(METHOD.factors, 0.0)
COMMAND = {"gold": ("ACC Operations",), "silver": ("Supt Central",), "bronze": ("CI North",)}
PROTEST = Event(
    id="EV-1",
    name="Save the Mill",
    kind="protest",
    force="barsetshire",
    place=None,
    start=MATCH_DAY + 14 * 60,
    end=MATCH_DAY + 16 * 60,
    attendance=600,
    answers=NO,
    command=COMMAND,
    confidence="notified",
    notified_by="The organiser",
)


def happening(id_="EV-1", *, hours=None, answers=None, **changed):
    """Return the protest with something changed; `hours` are from and until, on the day."""
    if hours:
        changed |= {"start": MATCH_DAY + int(hours[0] * 60), "end": MATCH_DAY + int(hours[1] * 60)}
    if answers is not None:
        changed["answers"] = {**NO, **answers}
    return replace(PROTEST, id=id_, **changed)


answers = st.fixed_dictionaries(
    {
        slug: st.sampled_from([0.0, None, 1.0])
        if factor.answer == "yes-no"
        else st.sampled_from([0.0, None, 0.5, 1.0, 1.5, 3.0, 5.5])
        for slug, factor in METHOD.factors.items()
    }
)
events = st.builds(
    lambda number, kind, start, length, attendance, given, confidence, posts: replace(
        PROTEST,
        id=f"EV-{number}",
        kind=kind,
        start=MATCH_DAY + start,
        end=MATCH_DAY + start + length,
        attendance=attendance,
        answers=given,
        confidence=confidence,
        command={"gold": posts, "silver": (), "bronze": ()},
    ),
    st.integers(1, 99),
    st.sampled_from(sorted(METHOD.kinds)),
    st.integers(0, 40 * 60),
    st.integers(1, 10 * 60),
    st.one_of(st.none(), st.integers(0, 50_000)),
    answers,
    st.sampled_from(sorted(METHOD.confidences)),
    st.sampled_from([(), ("ACC Operations",), ("Supt Central", "acc  operations")]),
)
