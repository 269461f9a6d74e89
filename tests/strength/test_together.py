"""Units of several kinds at once: what is missing equals the fewest that every way shows."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strength.builders import AT, DOCTRINE, Person, Stay, parade, unit
from tests.strength.exhaustive import can_form, fillings, staying, vehicles_allow

from muster.cases import open_case
from muster.doctrine import UnableToFindDoctrine
from muster.strength import Count, CountSet, JointNeed, ask_together, count_units
from muster.strength.formation import capacity_of, read_muster
from muster.strength.together import joint_needs
from muster.synthesis import county_doctrine, network

L2, DRIVER, MEDIC = "public_order_level_2", "psu_driver", "police_medic"
TEAM = unit("team", (1, ["sergeant"], [L2]), (2, ["constable"], [L2]), carrier=1)
PAIR = unit("pair", (2, ["constable", "sergeant"], [MEDIC]))
people = st.lists(
    st.builds(
        Person,
        rank=st.sampled_from(["constable", "sergeant"]),
        skills=st.sampled_from([(), (L2,), (MEDIC,), (L2, MEDIC)]),
        role=st.sampled_from(["", "response"]),
    ),
    max_size=7,
)
cover = st.lists(st.builds(Stay, st.just("response"), st.integers(0, 3)), max_size=1)
carriers = st.integers(0, 3).map(lambda count: [("carrier", 0)] * count)
wanted = st.tuples(st.integers(0, 2), st.integers(0, 2))


def needs_of(people, vehicles, cover, wanted):
    roster, present = parade(people, vehicles, cover)
    muster = read_muster(roster, present, [TEAM, PAIR], doctrine=DOCTRINE, releasable=bool(cover))
    return joint_needs(
        capacity_of(muster), [TEAM, PAIR], dict(zip(("team", "pair"), wanted, strict=True))
    )


def fewest_people(people, cover, wanted):
    found, stay = fillings(people, [TEAM, PAIR], cover), staying(people, cover)
    posts = [*TEAM.posts, *PAIR.posts]
    counts = [wanted[0], wanted[0], wanted[1]]
    most = [range(n * post.count + 1) for n, post in zip(counts, posts, strict=True)]
    options = sorted(product(*most), key=sum)
    return next(
        sum(extra) for extra in options if can_form(found, [TEAM, PAIR], wanted, stay, extra)
    )


@given(people, carriers, cover, wanted)
def test_what_is_missing_is_the_fewest_that_every_way_shows(people, vehicles, cover, wanted):
    needs = needs_of(people, vehicles, cover, wanted)
    persons = sum(need.count for need in needs if need.post != "carrier")
    assert persons == fewest_people(people, cover, wanted)
    lacking = [need for need in needs if need.post == "carrier"]
    assert bool(lacking) != vehicles_allow(vehicles, [TEAM, PAIR], wanted)


def test_kinds_that_can_each_be_had_may_not_be_had_together():
    both = [Person("constable", (L2, MEDIC))] * 2 + [Person("sergeant", (L2,))]
    vehicles = [("carrier", 0)]
    assert needs_of(both, vehicles, [], (1, 0)) == ()
    assert needs_of(both, vehicles, [], (0, 1)) == ()
    assert needs_of(both, vehicles, [], (1, 1)) == (JointNeed("post_1", 2, ("team",)),)


def test_a_need_names_every_kind_it_is_for():
    county = county_doctrine()
    roster = next(each.roster for each in network("county", doctrine=county))
    many = {"psu": 9, "serial": 9}
    found = ask_together(roster, wanted=many, at=AT, within=60, doctrine=county)
    shared = {need.post: need.units for need in found.needs}
    assert shared["constable"] == ("psu", "serial")
    assert shared["commander"] == ("psu",)
    assert shared["carrier"] == ("psu",)


@pytest.mark.parametrize("within", [0, 60, 240])
def test_each_kind_by_itself_is_what_the_count_says(within):
    county = county_doctrine()
    for each in network("county", doctrine=county):
        kinds = ("psu", "serial", "medic_pair")
        asked = {"at": AT, "within": within, "doctrine": county}
        found = ask_together(each.roster, wanted=dict.fromkeys(kinds, 1), **asked)
        counted = count_units(each.roster, units=kinds, **asked)
        assert found.most == {kind.unit: kind.high for kind in counted.kinds}
        for point in counted.joint:
            assert ask_together(each.roster, wanted=point, **asked).needs == ()
            for kind in kinds:
                more = {**point, kind: point[kind] + 1}
                assert ask_together(each.roster, wanted=more, **asked).needs


def test_the_order_of_what_is_wanted_makes_no_difference():
    county = county_doctrine()
    roster = next(each.roster for each in network("county", doctrine=county))
    many = {"dog_section": 3, "serial": 9, "psu": 9}
    asked = {"at": AT, "within": 60, "doctrine": county}
    found = ask_together(roster, wanted=many, **asked)
    again = ask_together(roster, wanted=dict(reversed(many.items())), **asked)
    assert found == again
    assert found.needs[0].post == "commander"


def test_an_unknown_kind_is_refused_with_the_nearest(doctrine):
    with pytest.raises(UnableToFindDoctrine, match="did you mean 'serial'"):
        ask_together(
            CountSet("barsetshire", ()), wanted={"seriel": 1}, at=AT, within=0, doctrine=doctrine
        )


def test_what_must_stay_is_kept_only_after_cover():
    county = county_doctrine()
    roster = next(each.roster for each in network("county", doctrine=county))
    found = ask_together(roster, wanted={"serial": 40}, at=AT, within=0, doctrine=county)
    assert found.kept["serial"] <= found.most["serial"]
    assert sum(n.count for n in found.needs_kept) >= sum(n.count for n in found.needs) > 0


def test_totals_rule_out_or_leave_open_and_say_which(doctrine):
    counts = open_case("west-midlands-2013", doctrine=doctrine).counts
    at = counts.counts[0].as_at
    asked = {"at": at, "within": 60, "doctrine": doctrine}
    open_ = ask_together(counts, wanted={"psu": 10}, **asked)
    assert (open_.needs, open_.sure, open_.most) == ((), False, {"psu": 10})
    beyond = ask_together(counts, wanted={"psu": 11}, **asked)
    assert beyond.needs == (JointNeed("commander", 1, ("psu",)),)
    assert beyond.sure


def test_totals_that_guarantee_are_sure(doctrine):
    counts = CountSet(
        "barsetshire",
        (Count(AT, 60, ("constable", "sergeant"), (MEDIC,), 4, True, "a count"),),
    )
    asked = {"at": AT, "within": 60, "doctrine": doctrine}
    assert ask_together(counts, wanted={"medic_pair": 2}, **asked).sure
    assert ask_together(counts, wanted={"medic_pair": 3}, **asked).needs
