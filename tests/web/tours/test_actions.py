"""A declaration is kept whole, once, and is corrected by another."""

from datetime import timedelta

import pytest
from tests.web.cast import FORCE, NEXT_FORCE
from tests.web.tours.conftest import NUMBER

from muster.policing import clock as minutes
from muster.web import clock
from muster.web.appended import UnableToChangeHistory
from muster.web.audit.models import AuditEntry
from muster.web.live.models import LiveEvent
from muster.web.tours.actions import UnableToDeclare, read_contact, set_starts
from muster.web.tours.models import Declaration, SealedContact
from muster.web.tours.queries import (
    contact_known_for,
    declaration_at,
    last_declaration,
    starts_of,
    tour_of,
)
from muster.web.tours.vault import UnableToKeepContact


def now_minute():
    return minutes.minute_of(clock.now())


def test_keeps_everything_that_was_declared(room):
    room.declare(remarks="Football")
    found = declaration_at(FORCE, now_minute(), clock.now())
    assert [each.officer for each in found.commanders.all()] == ["1419"]
    assert [(each.vehicle, each.on_road) for each in found.vehicles.all()] == [
        ("PC1", True),
        ("PC2", False),
    ]
    assert [(each.unit, each.within, each.count) for each in found.figures.all()] == [
        ("psu", 60, 5)
    ]
    assert (found.on_call_officer, found.remarks) == ("Supt A. Hale", "Football")
    assert (found.tour_end - found.tour_start).total_seconds() == 8 * 3600


def test_a_form_sent_twice_is_kept_once(room):
    first, again = room.declare(token="same"), room.declare(token="same")
    assert first.pk == again.pk
    assert Declaration.objects.count() == LiveEvent.objects.filter(topic="tours").count() == 1
    assert AuditEntry.objects.filter(action__startswith="tour.").count() == 1


def test_a_later_declaration_corrects_and_keeps_the_one_before(room):
    first = room.declare()
    second = room.declare(seen=first.pk, on_call_officer="Supt B. Rowe")
    assert second.corrects == first
    assert declaration_at(FORCE, now_minute(), clock.now()) == second
    assert AuditEntry.objects.last().action == "tour.corrected"
    assert Declaration.objects.count() == 2


def test_does_not_replace_what_somebody_else_declared_unseen(room):
    first = room.declare()
    with pytest.raises(UnableToDeclare, match="while you were typing"):
        room.declare(seen=None)
    assert list(Declaration.objects.all()) == [first]


def test_says_who_and_when_in_the_audit_and_nothing_personal(room):
    made = room.declare()
    entry = AuditEntry.objects.get(action="tour.declared")
    assert (entry.actor, entry.force) == ("Control room", FORCE)
    assert entry.detail["sha256"] == made.digest
    assert "1419" not in str(entry.detail) and "Hale" not in str(entry.detail)


def test_announces_the_force_and_nothing_more(room):
    made = room.declare()
    event = LiveEvent.objects.get(topic="tours")
    assert (event.force, event.detail) == (FORCE, {"declaration": made.pk})


def test_what_was_declared_cannot_be_changed_or_removed(room):
    made = room.declare()
    made.remarks = "Nothing happened"
    for change in (made.save, made.delete, Declaration.objects.all().delete):
        with pytest.raises(UnableToChangeHistory):
            change()
    with pytest.raises(UnableToChangeHistory):
        Declaration.objects.update(remarks="")


def test_nothing_is_kept_where_the_contact_cannot_be_sealed(room, settings):
    settings.CONTACTS_KEYS = []
    with pytest.raises(UnableToKeepContact):
        room.declare()
    assert not Declaration.objects.exists() and not AuditEntry.objects.exists()


def test_hands_the_number_over_for_the_same_name(room, settings):
    room.declare()
    at = now_minute() + 8 * 60
    after = room.declare(at=at, contact="", on_call_officer="supt a. hale")
    assert read_contact(after, by=room.cast.viewer("control_room")) == NUMBER


def test_another_name_gets_nobody_elses_number(room):
    room.declare()
    after = room.declare(at=now_minute() + 8 * 60, contact="", on_call_officer="Supt B. Rowe")
    assert not SealedContact.objects.filter(declaration=after).exists()


def test_a_number_is_not_handed_over_a_border(room):
    room.declare()
    assert contact_known_for(NEXT_FORCE, "Supt A. Hale", clock.now()) is None


def test_only_what_was_declared_by_then_is_known(room, settings, held_clock):
    first = room.declare()
    settings.MUSTER_NOW = held_clock + timedelta(minutes=5)
    second = room.declare(seen=first.pk)
    assert last_declaration(FORCE, clock.now()) == second
    assert last_declaration(FORCE, held_clock) == first
    assert last_declaration(FORCE, held_clock - timedelta(minutes=1)) is None


def test_a_forces_own_times_hold_from_when_they_were_set(room):
    early = clock.now().replace(hour=1)
    set_starts(FORCE, ["06:00", "18:00"], by=room.cast.viewer("control_room"))
    assert starts_of(FORCE, clock.now()) == (360, 1080)
    assert starts_of(FORCE, early) == starts_of(NEXT_FORCE, clock.now()) == (420, 900, 1380)
    tour = tour_of(FORCE, now_minute(), clock.now())
    assert tour.end - tour.start == 12 * 60
    assert AuditEntry.objects.last().action == "tour.times_set"
