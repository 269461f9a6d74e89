"""How people are laid out for the kernels: nothing is lost, and units are divided rightly."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.rehearsal.small_supplies import small
from tests.rehearsal.worlds import FixedMinutes, simple_scenario, simple_source, simple_supply

from muster.policing import Composition, Post
from muster.rehearsal import Game, UnableToRehearse, fixed, weigh_worth
from muster.rehearsal.fitting_together import MOST_IN_A_UNIT, MOST_PEOPLE
from muster.rehearsal.layout import (
    B_ADDRESS,
    B_CLASS,
    GROUPED,
    H_CLASSED,
    H_COUNTED,
    H_GROUPS,
    H_MASK,
    HEAD,
    SHARE_BITS,
    Sheet,
)
from muster.rehearsal.supply_layout import lay_supply, share_of


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_people_are_laid_out_so_that_all_can_be_read_back(seed):
    supply, sheet = small(seed), Sheet(HEAD)
    people = lay_supply(sheet, supply)
    column = sheet.column()
    forces, kinds, blocks, notices, states, masks = supply.people.shape
    read = np.zeros((forces * kinds, blocks, notices, states, masks), dtype=np.int64)
    for group, block, notice in np.ndindex(*read.shape[:3]):
        table = column[H_GROUPS] + GROUPED * group
        listed = column[column[H_MASK] + group * (masks + 1) :][: masks + 1]
        listed = listed[: np.flatnonzero(listed == 0)[0]]
        own = people[(group * blocks + block) * (notices + 1) + notice]
        at = column[table + B_ADDRESS]
        at += (own - column[table + B_CLASS]) * states * len(listed)
        slots = people[at : at + states * len(listed)].reshape(states, len(listed))
        read[group, block, notice][:, listed] = column[column[H_COUNTED] + slots]
    assert (read.reshape(supply.people.shape) == supply.people).all()


def test_people_who_recur_are_one_class():
    supply, sheet = small(1), Sheet(HEAD)
    again = np.repeat(supply.people[:, :, :1, :1], 6, axis=2).repeat(5, axis=3)
    lay_supply(sheet, replace(supply, people=again))
    assert sheet.head[H_CLASSED] == 4  # two forces, two kinds


def test_the_most_that_all_people_make_by_a_shorter_notice_stands_in_their_row():
    kind = Composition("pair", date(2026, 1, 1), (Post("constable", 2, ("constable",), ()),), ())
    there = np.zeros((1, 1, 1, 3, 2, 2), dtype=np.int32)
    there[0, 0, 0, :, :, 1] = (3, 0), (4, 3), (90, 0)
    people = lay_supply(
        Sheet(HEAD), simple_supply([0], people=there, notices=(0, 60, 240), kind=kind)
    )
    assert people[3] == 3


@pytest.mark.parametrize("places", [1, 2, 3, 7, 25, 1023, MOST_IN_A_UNIT])
def test_units_are_whole_people_divided(places):
    people = np.arange(MOST_PEOPLE + 1, dtype=np.int64)
    assert (people * share_of(places) >> SHARE_BITS == people // places).all()


def test_one_more_counts_where_nobody_fits_the_post():
    posts = Post("constable", 2, ("constable",), ()), Post("driver", 1, ("constable",), ())
    kind = Composition("constable", date(2026, 1, 1), posts, ())
    there = np.zeros((1, 1, 1, 1, 2, 4), dtype=np.int32)
    there[..., 0, 1] = 8
    supply = simple_supply([0], people=there, kind=kind)
    scenario = simple_scenario([simple_source(at=720, size=fixed(2), within=120)])
    game = Game(scenario, supply, FixedMinutes(((10,),)), 0, lambda level: 0.0)
    worth = {
        each.what: each.in_time.value for each in weigh_worth(game, seed=3, replications=8).worths
    }
    assert worth == {"unit": 1.0, "driver": 1.0, "constable": 0.0}


def test_more_people_than_can_be_reckoned_with_are_refused():
    kind = Composition(
        "crowd", date(2026, 1, 1), (Post("constable", MOST_IN_A_UNIT + 1, ("constable",), ()),), ()
    )
    supply = simple_supply([MOST_PEOPLE + 1], kind=kind)
    scenario = simple_scenario([simple_source(unit="crowd")])
    game = Game(scenario, supply, FixedMinutes(((0,),)), 0, lambda level: 0.0)
    with pytest.raises(
        UnableToRehearse, match="a crowd is of 2,048 people, more than 2,047"
    ) as told:
        game.job(game.policies([]))
    assert "has 2,097,152 people for one kind of unit, more than 2,097,151" in str(told.value)
