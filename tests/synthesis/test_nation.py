import pytest
from tests.synthesis.columns import differences
from tests.synthesis.figures import NATION_SEED, STARTS

from muster.doctrine import UnableToFindDoctrine, read_doctrine
from muster.synthesis import (
    UnableToSynthesise,
    county_doctrine,
    county_forces,
    sizes_of,
    synthesise_rosters,
)


def test_has_the_published_strength_in_43_forces(nation):
    assert len(nation) == 43
    assert sum(map(len, nation.values())) == 127_077
    for force in read_doctrine().forces:
        if force.territorial:
            assert abs(len(nation[force.slug]) - force.officers) < 1


def test_makes_one_force_alone_as_in_the_nation(nation):
    alone = synthesise_rosters(
        doctrine=read_doctrine(), seed=NATION_SEED, starts=STARTS, forces=["Wilts"]
    )
    assert [differences(roster, nation["wiltshire"]) for roster in alone] == [[]]


def test_makes_a_force_alike_whatever_else_doctrine_holds(nation):
    beside_the_county = synthesise_rosters(
        doctrine=county_doctrine(), seed=NATION_SEED, starts=STARTS, forces=["cleveland"]
    )
    assert [differences(roster, nation["cleveland"]) for roster in beside_the_county] == [[]]


def test_another_seed_makes_another_force(nation):
    [other] = synthesise_rosters(
        doctrine=read_doctrine(), seed=NATION_SEED + 1, starts=STARTS, forces=["wiltshire"]
    )
    same = {"force", "starts", "ends", "pattern_names", "on_call_groups"}
    assert not same & set(differences(other, nation["wiltshire"]))
    assert {"officers.rank", "tickets.awarded", "abstractions.start"} <= set(
        differences(other, nation["wiltshire"])
    )


def test_scales_with_the_total_right():
    sizes = sizes_of(read_doctrine(), 5.0)
    assert sum(sizes.values()) == 635_387
    small = synthesise_rosters(doctrine=read_doctrine(), seed=1, starts=STARTS, days=30, scale=0.01)
    assert sum(map(len, small)) == 1_271


def test_leaves_the_43_as_they_are_when_the_county_is_added():
    alone, beside = sizes_of(read_doctrine()), sizes_of(county_doctrine())
    assert {slug: beside[slug] for slug in alone} == alone
    assert set(beside) - set(alone) == set(county_forces(county_doctrine()))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"seed": -1}, "0 or more"),
        ({"days": 0}, "1 or more"),
        ({"scale": 0.0}, "above 0"),
        ({"forces": ["scotland"]}, "no officers"),
        ({"scale": 0.00001, "forces": ["wiltshire"]}, "raise the scale"),
    ],
)
def test_refuses_nonsense_and_says_what_to_give(wrong, said):
    asked = {"doctrine": read_doctrine(), "seed": 1, "starts": STARTS, **wrong}
    with pytest.raises(UnableToSynthesise, match=said):
        list(synthesise_rosters(**asked))


def test_refuses_a_force_doctrine_does_not_know():
    with pytest.raises(UnableToFindDoctrine, match="barsetshire"):
        list(
            synthesise_rosters(
                doctrine=read_doctrine(), seed=1, starts=STARTS, forces=["barsetshire"]
            )
        )
