"""A program sees and asks no more of requests than the rights its token was given."""

from dataclasses import replace

from tests.web.cast import FORCE, REQUEST

from muster.web.accounts.rights import Right
from muster.web.inspections.models import DataRequest
from muster.web.inspections.scope import forces_seen, may_ask

ABOUT = DataRequest(reference=REQUEST)


def test_a_token_without_the_right_sees_no_request_and_asks_nothing(cast, held_clock):
    inspector = cast.viewer("inspector")
    assert forces_seen(inspector, ABOUT, [FORCE]) == (FORCE,)
    assert may_ask(inspector, ABOUT, FORCE)
    program = replace(inspector, only=frozenset({Right.SEE_PICTURE}))
    assert forces_seen(program, ABOUT, [FORCE]) == ()
    assert not may_ask(program, ABOUT, FORCE)
    reading = replace(inspector, only=frozenset({Right.SEE_REQUESTS}))
    assert forces_seen(reading, ABOUT, [FORCE]) == (FORCE,)
    assert not may_ask(reading, ABOUT, FORCE)
