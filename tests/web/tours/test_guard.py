"""The database itself refuses to change or remove what was declared of a tour."""

import pytest
from tests.web.refusing import assert_refuses, execute, rows_of

CHANGES = {
    "tours_declaration": "remarks = 'Nothing happened'",
    "tours_nominatedcommander": "officer = 'another'",
    "tours_declaredvehicle": "place = 'elsewhere'",
    "tours_declaredfigure": "within = 7",
    "tours_sealedcontact": "declaration_id = 0",
}


@pytest.mark.parametrize("table", CHANGES)
def test_what_was_declared_is_neither_changed_nor_removed_by_hand(room, table):
    room.declare()
    assert_refuses(table, CHANGES[table])


def test_the_seal_of_a_contact_may_be_renewed_for_its_own_declaration(room):
    room.declare()
    execute("UPDATE tours_sealedcontact SET sealed = 'sealed anew'")
    assert [row[1] for row in rows_of("tours_sealedcontact")] == ["sealed anew"]


def test_the_times_of_a_forces_tours_are_neither_changed_nor_removed_by_hand(room):
    execute(
        "INSERT INTO tours_tourpattern (force, starts, recorded_at, by_name) "
        "VALUES ('kent', '[]', '2026-03-10 12:00:00+00:00', 'A room')"
    )
    assert_refuses("tours_tourpattern", "by_name = 'another'")
