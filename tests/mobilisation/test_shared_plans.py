"""Where kinds share people, the time allowed is for the whole search, not for each level."""

import highspy
from tests.mobilisation.requests import TRAVEL
from tests.mobilisation.test_general_model import random_request

from muster.mobilisation import make_plan, shared_plans

EACH, ALLOWED = 4.0, 10.0


def test_each_level_is_given_only_the_time_that_those_before_it_left(monkeypatch):
    now, given = [0.0], []
    told = highspy.Highs.setOptionValue

    def listen(solver, name, value):
        if name == "time_limit":
            given.append(value)
            now[0] += EACH
        return told(solver, name, value)

    monkeypatch.setattr(highspy.Highs, "getRunTime", lambda solver: now[0])
    monkeypatch.setattr(highspy.Highs, "setOptionValue", listen)
    make_plan(random_request(12), travel=TRAVEL, seconds=ALLOWED)
    left = [max(ALLOWED - EACH * run, shared_plans.SLACK) for run in range(len(given))]
    assert given == left
    assert len(given) > 2
