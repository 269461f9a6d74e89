"""Ledgers of many forces as one: each deployment once, and what the sides tell differently."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.mobilisation.ledger.ledgers import (
    FORCES,
    START,
    asked,
    deployments,
    sent,
    told_by,
    total,
    weigh,
)

from muster.mobilisation import Ledger, gather_ledgers
from muster.policing import clock

MORE = (
    sent("barsetshire", "loamshire", reference="R1"),
    sent("loamshire", "barsetshire", reference="R2", units=2),
)


def both(rows):
    ledger = Ledger(tuple(rows))
    return [told_by(ledger, force) for force in FORCES]


def notes(gathered):
    """Return what is said with the balance of all of them."""
    return weigh(gathered, asked(*FORCES, start=START - 100 * clock.DAY)).notes


def unlike(rows):
    """Return rows each with a reference of its own."""
    return [replace(each, reference=f"R{at}") for at, each in enumerate(rows)]


@given(st.lists(deployments(), max_size=10).map(unlike))
def test_what_donor_and_host_both_tell_is_counted_once(rows):
    gathered = gather_ledgers(both(rows))
    assert sorted(each.reference for each in gathered.deployments) == sorted(
        each.reference for each in rows
    )
    for each in gathered.deployments:
        assert each.told_by == tuple(sorted((each.donor, each.host)))


@given(st.lists(deployments().map(lambda row: replace(row, reference="")), max_size=8))
def test_without_references_what_is_alike_in_every_fact_is_counted_once(rows):
    gathered = gather_ledgers(both(rows))
    bare = [replace(each, told_by=(), officers=0) for each in gathered.deployments]
    assert sorted(map(repr, bare)) == sorted(repr(replace(each, officers=0)) for each in rows)


@given(st.lists(deployments(), max_size=8), st.permutations(range(4)))
def test_the_order_of_returns_is_immaterial(rows, order):
    ledgers = both(rows)
    again = gather_ledgers([ledgers[at] for at in order])
    first = gather_ledgers(ledgers)
    assert again == first


def test_says_how_many_were_told_twice():
    gathered = gather_ledgers(both(MORE))
    assert len(gathered.deployments) == 2
    assert notes(gathered)[-1].startswith("2 deployments are told by donor and host both, and")


def test_a_reference_on_one_side_alone_is_enough_where_every_fact_is_the_same():
    one = replace(MORE[0], told_by=("barsetshire",))
    other = replace(MORE[0], told_by=("loamshire",), reference="")
    [merged] = gather_ledgers([Ledger((one,)), Ledger((other,))]).deployments
    assert (merged.reference, merged.told_by) == ("R1", ("barsetshire", "loamshire"))


def test_two_like_deployments_of_one_side_stay_two():
    row = replace(MORE[0], reference="")
    gathered = gather_ledgers(both([row, row]))
    assert len(gathered.deployments) == 2


def test_two_references_are_two_deployments_however_alike():
    one = replace(MORE[0], told_by=("barsetshire",))
    other = replace(MORE[0], told_by=("loamshire",), reference="R9")
    gathered = gather_ledgers([Ledger((one,)), Ledger((other,))])
    assert len(gathered.deployments) == 2
    assert any("told by one side alone" in note for note in notes(gathered))


def test_what_one_side_alone_tells_is_counted_and_named():
    ledgers = [
        told_by(Ledger(MORE), "barsetshire"),
        Ledger((replace(MORE[1], told_by=("loamshire",)),)),
    ]
    gathered = gather_ledgers(ledgers)
    assert len(gathered.deployments) == 2
    [note] = [note for note in notes(gathered) if "one side alone" in note]
    assert "1 deployment is told by one side alone" in note
    assert "R1 (barsetshire to loamshire, told by barsetshire)" in note


def test_a_side_that_sends_no_deployments_is_not_missed():
    ledgers = [told_by(Ledger(MORE), "barsetshire"), Ledger(totals=(total(force="loamshire"),))]
    assert not any("told by" in note for note in notes(gather_ledgers(ledgers)))


def test_where_the_sides_differ_the_donor_s_telling_is_taken_and_named():
    ours = replace(MORE[0], told_by=("barsetshire",))
    theirs = replace(MORE[0], told_by=("loamshire",), units=3, end=MORE[0].end + 60)
    for ledgers in ([Ledger((ours,)), Ledger((theirs,))], [Ledger((theirs,)), Ledger((ours,))]):
        gathered = gather_ledgers(ledgers)
        [merged] = gathered.deployments
        assert (merged.units, merged.end) == (1, MORE[0].end)
        assert any("told differently" in note and "R1" in note for note in notes(gathered))


def test_people_that_anybody_counted_are_taken_over_the_composition():
    ours = replace(MORE[0], told_by=("barsetshire",))
    theirs = replace(MORE[0], told_by=("loamshire",), officers=22, stated=True)
    [merged] = gather_ledgers([Ledger((ours,)), Ledger((theirs,))]).deployments
    assert (merged.officers, merged.stated) == (22, True)


def test_names_a_few_and_counts_the_rest():
    rows = [sent("barsetshire", "loamshire", reference=f"R{at}") for at in range(9)]
    ledgers = [
        told_by(Ledger(tuple(rows)), "barsetshire"),
        told_by(Ledger((MORE[1],)), "loamshire"),
    ]
    [note] = [note for note in notes(gather_ledgers(ledgers)) if "one side alone" in note]
    assert note.count("R") == 5
    assert note.endswith("and 5 more.")


def test_totals_and_notes_are_kept():
    one, other = total(), total("given", force="loamshire")
    gathered = gather_ledgers([Ledger(totals=(one,), notes=("a",)), Ledger(totals=(other,))])
    assert set(gathered.totals) == {one, other}
    assert gathered.notes == ("a",)
