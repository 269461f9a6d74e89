"""What is given and received, and that it adds up however it is cut."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mobilisation.ledger.ledgers import (
    DOCTRINE,
    END,
    FORCES,
    OPERATIONS,
    PEOPLE,
    START,
    asked,
    deployments,
    drawn_ledgers,
    instants,
    minute,
    sent,
    total,
    weigh,
)

from muster.doctrine import UnableToFindDoctrine
from muster.mobilisation import AidTally, Counting, Ledger, UnableToFindOperation
from muster.policing import clock

SIDES = ("given", "received", "between")


def sums(balance):
    return tuple(getattr(balance, side) for side in SIDES)


def counted_by_the_minute(ledger, question):
    """Return given and received in the plainest way: a deployment at a time, a day at a time."""
    found = {side: [0, 0, 0, 0] for side in SIDES}
    for each in ledger.deployments:
        ours = (each.donor in question.forces, each.host in question.forces)
        side = {(True, True): "between", (True, False): "given", (False, True): "received"}.get(
            ours
        )
        if side is None or each.unit != question.unit:
            continue
        tally = found[side]
        if question.start <= each.start < question.end:
            tally[0] += each.units
            tally[3] += 1
        begun = each.start
        while begun < each.end:
            tally[1] += each.units * (question.start <= begun < question.end)
            begun += clock.DAY
        inside = min(each.end, question.end) - max(each.start, question.start)
        tally[2] += each.officers * max(0, inside)
    return tuple(AidTally(*found[side]) for side in SIDES)


def test_counts_units_days_begun_and_hours_each_way():
    ledger = Ledger((sent(units=2, hours=25), sent("loamshire", "barsetshire", hours=10)))
    balance = weigh(ledger)
    assert balance.given == AidTally(2, 4, 2 * PEOPLE * 25 * 60, 1)
    assert balance.received == AidTally(1, 1, PEOPLE * 10 * 60, 1)
    assert balance.given.officer_hours == 2 * PEOPLE * 25
    assert (balance.net, balance.standing) == (1, "a net provider")


def test_is_even_or_a_net_recipient_in_words():
    assert weigh(Ledger()).standing == "even"
    assert weigh(Ledger((sent("loamshire", "barsetshire"),))).standing == "a net recipient"


def test_counts_a_deployment_s_units_in_the_period_it_began_and_its_hours_where_they_fall():
    ledger = Ledger((sent(start="2024-03-31T12:00", hours=48),))
    balance = weigh(ledger)
    assert balance.given == AidTally(0, 1, PEOPLE * 36 * 60, 0)
    assert balance.lines[0].counting is Counting.CARRIED_IN
    assert any("began before the period" in note for note in balance.notes)


@given(drawn_ledgers(), st.sets(st.sampled_from(FORCES), min_size=1), instants, instants)
def test_agrees_with_the_plainest_count_there_is(ledger, forces, one, other):
    start, end = sorted((one, other))
    question = asked(*sorted(forces), start=start, end=end + 1)
    assert sums(weigh(ledger, question)) == counted_by_the_minute(ledger, question)


@given(drawn_ledgers(), st.lists(instants, max_size=4))
def test_a_period_cut_into_parts_adds_up_to_the_whole(ledger, cuts):
    edges = sorted({START, *cuts, END})
    parts = [sums(weigh(ledger, asked(start=one, end=other))) for one, other in pairwise(edges)]
    whole = sums(weigh(ledger))
    assert tuple(sum(side, AidTally()) for side in zip(*parts, strict=True)) == whole


@given(drawn_ledgers())
def test_what_all_forces_give_is_what_all_receive(ledger):
    balances = [weigh(ledger, asked(force)) for force in FORCES]
    given_, received, _ = (sum(side, AidTally()) for side in zip(*map(sums, balances), strict=True))
    assert given_ == received
    assert sum(balance.net for balance in balances) == 0


@given(drawn_ledgers(), st.sampled_from(OPERATIONS[1:]))
def test_leaving_out_an_operation_is_the_ledger_without_its_rows(ledger, operation):
    rows = (*ledger.deployments, sent(operation=operation, start="2025-01-01T00:00"))
    without = Ledger(tuple(each for each in rows if each.operation != operation))
    balance = weigh(Ledger(rows), without=(operation,))
    assert sums(balance) == sums(weigh(without))
    assert balance.groups == weigh(without).groups


@given(drawn_ledgers(), st.sampled_from(OPERATIONS[1:]))
def test_looking_at_one_operation_alone_is_what_leaving_it_out_takes_away(ledger, operation):
    ledger = replace(ledger, deployments=(*ledger.deployments, sent(operation=operation)))
    alone, rest = weigh(ledger, only=operation), weigh(ledger, without=(operation,))
    whole = sums(weigh(ledger))
    assert tuple(one + other for one, other in zip(sums(alone), sums(rest), strict=True)) == whole


@given(st.lists(deployments(), max_size=10), st.randoms(use_true_random=False))
def test_the_order_of_rows_is_immaterial(rows, chance):
    totals = [total(leaves_out=("Dale Farm",)), total("given", 9, partner="mummerset")]
    ledger = Ledger(tuple(rows), tuple(totals))
    chance.shuffle(rows)
    chance.shuffle(totals)
    assert weigh(ledger) == weigh(Ledger(tuple(rows), tuple(totals)))


@given(drawn_ledgers())
def test_a_region_s_aid_to_itself_nets_out_and_is_shown(ledger):
    forces = FORCES[:3]
    region = weigh(ledger, asked(*forces))
    alone = [weigh(ledger, asked(force)) for force in forces]
    assert region.net == sum(each.net for each in alone)
    for side in ("given", "received"):
        own = sum((getattr(each, side) for each in alone), AidTally())
        assert getattr(region, side) + region.between == own


@given(drawn_ledgers())
def test_every_heading_adds_up_to_the_balance(ledger):
    balance = weigh(ledger, asked(*FORCES[:2]))
    for heading in ("donor", "host", "operation", "year"):
        groups = balance.groups[heading]
        found = tuple(sum((getattr(group, side) for group in groups), AidTally()) for side in SIDES)
        assert found == sums(balance), heading
    kinds = {group.key: group for group in balance.groups["kind"]}
    if "psu" in kinds:
        assert tuple(getattr(kinds["psu"], side) for side in SIDES) == sums(balance)


def test_puts_other_kinds_under_their_heading_and_not_into_the_sum():
    balance = weigh(Ledger((sent(), sent(unit="dog_section", units=3))))
    assert balance.given.units == 1
    assert {group.key: group.given.units for group in balance.groups["kind"]} == {
        "psu": 1,
        "dog_section": 3,
    }
    assert weigh(Ledger((sent(unit="dog_section", units=3),)), unit="dog_section").net == 3


def test_puts_years_under_the_year_they_fall_in():
    ledger = Ledger((sent(start="2025-03-31T12:00", hours=24), sent(start="2025-06-01T12:00")))
    years = weigh(ledger).groups["year"]
    assert [(year.key, year.given.units) for year in years] == [("2024/25", 1), ("2025/26", 1)]
    assert years[1].given.officer_minutes == PEOPLE * (24 + 12) * 60


def test_counts_to_a_thousand_officers_of_the_force_in_doctrine():
    share = weigh(Ledger((sent(units=4), sent("loamshire", "barsetshire")))).per_thousand
    assert (share.officers, share.given, share.received, share.net) == (400, 10.0, 2.5, 7.5)
    assert weigh(Ledger(), asked("borchester-city")).per_thousand is None


@pytest.mark.parametrize(
    ("wrong", "error", "hint"),
    [
        ({"without": ("Operation Harbell",)}, UnableToFindOperation, "'Operation Harebell'"),
        ({"only": "fair"}, UnableToFindOperation, "did you mean 'Loamshire fair'"),
        ({"without": ("zzz",)}, UnableToFindOperation, "it has Dale Farm, Loamshire fair"),
        ({"unit": "psus"}, UnableToFindDoctrine, "did you mean 'psu'"),
    ],
)
def test_refuses_what_it_does_not_know_with_the_nearest(wrong, error, hint):
    ledger = Ledger((sent(), sent(operation="Loamshire fair")), (total(leaves_out=("Dale Farm",)),))
    with pytest.raises(error, match=hint):
        weigh(ledger, **wrong)


def test_knows_an_operation_however_it_is_spelt():
    ledger = Ledger((sent(operation="OPERATION  Harebell."), sent(operation="operation-harebell")))
    assert weigh(ledger, without=("Operation harebell",)).given.units == 0
    [group] = weigh(ledger).groups["operation"]
    assert group.given.units == 2


def test_says_that_an_unnamed_operation_cannot_be_left_out():
    ledger = Ledger((sent(), sent(operation="", units=3)))
    balance = weigh(ledger, without=("Operation Harebell",))
    assert balance.given.units == 3
    assert any("3 police support units name no operation" in note for note in balance.notes)


def test_answers_in_the_words_of_doctrine():
    balance = weigh(Ledger((sent(),)), asked("Barsetshire Constabulary (fictional)"))
    assert balance.asked.forces == ("barsetshire",)
    assert balance.given.units == 1
    assert DOCTRINE.unit("psu").plural == "police support units"
    assert minute("2024-04-01T00:00") == START
