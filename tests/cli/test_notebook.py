import subprocess
import sys

import pytest

import muster


def test_five_lines_do_the_same_in_a_notebook():
    doctrine = muster.read_doctrine()
    case = muster.open_case("west-midlands-2013", doctrine=doctrine)
    asked = {"units": ["psu"], "at": case.about.prepared_at, "within": 60}
    psu = muster.count_units(case.counts, doctrine=doctrine, **asked).kinds[0]
    assert (psu.low, psu.high, psu.limited_by) == (0, 10, ("commander",))


def test_five_lines_rehearse():
    doctrine = muster.read_doctrine()
    scenario = muster.open_scenario("august-2024", doctrine=doctrine)
    game = muster.game_of(scenario, muster.network("nation"), doctrine=doctrine)
    met = muster.rehearse(game, seed=1, replications=2).outcomes[0].met
    assert 0 <= met.low <= met.value <= met.high <= 1


@pytest.mark.parametrize("name", muster.__all__)
def test_every_name_offered_is_there(name):
    assert getattr(muster, name) is not None


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="sergeants"):
        _ = muster.sergeants


def test_names_can_be_completed():
    assert set(muster.__all__) <= set(dir(muster))


def test_importing_muster_imports_nothing_heavy():
    heavy = ("numpy", "numba", "pydantic", "typer", "rich")
    code = f"import sys, muster; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
