"""Who was called and who came."""

import pytest
from tests.mobilisation.answers import DOCTRINE, RECORDS, answer, arrivals, put_test

from muster.mobilisation import UnableToScoreTest, score_test
from muster.strength import State


def outcomes(*answers, records=RECORDS, doctrine=DOCTRINE):
    result = score_test(put_test(*answers), records, doctrine=doctrine)
    found = [(o.post, o.state, o.count, o.predicted, o.arrived, o.absent) for o in result.outcomes]
    return found, result


def test_those_called_first_are_taken_to_come_first():
    found, _ = outcomes(
        answer(0, "called", "constable", 2, state="recall"),
        answer(10, "called", "constable", 2, state="recall"),
        answer(45, "arrived", "constable", 1, state="recall"),
        answer(50, "arrived", "constable", 2, state="recall"),
    )
    assert found == [
        ("constable", "recall", 1, None, 45, False),
        ("constable", "recall", 1, None, 50, False),
        ("constable", "recall", 1, None, None, False),
        ("constable", "recall", 1, None, 40, False),
    ]


def test_those_found_away_are_told_from_those_who_did_not_come():
    found, _ = outcomes(
        answer(0, "called", "sergeant", 5, state="on_duty"),
        answer(3, "absent", "sergeant", 2, state="on_duty"),
        answer(9, "arrived", "sergeant", 2, state="on_duty"),
    )
    assert sorted(found, key=str) == sorted(
        [
            ("sergeant", "on_duty", 2, None, 9, False),
            ("sergeant", "on_duty", 2, None, None, True),
            ("sergeant", "on_duty", 1, None, None, False),
        ],
        key=str,
    )


def test_a_test_that_moved_nobody_says_nothing_of_turnout():
    found, _ = outcomes(
        answer(0, "called", "sergeant", 5, state="recall"),
        answer(3, "acknowledged", "sergeant", 5, state="recall"),
    )
    assert found == []


def test_vehicles_and_whole_units_are_nobodys_turnout():
    found, result = outcomes(
        answer(0, "called", "carrier", 3),
        answer(0, "called", "psu", 1),
        answer(9, "arrived", "carrier", 3),
        answer(9, "arrived", "psu", 1),
    )
    assert found == []
    assert not any("call is recorded" in note for note in result.notes)


def test_people_whom_nobody_called_are_left_out_and_said():
    found, result = outcomes(
        answer(0, "called", "driver", 1, state="recall"),
        answer(30, "arrived", "driver", 3, state="recall"),
        answer(30, "arrived", "sergeant", 1, state="on_call"),
    )
    assert found == [("driver", "recall", 1, None, 30, False)]
    assert any(
        note.startswith("3 people came of whom no call is recorded") for note in result.notes
    )


def test_a_post_whose_arrivals_do_not_say_how_they_came_is_left_out():
    found, result = outcomes(
        answer(0, "called", "driver", 4, state="recall"), answer(30, "arrived", "driver", 4)
    )
    assert found == []
    assert any("driver: some came of whom it is not said" in note for note in result.notes)


def test_nothing_need_be_said_of_how_they_come():
    found, _ = outcomes(answer(0, "called", "driver", 2), answer(30, "arrived", "driver", 1))
    assert found == [
        ("driver", "not_said", 1, None, None, False),
        ("driver", "not_said", 1, None, 30, False),
    ]


def test_an_officer_is_followed_by_id_with_what_the_roster_foretold(barsetshire, county, by_state):
    (recalled, ready), (other, later) = by_state[State.RECALL][:2]
    on_duty, _ = by_state[State.ON_DUTY][0]
    absent, _ = by_state[State.ABSENT][0]
    found, _ = outcomes(
        answer(2, "called", "constable", 4, officers=(recalled, other, on_duty, absent)),
        answer(40, "arrived", "constable", 2, officers=(recalled, absent)),
        answer(44, "arrived", "constable", 1, officers=(recalled,)),
        answer(50, "absent", "constable", 1, officers=(on_duty,)),
        records=barsetshire.roster,
        doctrine=county,
    )
    assert sorted(found, key=str) == sorted(
        [
            ("constable", "recall", 1, ready, 38, False),
            ("constable", "recall", 1, later, None, False),
            ("constable", "on_duty", 1, 0, None, True),
            ("constable", "unexpected", 1, None, 38, False),
        ],
        key=str,
    )


def test_an_officer_counted_in_twice_is_one_person(barsetshire, county, by_state):
    names = [name for name, _ in by_state[State.ON_DUTY][:3]]
    result = score_test(
        put_test(
            answer(9, "arrived", "constable", 2, officers=tuple(names[:2])),
            answer(12, "arrived", "constable", 2, officers=tuple(names[1:])),
        ),
        barsetshire.roster,
        doctrine=county,
    )
    assert result.marks[1].arrived.available["constable"] == 3


def test_an_officer_in_two_posts_is_refused_by_name(barsetshire, county, by_state):
    (name, _), *_ = by_state[State.ON_DUTY]
    with pytest.raises(UnableToScoreTest, match=f"officer {name} is arrived as constable and as d"):
        outcomes(
            answer(9, "arrived", "constable", 1, officers=(name,)),
            answer(9, "arrived", "driver", 1, officers=(name,)),
            records=barsetshire.roster,
            doctrine=county,
        )


def test_every_officer_the_roster_does_not_know_is_named(barsetshire, county):
    with pytest.raises(UnableToScoreTest) as refused:
        outcomes(
            answer(9, "arrived", "constable", 2, officers=("X1", "X2")),
            records=barsetshire.roster,
            doctrine=county,
        )
    assert [fault.split()[1] for fault in refused.value.faults] == ["X1", "X2"]


def test_a_unit_is_assembled_from_when_it_has_all_until_it_is_deployed():
    _, result = outcomes(
        *arrivals(25),
        *arrivals(40),
        answer(31, "deployed", "psu", 1),
        answer(60, "deployed", "psu", 1),
    )
    assert [each.minutes for each in result.assemblies] == [6, 20]


def test_units_nobody_counted_in_have_no_time_of_assembly():
    _, result = outcomes(answer(31, "deployed", "psu", 1))
    assert result.assemblies == ()
