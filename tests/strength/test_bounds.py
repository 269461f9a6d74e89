"""Counts bound the answer: never wrongly, and as tightly as the report's own figures show."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strength.builders import AT, DOCTRINE, Person, parade, unit

from muster.policing import clock
from muster.strength import Count, CountSet, Options, count_units, form_units
from muster.strength.bounds import bounds_from_counts
from muster.strength.capacity import UNBOUNDED, most_units
from muster.strength.read_counts import read_counts

NIGHT = clock.parse_instant("2013-09-01T00:00")
RANKS = ("constable", "sergeant")
ROLES = ("public_order_level_2", "psu_driver")
KIND = unit("psu", (1, ["sergeant"], [ROLES[0]]), (2, ["constable", "sergeant"], [ROLES[1]]))


def report():
    """Return the report's counts: five inspectors and carriers at once, ten and 700 later."""
    level_2 = ("public_order_level_2",)
    return CountSet(
        "west-midlands",
        (
            Count(NIGHT, 0, ("inspector",), ("psu_commander",), 5, False, ""),
            Count(NIGHT, 0, ("carrier",), (), 5, False, ""),
            Count(NIGHT, 60, ("inspector",), ("psu_commander",), 10, False, ""),
            Count(NIGHT, 60, ("sergeant", "constable"), level_2, 700, False, ""),
        ),
    )


def ask(within):
    return count_units(report(), units=["psu"], at=NIGHT, within=within, doctrine=DOCTRINE)


def test_ten_inspectors_make_at_most_ten_units_within_the_hour():
    (psu,) = ask(60).kinds
    assert (psu.low, psu.high, psu.whole_units) == (0, 10, 10)
    assert psu.unknown == ("driver", "carrier")
    assert [(need.post, need.count) for need in psu.next_unit_needs] == [("commander", 1)]


def test_five_carriers_carry_one_unit_at_once():
    (psu,) = ask(0).kinds
    assert (psu.low, psu.high) == (0, 1)
    assert [(need.post, need.count) for need in psu.next_unit_needs] == [("carrier", 1)]
    assert psu.unknown == ("sergeant", "constable", "driver")


def test_nothing_stated_for_four_hours_is_unknown_and_not_nought():
    (psu,) = ask(240).kinds
    assert (psu.low, psu.high, psu.next_unit_needs) == (0, None, ())


def count(subjects, skills, number, within=0, exclusive=False, as_at=AT):
    return Count(as_at, within, subjects, skills, number, exclusive, "said")


def bounds(*rows, kind=KIND, within=0):
    found = bounds_from_counts(CountSet("loamshire", rows), [kind], at=AT, within=within)
    return most_units(found.low, 0), most_units(found.high, 0)


SERGEANTS = unit("psu", (1, ["sergeant"], [ROLES[0]]))


def test_rows_that_may_overlap_are_not_added():
    rows = [count(("sergeant",), (ROLES[0],), n, within) for n, within in ((3, 0), (4, 60))]
    assert bounds(*rows, kind=SERGEANTS, within=60) == (4, 4)


def test_exclusive_rows_are_added():
    rows = [count(("sergeant",), (ROLES[0],), n, w, exclusive=True) for n, w in ((3, 0), (4, 60))]
    assert bounds(*rows, kind=SERGEANTS, within=60) == (7, 7)


def test_rows_of_different_ranks_are_added():
    anyone = unit("psu", (1, RANKS, [ROLES[0]]))
    rows = [count((rank,), (ROLES[0],), 2) for rank in RANKS]
    assert bounds(*rows, kind=anyone) == (4, 4)


def test_a_shorter_notice_is_a_lower_bound_and_a_longer_one_an_upper_bound():
    row = count(("sergeant",), (ROLES[0],), 3, within=60)
    assert bounds(row, kind=SERGEANTS, within=240) == (3, UNBOUNDED)
    assert bounds(row, kind=SERGEANTS, within=0) == (0, 3)


def test_the_latest_row_made_by_the_instant_counts():
    old, new, later = (
        count(("sergeant",), (ROLES[0],), n, as_at=AT + shift)
        for n, shift in ((1, -99), (2, -9), (7, 9))
    )
    assert bounds(later, old, new, kind=SERGEANTS) == (2, 2)


def test_a_row_over_several_ranks_says_so():
    notes = ask(60).notes
    assert any("700 is given for sergeant and constable together" in note for note in notes)


def test_old_counts_say_how_old_they_are():
    later = count_units(report(), units=["psu"], at=AT, within=60, doctrine=DOCTRINE)
    assert any("1 September 2013, 4,565 days before" in note for note in later.notes)
    assert not any("days before" in note for note in ask(60).notes)


@pytest.mark.parametrize("option", ["assured", "releasable", "by_base"])
def test_totals_guarantee_nothing_of_what_they_do_not_tell(option):
    rows = tuple(count(("sergeant",), (role,), 9, exclusive=True) for role in ROLES)
    asked = {option: True}
    plain = read_counts(CountSet("loamshire", rows), [KIND], at=AT, within=0)
    found = read_counts(
        CountSet("loamshire", rows), [KIND], at=AT, within=0, options=Options(**asked)
    )
    assert plain.kinds[0].low > 0 == found.kinds[0].low
    assert found.kinds[0].high == plain.kinds[0].high
    assert any("Totals do not say" in note for note in found.notes)


person = st.tuples(
    st.sampled_from(RANKS),
    st.lists(st.sampled_from(ROLES), unique=True).map(tuple),
    st.sampled_from([0, 60, 240]),
)
question = st.tuples(
    st.lists(st.sampled_from(RANKS), min_size=1, unique=True).map(tuple),
    st.lists(st.sampled_from(ROLES), unique=True).map(tuple),
    st.sampled_from([0, 60, 240]),
    st.booleans(),
)


def counted(who, asked):
    rank, skills, ready = who
    subjects, wanted, within, _ = asked
    return rank in subjects and set(wanted) <= set(skills) and ready <= within


def truthful(world, questions, greedy):
    """Return counts that are true of a world: whom an exclusive row counts, no other does.

    An exclusive row takes whom it can of those no other exclusive row has taken; unless
    `greedy` it leaves those whom any row that is not exclusive asks for.
    """
    asks = [{at for at, who in enumerate(world) if counted(who, asked)} for asked in questions]
    members = list(asks)
    plain = [mine for mine, asked in zip(asks, questions, strict=True) if not asked[3]]
    left = set() if greedy else set().union(*plain)
    taken = set()
    for row, asked in enumerate(questions):
        if asked[3]:
            members[row] = asks[row] - taken - left
            taken |= members[row]
    for row, asked in enumerate(questions):
        if not asked[3]:
            members[row] = asks[row] - taken
    return [
        count(subjects, skills, len(mine), within, exclusive)
        for mine, (subjects, skills, within, exclusive) in zip(members, questions, strict=True)
    ]


@settings(max_examples=5000)
@given(
    st.lists(person, max_size=7),
    st.lists(question, max_size=4),
    st.booleans(),
    st.sampled_from([0, 60, 240]),
)
def test_the_truth_is_never_outside_the_bounds(world, questions, greedy, within):
    rows = truthful(world, questions, greedy)
    low, high = bounds(*rows, within=within)
    cast = [Person(rank, skills) for rank, skills, ready in world if ready <= within]
    roster, present = parade(cast)
    (truth,) = form_units(present, roster, units=[KIND], doctrine=DOCTRINE)
    assert low <= truth.whole_units <= high
