"""What aid costs by a rate card, priced day by day."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.mobilisation.ledger.ledgers import (
    DOCTRINE,
    PEOPLE,
    asked,
    drawn_ledgers,
    minute,
    sent,
    total,
    weigh,
)

from muster.mobilisation import CardTerm, Charge, Deployment, Ledger, RateCard, Uplift, cost_aid
from muster.policing import clock


def day(text):
    return clock.day_of(clock.instant_of(minute(text)).date())


ALWAYS = CardTerm(day("2000-01-01T12:00"), None)


def charge(rate, slug="psu", of="unit", per="unit_day", term=ALWAYS):
    return Charge(of, slug, per, Decimal(str(rate)), term, "invented")


def uplift(factor, term=ALWAYS, **more):
    return Uplift("rule", Decimal(str(factor)), term, "invented", **more)


def cost(rows, card, **more):
    ledger = Ledger(tuple(rows), tuple(more.pop("totals", ())))
    return cost_aid(weigh(ledger, **more), card, doctrine=DOCTRINE)


def card(*charges, uplifts=()):
    return RateCard(charges, tuple(uplifts), "card.toml", "")


def test_a_day_begun_is_charged_to_each_unit():
    found = cost([sent(units=2, hours=25)], card(charge(100)))
    assert (found.total.given, found.total.received) == (Decimal("400.00"), Decimal("0.00"))
    assert found.total.covered
    assert found.gaps == ()


def test_hours_are_charged_to_each_officer_to_the_penny():
    row = sent(start="2024-06-01T08:00", hours=1)
    found = cost([row], card(charge("10.01", per="officer_hour")))
    assert found.total.given == Decimal("10.01") * PEOPLE


def test_without_a_charge_for_the_unit_ranks_are_charged_by_its_composition():
    rates = {"inspector": 60, "sergeant": 50, "constable": 40}
    found = cost([sent(hours=10)], card(*(
        charge(rate, slug, "rank", "officer_hour") for slug, rate in rates.items()
    )))  # fmt: skip
    assert found.total.given == 10 * (60 + 3 * 50 + 21 * 40)
    assert any("priced as the first it names" in note for note in found.notes)
    assert not any("assumed" in note for note in found.notes)


def test_more_people_than_the_composition_are_priced_in_its_proportions_and_it_says_so():
    rates = card(
        *(charge(40, rank, "rank", "officer_hour") for rank in ("inspector", "sergeant")),
        charge(40, "constable", "rank", "officer_hour"),
    )
    found = cost([sent(hours=10, officers=30, stated=True)], rates)
    assert found.total.given == 30 * 10 * 40
    assert any("1 of them had more or fewer people" in note for note in found.notes)


def test_each_day_is_charged_by_what_holds_on_it():
    dated = card(
        charge(100, term=CardTerm(ALWAYS.first, day("2024-06-01T12:00"))),
        charge(200, term=CardTerm(day("2024-06-02T12:00"), None)),
    )
    assert cost([sent(start="2024-06-01T08:00", hours=48)], dated).total.given == 300


def test_days_the_card_does_not_cover_are_named_and_not_priced():
    late = card(charge(100, term=CardTerm(day("2024-06-03T12:00"), None)))
    found = cost([sent(start="2024-06-01T08:00", hours=72)], late)
    assert found.total.given == 100
    assert not found.total.covered
    [gap] = found.gaps
    assert (gap.of, gap.slug) == ("unit", "psu")
    assert (gap.first, gap.last) == (day("2024-06-01T12:00"), day("2024-06-02T12:00"))


def test_a_day_on_which_none_begins_is_no_gap_in_a_card_of_days():
    first = card(charge(100, term=CardTerm(ALWAYS.first, day("2024-06-01T12:00"))))
    row = sent(start="2024-06-01T20:00", hours=20)
    assert cost([row], first).gaps == ()
    hourly = card(charge(1, per="officer_hour", term=first.charges[0].term))
    assert len(cost([row], hourly).gaps) == 1


def test_a_rank_that_is_not_on_the_card_is_named_and_the_others_are_priced():
    found = cost([sent(hours=10)], card(charge(40, "constable", "rank", "officer_hour")))
    assert found.total.given == 10 * 21 * 40
    assert {gap.slug for gap in found.gaps} == {"inspector", "sergeant"}


def test_nothing_is_multiplied_unless_the_card_says_so():
    saturday = [sent(start="2024-06-01T08:00", hours=48)]
    plain = cost(saturday, card(charge(100))).total.given
    assert plain == 200
    weekend = uplift("1.5", weekdays=0b1100000)
    assert cost(saturday, card(charge(100), uplifts=[weekend])).total.given == 300
    half = uplift("1.5", weekdays=0b0100000, share=Decimal("0.5"))
    assert cost(saturday, card(charge(100), uplifts=[half])).total.given == 225


def test_the_highest_of_several_factors_is_taken_and_none_is_multiplied_with_another():
    rules = [uplift(2, dates=(day("2024-06-01T12:00"),)), uplift("1.5", weekdays=0b0100000)]
    assert cost([sent(hours=1)], card(charge(100), uplifts=rules)).total.given == 200


def test_a_rule_holds_only_in_its_term():
    rule = uplift(2, weekdays=0b1111111, term=CardTerm(day("2024-06-02T12:00"), None))
    row = sent(start="2024-06-01T08:00", hours=48)
    assert cost([row], card(charge(100), uplifts=[rule])).total.given == 300


def test_is_put_to_host_donor_and_operation_each_way():
    rows = [
        sent(hours=24),
        sent("loamshire", "barsetshire", hours=24, operation="Fair"),
        sent("barsetshire", "loamshire", hours=24, operation=""),
    ]
    found = cost(rows, card(charge(100)), question=asked("barsetshire", "loamshire"))
    assert {each.key: (each.given, each.between) for each in found.by_host} == {
        "borchester-city": (100, 0),
        "loamshire": (0, 100),
        "barsetshire": (0, 100),
    }
    assert [each.key for each in found.by_donor] == ["barsetshire", "loamshire"]
    assert [each.key for each in found.by_operation] == ["Fair", "Operation Harebell", ""]


def test_totals_cannot_be_priced_and_it_says_so():
    found = cost([], card(charge(100)), totals=[total("given", 21)])
    assert found.total.given == 0
    assert any("21 units come as totals" in note for note in found.notes)


def test_what_is_left_out_is_not_priced():
    found = cost([sent()], card(charge(100)), without=("Operation Harebell",))
    assert found.costs == ()


@given(drawn_ledgers(), st.integers(1, 99_999))
def test_a_flat_rate_is_the_tally_times_the_rate(ledger, pence):
    rate = Decimal(pence) / 100
    balance = weigh(ledger)
    by_day = cost_aid(balance, card(charge(rate)), doctrine=DOCTRINE)
    by_hour = cost_aid(balance, card(charge(rate, per="officer_hour")), doctrine=DOCTRINE)
    psus = [line for line in balance.lines if isinstance(line.entry, Deployment)]
    for way in ("given", "received", "between"):
        tally = getattr(balance, way)
        assert getattr(by_day.total, way) == rate * tally.unit_days
        exact = Fraction(rate) * tally.officer_minutes / 60
        assert abs(Fraction(getattr(by_hour.total, way)) - exact) <= Fraction(len(psus), 200)
    assert sum(each.given for each in by_hour.by_host) == by_hour.total.given
