"""Totals: what they leave out, what of them is itemised, and never divided."""

from hypothesis import given
from hypothesis import strategies as st
from tests.mobilisation.ledger.ledgers import asked, deployments, sent, total, weigh

from muster.mobilisation import Counting, Ledger

LEFT_OUT = ("August 2011 disorder", "London Olympics 2012", "Dale Farm")


def report():
    """Return a ledger of two totals, as a report gives them."""
    return Ledger(
        totals=(
            total("received", 43, leaves_out=LEFT_OUT),
            total("given", 21, leaves_out=LEFT_OUT),
        )
    )


def received(**more):
    return sent("loamshire", "barsetshire", **more)


def said(balance, words):
    return any(words in note for note in balance.notes)


def test_a_force_that_gives_only_totals_has_a_balance():
    balance = weigh(report())
    assert (balance.received.units, balance.given.units, balance.net) == (43, 21, -22)
    assert balance.standing == "a net recipient"
    assert balance.given.unit_days == balance.given.officer_minutes == 0
    assert said(balance, "A total gives no days and no hours")


def test_says_what_a_total_already_leaves_out():
    balance = weigh(report())
    for side, number in (("received", "43"), ("given", "21")):
        assert said(
            balance,
            f"The total of {number} police support units {side} by Barsetshire Constabulary "
            "(fictional), 1 April 2024 to 31 March 2026, already leaves out August 2011 "
            "disorder, London Olympics 2012 and Dale Farm.",
        )


def test_leaving_out_what_is_already_left_out_takes_nothing_off_and_says_so():
    balance = weigh(report(), without=("dale farm",))
    assert (balance.received.units, balance.given.units) == (43, 21)
    assert said(balance, "had already left out Dale Farm; nothing more is taken off it.")


def test_what_a_total_does_not_itemise_cannot_be_taken_out_of_it_and_it_says_so():
    ledger = Ledger((sent("loamshire", "mummerset", operation="Fair"),), report().totals)
    balance = weigh(ledger, without=("Fair",))
    assert balance.received.units == 43
    assert said(balance, "does not itemise Fair, so Fair cannot be taken out of it.")


def test_what_is_itemised_is_counted_once_and_can_be_taken_out():
    ledger = Ledger((received(units=5, operation="Fair"),), report().totals)
    assert weigh(ledger).received.units == 43
    assert said(weigh(ledger), "is itemised for 5; the other 38 are added.")
    balance = weigh(ledger, without=("Fair",))
    assert balance.received.units == 38
    assert said(balance, "5 itemised for Fair are taken out of the total of 43")


def test_what_a_total_leaves_out_is_added_where_it_is_itemised():
    ledger = Ledger((received(units=5, operation="Dale Farm"),), report().totals)
    assert weigh(ledger).received.units == 48
    assert weigh(ledger, without=("Dale Farm",)).received.units == 43


def test_more_itemised_than_a_total_says_is_counted_and_said():
    ledger = Ledger((received(units=50),), report().totals)
    balance = weigh(ledger)
    assert balance.received.units == 50
    assert said(balance, "is less than the 50 itemised for it; those are counted.")


def test_a_total_that_reaches_outside_the_period_is_listed_and_never_divided():
    balance = weigh(report(), start=total().start + 1)
    assert (balance.received.units, balance.given.units) == (0, 0)
    assert [line.counting for line in balance.set_aside] == [Counting.REACHES_OUTSIDE] * 2
    assert said(balance, "reaches outside the period asked about: it is not counted, and never")


def test_a_total_of_another_time_is_not_mentioned():
    balance = weigh(report(), start=total().end, end=total().end + 60)
    assert balance.lines == ()


def test_a_total_of_one_operation_goes_with_it():
    ledger = Ledger(totals=(total(units=7, operation="Fair"), total("given", 4)))
    assert weigh(ledger).received.units == 7
    assert weigh(ledger, without=("fair",)).received.units == 0
    alone = weigh(ledger, only="fair")
    assert (alone.received.units, alone.given.units) == (7, 0)
    assert said(alone, "does not say how much of it was of the operation looked at")


def test_a_total_with_a_partner_is_netted_out_of_a_region_and_one_without_is_not():
    inside = total("given", 6, partner="loamshire")
    other = total("received", 6, force="loamshire", partner="barsetshire")
    region = asked("barsetshire", "loamshire")
    balance = weigh(Ledger(totals=(inside, other)), region)
    assert (balance.given.units, balance.received.units, balance.between.units) == (0, 0, 6)
    balance = weigh(Ledger(totals=(total("given", 6),)), region)
    assert balance.given.units == 6
    assert said(balance, "what of it was between these forces is not netted out")


def test_aid_within_a_region_that_a_total_itemises_is_netted_out_of_it():
    ledger = Ledger((sent("barsetshire", "loamshire", units=2),), (total("given", 6),))
    balance = weigh(ledger, asked("barsetshire", "loamshire"))
    assert (balance.given.units, balance.between.units) == (4, 2)


def test_a_total_of_several_years_stands_under_its_own_span():
    years = [group.key for group in weigh(report()).groups["year"]]
    assert years == ["1 April 2024 to 31 March 2026"]
    [year] = weigh(Ledger(totals=(total(end="2025-04-01T00:00"),))).groups["year"]
    assert year.key == "2024/25"


@given(st.lists(deployments(), max_size=8), st.integers(0, 60))
def test_a_total_adds_exactly_what_is_not_itemised(rows, units):
    whole = total("given", units, leaves_out=("Dale Farm",))
    itemised = sum(each.units for each in rows if whole.holds(each))
    alone = weigh(Ledger(tuple(rows))).given
    both = weigh(Ledger(tuple(rows), (whole,))).given
    assert both.units == alone.units + max(0, units - itemised)
    assert (both.unit_days, both.officer_minutes) == (alone.unit_days, alone.officer_minutes)
