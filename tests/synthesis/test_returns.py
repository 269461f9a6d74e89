import pytest
from tests.synthesis.columns import differences
from tests.synthesis.figures import NATION_SEED, STARTS

from muster.doctrine import read_doctrine
from muster.intake import check_return, write_return
from muster.synthesis import (
    SHIPPED_NETWORKS,
    UnableToSynthesise,
    county_doctrine,
    network,
    read_calibration,
    sizes_of,
    synthesise,
)


@pytest.fixture(scope="module")
def wiltshire():
    [found] = synthesise(
        doctrine=read_doctrine(), seed=NATION_SEED, starts=STARTS, forces=["wiltshire"]
    )
    return found


def test_says_in_every_return_that_it_is_synthetic_and_by_which_seed(wiltshire):
    assert wiltshire.synthetic
    assert "synthetic" in wiltshire.about.prepared_by
    assert f"seed {NATION_SEED}" in wiltshire.about.prepared_by
    assert "nobody in it is real" in wiltshire.notes[0]


def test_says_what_a_return_was_made_from(wiltshire):
    assert wiltshire.provenance.doctrine == read_doctrine().digest
    assert wiltshire.provenance.inputs[0].sha256 == read_calibration().digest
    assert wiltshire.provenance.software.startswith("muster-spr")


def test_holds_the_roster_and_counts_its_rows(wiltshire, nation):
    assert differences(wiltshire.roster, nation["wiltshire"]) == []
    assert wiltshire.rows["officers"] == len(nation["wiltshire"])
    assert (wiltshire.about.period_from, wiltshire.about.period_until) == (
        wiltshire.roster.starts,
        wiltshire.roster.ends,
    )


def test_ships_the_county_by_name(county):
    returns = network("county")
    assert [found.force for found in returns] == ["barsetshire", "loamshire", "mummerset"]
    assert [differences(found.roster, county[found.force]) for found in returns] == [[], [], []]


def test_finds_the_43_whatever_doctrine_they_are_asked_of():
    nation = SHIPPED_NETWORKS["nation"]
    assert nation.forces(county_doctrine()) == nation.forces(read_doctrine())
    assert nation.forces(nation.doctrine()) == tuple(sizes_of(read_doctrine()))


def test_takes_another_seed_for_a_network():
    [one, *_] = network("county", seed=1)
    assert "seed 1:" in one.about.prepared_by


@pytest.mark.parametrize(
    ("name", "doctrine", "said"),
    [("country", None, "county or nation"), ("county", read_doctrine(), "overlay")],
)
def test_refuses_a_network_it_cannot_make(name, doctrine, said):
    with pytest.raises(UnableToSynthesise, match=said):
        network(name, doctrine=doctrine)


@pytest.mark.parametrize("force", ["city-of-london", "cleveland"])
def test_writes_returns_without_a_fault(tmp_path, force):
    [made] = synthesise(doctrine=read_doctrine(), seed=NATION_SEED, starts=STARTS, forces=[force])
    check = check_return(write_return(made, tmp_path / force), doctrine=read_doctrine())
    assert [fault.describe() for fault in check.faults] == []
    assert differences(check.return_.roster, made.roster) == []


@pytest.mark.slow
def test_writes_the_whole_nation_without_a_fault(tmp_path):
    for made in network("nation"):
        check = check_return(write_return(made, tmp_path / made.force), doctrine=read_doctrine())
        assert [fault.describe() for fault in check.faults] == []
        assert differences(check.return_.roster, made.roster) == []
