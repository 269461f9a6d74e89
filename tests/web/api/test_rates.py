"""What a program asks is counted for every process of the server together."""

import pytest
from django.core.cache.backends.locmem import LocMemCache

from muster.web.api import rates
from muster.web.api.rates import DOZEN, QUESTIONS, SENT, UnableToAskMore, hold_rate

MOST = 3 * DOZEN


@pytest.fixture
def processes(monkeypatch):
    """Return a function that goes on in a process of a number, which remembers its own alone."""
    made = {}

    def go_on(number):
        if number not in made:
            made[number] = LocMemCache(f"process {number}", {})
            made[number].clear()
        monkeypatch.setattr(rates, "caches", {"process": made[number]})

    return go_on


def asked(token, kind, most):
    try:
        hold_rate(token, kind, most)
    except UnableToAskMore:
        return False
    return True


@pytest.fixture
def token(program):
    return program("planning_lead").token


def test_what_is_sent_by_two_processes_is_one_count(token, processes):
    found = []
    for number in (1, 2, 1, 2, 1):
        processes(number)
        found.append(asked(token, SENT, 3))
    assert found == [True, True, True, False, False]


def test_questions_of_two_processes_are_one_count_but_for_a_dozen_each(token, processes):
    answered = 0
    for each in range(4 * MOST):
        processes(each % 2)
        answered += asked(token, QUESTIONS, MOST)
    assert MOST - DOZEN <= answered <= MOST + 2 * DOZEN


def test_one_process_alone_answers_exactly_so_many(token, processes):
    processes(1)
    assert [asked(token, QUESTIONS, MOST) for _ in range(MOST + 2)] == [True] * MOST + [False] * 2


def test_questions_do_not_use_up_what_may_be_sent(token, processes):
    for number in (1, 2):
        processes(number)
        for _ in range(DOZEN):
            hold_rate(token, QUESTIONS, MOST)
    assert asked(token, SENT, 1)
    assert not asked(token, SENT, 1)


def test_the_next_minute_begins_anew(token, processes, settings):
    processes(1)
    assert [asked(token, SENT, 1) for _ in range(2)] == [True, False]
    settings.MUSTER_NOW = settings.MUSTER_NOW.replace(minute=settings.MUSTER_NOW.minute + 1)
    assert asked(token, SENT, 1)
