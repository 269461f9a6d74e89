"""Figures moved by themselves: what is nought stays so."""

from tests.rehearsal.small_games import TRAVEL
from tests.rehearsal.worlds import simple_scenario, simple_source, simple_supply

from muster.rehearsal import Distribution, Game, Requirement, weigh_figures


def test_fewer_units_are_never_more():
    sizes = Distribution("discrete", (0, 4), (0.5, 0.5))
    scenario = simple_scenario([simple_source(at=60, size=sizes)], requirement=Requirement(100))
    game = Game(scenario, simple_supply([0]), TRAVEL, 0, lambda level: 0.0)
    found = {each.figure: each for each in weigh_figures(game, seed=3, replications=400)}
    moved = found["Units wanted"]
    assert 0.4 < moved.met_low.value == moved.met_high.value < 0.6
    assert (moved.low, moved.high) == ("80%", "120%")
