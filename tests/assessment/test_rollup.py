"""Regions and the nation: counts are summed, forces counted, and nothing averaged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.pieces import NOW, answer, criterion, graded, piece, required, yes_no

from muster.assessment import (
    Grade,
    Meeting,
    Truth,
    UnableToRollUp,
    assess,
    because,
    moves,
    roll_up,
    worst_gaps,
)
from muster.assessment.matrix import gather
from muster.doctrine import read_doctrine

OPEN = criterion(requirement=None)
PLAN = yes_no()
SHARE = criterion(requirement=None, unit="share", partial_share=None)


def matrix(name, *findings):
    return gather(name, findings, (), doctrine=read_doctrine(), edition="2012", at=NOW)


def summed(*findings):
    """Return the one finding of a region whose forces have these."""
    forces = [matrix(f"force-{at}", finding) for at, finding in enumerate(findings)]
    [found] = roll_up("county", forces, doctrine=read_doctrine()).findings
    return found


def units(need, have):
    """Return a force's finding: what it requires (None: nothing stated) and what records show."""
    said = [] if need is None else [required(float(need))]
    held = [] if have is None else [piece(value=float(have))]
    return graded(*said, *held, of=OPEN)


FORCES = st.lists(
    st.tuples(st.none() | st.integers(0, 12), st.none() | st.integers(0, 12)),
    min_size=1,
    max_size=6,
)


def obvious(forces):
    """Return the grade of sums, worked out the long way."""
    asked = [(need, have) for need, have in forces if need is not None]
    known = [have for _, have in asked if have is not None]
    if not asked or not known:
        return Grade.NOT_EVIDENCED
    need, have = sum(need for need, _ in asked), sum(known)
    if have >= need:
        return Grade.MET
    if len(known) < len(asked):
        return Grade.NOT_EVIDENCED
    return Grade.PARTLY_MET if have >= need * 3 / 4 else Grade.NOT_MET


@given(FORCES)
def test_counts_are_summed_against_summed_requirements(forces):
    found = summed(*(units(need, have) for need, have in forces))
    assert found.grade is obvious(forces)
    needs = [need for need, _ in forces if need is not None]
    assert (found.required.value if found.required else None) == (sum(needs) if needs else None)


@given(st.data(), FORCES)
def test_the_order_of_forces_decides_nothing(data, forces):
    shuffled = data.draw(st.permutations(forces))
    one, other = (summed(*(units(*force) for force in each)) for each in (forces, shuffled))
    assert one.grade is other.grade
    assert one.required == other.required


def test_one_large_shortfall_outweighs_many_small_forces_that_meet_it():
    found = summed(units(40, 0), *[units(1, 1)] * 9)
    assert found.grade is Grade.NOT_MET


def test_one_force_s_surplus_makes_good_another_s_shortfall():
    assert summed(units(10, 30), units(10, 0)).grade is Grade.MET


def test_a_force_without_a_figure_leaves_a_shortfall_open_and_is_counted_as_missing():
    found = summed(units(10, 9), units(10, None))
    assert found.grade is Grade.NOT_EVIDENCED
    assert "1 of 2 forces; 1 have none that counts" in found.decided_by.evidence.statement


def test_a_force_that_states_no_requirement_adds_neither_need_nor_strength():
    found = summed(units(10, 9), units(None, 50))
    assert found.required.value == 10
    assert found.grade is Grade.PARTLY_MET


def plans(*values):
    return summed(
        *(graded(*([] if value is None else [answer(value)]), of=PLAN) for value in values)
    )


@pytest.mark.parametrize(
    ("values", "grade"),
    [
        ([1, 1, 1], Grade.MET),
        ([1, 1, 0], Grade.PARTLY_MET),
        ([1, 0, 0], Grade.NOT_MET),
        ([0.5, 0.5], Grade.PARTLY_MET),
        ([1, 1, None], Grade.NOT_EVIDENCED),
        ([1, 1, 0, None], Grade.PARTLY_MET),
        ([0, 0, 0, None], Grade.NOT_MET),
        ([None, None], Grade.NOT_EVIDENCED),
    ],
)
def test_a_statement_is_met_when_every_force_meets_it(values, grade):
    assert plans(*values).grade is grade


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([1, 0, 0], "1 of 3 forces meets it; 2 not."),
        ([1, 1, 1], "3 of 3 forces meet it."),
        ([1, 0.5, 0.5, 0, None], "1 of 5 forces meets it; 2 partly, 1 not, 1 not evidenced."),
        ([None, None], "Nothing that counts is held of 2 forces."),
        ([1], "The one force meets it."),
    ],
)
def test_a_statement_says_how_many_forces_meet_it(values, said):
    assert because(plans(*values)) == said


def test_a_statement_of_several_forces_has_no_sum():
    found = plans(1, 0.5, 0)
    assert (found.required, found.decided_by, found.shown) == (None, None, {})
    assert moves(found) == PLAN.moves


def shares(*forces):
    """Return the finding of a region whose forces have set and reached these shares."""
    found = []
    for need, have in forces:
        said = [] if need is None else [required(need)]
        held = [] if have is None else [piece(value=have)]
        found.append(graded(*said, *held, of=SHARE))
    return summed(*found)


def test_shares_are_never_added_up():
    found = shares((0.6, 0.9), (0.6, 0.9), (0.6, 0.2), (0.6, 0.6))
    assert found.forces == Meeting(met=3, partly=0, unmet=1, unknown=0)
    assert (found.required, found.decided_by) == (None, None)
    assert because(found) == "3 of 4 forces meet it; 1 not."


def test_one_force_s_share_does_not_make_good_another_s():
    assert shares((0.5, 1.0), (0.5, 0.0)).grade is Grade.NOT_MET
    assert shares((0.5, 0.5), (0.9, 0.9)).grade is Grade.MET


def test_a_force_that_has_set_no_share_is_not_asked_and_is_told_of():
    found = shares((0.5, 0.5), (None, 0.9))
    assert found.grade is Grade.MET
    assert because(found) == "The one force meets it; of 1 force no requirement is stated."


def test_shares_that_nobody_set_are_not_evidenced():
    found = shares((None, 0.5), (None, None))
    assert found.grade is Grade.NOT_EVIDENCED
    assert because(found).startswith("No requirement is stated")
    assert moves(found).startswith("Declare `psu.local.required`")


def test_balances_are_never_added_up_as_what_one_gives_another_receives():
    balance = criterion(measure="aid.net", requirement=1.0, partial_share=None)
    even = [graded(piece(value=have, about="aid.net"), of=balance) for have in (9.0, -9.0)]
    assert because(summed(*even)) == "1 of 2 forces meets it; 1 not."


@given(st.lists(st.sampled_from([0, 0.5, 1, None]), min_size=1, max_size=8))
def test_every_force_is_counted_once(values):
    told = plans(*values).forces
    assert told.asked == len(values)
    assert told.met + told.short + told.unknown == len(values)


def test_a_gap_of_a_statement_is_the_share_of_the_forces_that_are_short():
    [gap] = worst_gaps([matrix("nation", plans(1, 0, 0, 0))], 10)
    assert gap.share == 3 / 4
    assert because(gap.finding) == "1 of 4 forces meets it; 3 not."


def test_nothing_of_a_sum_is_declared_or_demonstrated():
    found = summed(graded(piece("declared", 9.0), piece("demonstrated", 21.0)), units(1, 1))
    assert set(found.shown) == {Truth.RECORDED}


def test_a_sum_is_as_old_as_its_oldest_part():
    old, young = (graded(piece(days_ago=age)) for age in (40, 3))
    assert summed(young, old).decided_by.age == old.decided_by.age


def test_matrices_of_no_forces_or_of_two_instants_or_editions_are_refused():
    doctrine = read_doctrine()
    first = assess("a", [], doctrine=doctrine, edition="2012", at=NOW)
    later = assess("b", [], doctrine=doctrine, edition="2012", at=NOW + 1)
    newer = assess("c", [], doctrine=doctrine, edition="2023", at=NOW)
    for matrices in ([], [first, later], [first, newer]):
        with pytest.raises(UnableToRollUp, match="assess all alike"):
            roll_up("county", matrices, doctrine=doctrine)


def test_the_widest_gaps_come_first_and_only_those_that_are_evidenced():
    forces = [
        matrix("loamshire", units(10, 1)),
        matrix("mummerset", units(4, 3)),
        matrix("barsetshire", units(10, 12)),
        matrix("borchester", units(10, None)),
    ]
    gaps = worst_gaps(forces, 10)
    assert [(gap.subject, round(gap.share, 2)) for gap in gaps] == [
        ("loamshire", 0.9),
        ("mummerset", 0.25),
    ]
    assert worst_gaps(forces, 1) == gaps[:1]
    assert all(moves(gap.finding) for gap in gaps)


def test_of_gaps_as_wide_each_force_has_one_before_any_has_a_second():
    three = [units(1, 0)] * 3
    forces = [matrix(name, *three) for name in ("barsetshire", "loamshire", "mummerset")]
    gaps = worst_gaps(forces, 4)
    names = ["barsetshire", "loamshire", "mummerset", "barsetshire"]
    assert [gap.subject for gap in gaps] == names


def test_a_balance_below_nought_is_not_a_share_of_anything():
    received = graded(required(5.0), piece(value=-22.0), of=OPEN)
    assert worst_gaps([matrix("loamshire", received)], 10) == ()
