"""The synthetic ledger of aid: told by both sides, the same everywhere, with large operations."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from tests.synthesis.figures import NATION_SEED, STARTS

from muster.doctrine import read_doctrine
from muster.intake import check_return, ledger_of_network, write_return
from muster.mobilisation import AidAsked, AidTally, Ledger, weigh_aid, years_before
from muster.policing import clock
from muster.synthesis import county_doctrine, network, read_calibration, sizes_of, synthesise
from muster.synthesis.aid import AidHistory
from muster.synthesis.returns import as_return

DOCTRINE = read_doctrine()
LARGE = ("Operation Harebell", "Operation Campion", "Operation Teasel")
RULE = DOCTRINE.balance_period(clock.instant_of(STARTS).date())
START, END = years_before(STARTS, RULE)


def history(doctrine=DOCTRINE, seed=NATION_SEED, **more):
    sizes = {slug: size for slug, size in sizes_of(doctrine).items() if slug in more["of"]}
    return AidHistory(
        sizes,
        fictional=False,
        seed=seed,
        first_day=clock.day_of(clock.instant_of(STARTS).date()),
        doctrine=doctrine,
        calibration=read_calibration(),
    )


@pytest.fixture(scope="module")
def tables():
    """Return the aid table of every force of the nation."""
    made = history(of=sizes_of(DOCTRINE))
    return {slug: made.table_of(slug) for slug in sizes_of(DOCTRINE)}


@pytest.fixture(scope="module")
def ledger(nation, tables):
    """Return the ledger of the nation, put together from its returns."""
    figures = read_calibration()
    returns = [
        as_return(roster, tables[slug], seed=NATION_SEED, doctrine=DOCTRINE, calibration=figures)
        for slug, roster in nation.items()
    ]
    return ledger_of_network(returns, doctrine=DOCTRINE)


def weigh(ledger, *forces, start=START, end=END, **more):
    asked = AidAsked(forces or tuple(sizes_of(DOCTRINE)), "psu", start, end, **more)
    return weigh_aid(ledger, asked, doctrine=DOCTRINE)


def every(ledger, **more):
    return {slug: weigh(ledger, slug, **more) for slug in sizes_of(DOCTRINE)}


def rows(table):
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_is_in_every_return_and_without_a_fault(tmp_path):
    [made] = synthesise(doctrine=DOCTRINE, seed=NATION_SEED, starts=STARTS, forces=["cleveland"])
    assert made.rows["aid"] == len(made.aid) > 5
    check = check_return(write_return(made, tmp_path / "cleveland"), doctrine=DOCTRINE)
    assert [fault.describe() for fault in check.faults] == []
    assert check.return_.aid == made.aid


def test_a_force_by_itself_has_the_ledger_it_has_in_the_nation(tables):
    for forces in (["wiltshire"], ["kent", "wiltshire"]):
        for made in synthesise(doctrine=DOCTRINE, seed=NATION_SEED, starts=STARTS, forces=forces):
            assert made.aid == tables[made.force]


def test_more_forces_in_doctrine_change_nobody_s_ledger(tables):
    [made] = synthesise(
        doctrine=county_doctrine(), seed=NATION_SEED, starts=STARTS, forces=["wiltshire"]
    )
    assert made.aid == tables["wiltshire"]


def test_one_force_fewer_takes_away_its_own_deployments_and_no_others(tables):
    fewer = history(of=set(sizes_of(DOCTRINE)) - {"kent"})
    for slug in ("metropolitan", "sussex"):
        without = [row for row in rows(tables[slug]) if "kent" not in (row["donor"], row["host"])]
        assert rows(fewer.table_of(slug)) == without
        assert len(without) < len(tables[slug])


def test_another_seed_makes_another_ledger(tables):
    other = history(of=sizes_of(DOCTRINE), seed=NATION_SEED + 1)
    assert other.table_of("kent") != tables["kent"]


def test_says_that_it_is_synthetic_in_every_row(tables):
    for table in tables.values():
        for row in rows(table):
            assert row["source"] == "synthetic ledger"
            assert row["reference"].startswith("SYN-")


def test_donor_and_host_tell_the_same_and_it_is_counted_once(tables, ledger):
    told = Counter(row["reference"] for table in tables.values() for row in rows(table))
    assert set(told.values()) == {1, 2}
    assert len(ledger.deployments) == len(told) > 300
    twice = [each for each in ledger.deployments if len(each.told_by) == 2]
    assert len(twice) == sum(count == 2 for count in told.values())


def test_a_few_are_told_by_one_side_alone_or_differently_and_it_says_so(ledger):
    alone = [each for each in ledger.deployments if len(each.told_by) == 1]
    differing = [each for each in ledger.deployments if each.differs]
    assert 0 < len(alone) < len(ledger.deployments) / 20
    assert 0 < len(differing) < len(ledger.deployments) / 20
    notes = weigh(ledger, start=min(each.start for each in ledger.deployments)).notes
    assert any("told by one side alone" in note for note in notes)
    assert any("told differently by donor and host" in note for note in notes)


def test_reaches_back_over_the_years_that_are_weighed_and_up_to_the_return(ledger):
    starts = [each.start for each in ledger.deployments]
    assert STARTS - 1097 * clock.DAY < min(starts) < START
    assert max(each.end for each in ledger.deployments) <= STARTS
    assert max(starts) > STARTS - 30 * clock.DAY


def test_what_all_forces_give_is_what_all_receive(ledger):
    balances = every(ledger)
    given = sum((each.given for each in balances.values()), AidTally())
    received = sum((each.received for each in balances.values()), AidTally())
    assert given == received == weigh(ledger).between
    assert given.units > 200


def test_there_are_net_providers_and_net_recipients(ledger):
    standings = Counter(each.standing for each in every(ledger).values())
    assert standings["a net recipient"] > 8
    assert standings["a net provider"] > 8


def test_leaving_out_large_operations_is_the_ledger_without_their_rows(ledger):
    fewer = replace(
        ledger,
        deployments=tuple(each for each in ledger.deployments if each.operation not in LARGE),
    )
    for slug in ("lancashire", "south-wales", "metropolitan", "kent"):
        without, gone = weigh(ledger, slug, without=LARGE), weigh(fewer, slug)
        assert (without.given, without.received) == (gone.given, gone.received)
        assert without.groups == gone.groups


def test_leaving_out_large_operations_changes_who_is_a_recipient(ledger):
    whole, without = every(ledger), every(ledger, without=LARGE)
    assert whole["lancashire"].received.units > 3 * without["lancashire"].received.units
    turned = [slug for slug in whole if whole[slug].standing != without[slug].standing]
    assert len(turned) > 3


@pytest.mark.parametrize("operation", LARGE)
def test_each_operation_alone_and_left_out_make_up_the_whole(ledger, operation):
    alone, rest = weigh(ledger, only=operation), weigh(ledger, without=(operation,))
    assert alone.between + rest.between == weigh(ledger).between
    assert alone.between.units > 20


def test_months_add_up_to_the_years(ledger):
    edges = [*range(START, END, 31 * clock.DAY), END]
    parts = [weigh(ledger, "lancashire", start=one, end=other) for one, other in pairwise(edges)]
    whole = weigh(ledger, "lancashire")
    assert sum((each.given for each in parts), AidTally()) == whole.given
    assert sum((each.received for each in parts), AidTally()) == whole.received


def test_a_region_s_own_aid_nets_out(ledger):
    forces = tuple(each.slug for each in DOCTRINE.forces if each.region == "north-west")
    region = weigh(ledger, *forces)
    own = [weigh(ledger, slug) for slug in forces]
    assert region.between.units > 0
    assert region.net == sum(each.net for each in own)
    assert region.given.units == sum(e.given.units for e in own) - region.between.units


def test_ten_weeks_of_weekly_reliefs_are_warned_of(ledger):
    long = weigh(ledger).long
    assert {each.operation for each in long} == {"Operation Teasel"}
    assert {(each.days, each.deployments) for each in long} == {(70, 10)}


def test_the_order_of_rows_is_immaterial(ledger):
    turned = Ledger(ledger.deployments[::-1], ledger.totals, ledger.notes, ledger.tellers)
    assert weigh(turned, "metropolitan") == weigh(ledger, "metropolitan")


def test_the_county_helps_its_city_which_sends_no_return():
    doctrine = county_doctrine()
    ledger = ledger_of_network(network("county"), doctrine=doctrine)
    asked = AidAsked(("borchester-city",), "psu", START, END)
    balance = weigh_aid(ledger, asked, doctrine=doctrine)
    assert (balance.given.units, balance.received.units) == (0, 6)
    assert balance.per_thousand is None
    assert not any("one side alone" in note for note in balance.notes)
