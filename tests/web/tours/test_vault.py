"""A contact opens with its key, for its force, as it was sealed, and not otherwise."""

import pytest
from django.core.management import CommandError, call_command
from tests.web.tours.conftest import KEY, NEW_KEY, NUMBER

from muster.web.audit.models import AuditEntry
from muster.web.environment import Environment
from muster.web.tours.actions import read_contact, renew_contacts
from muster.web.tours.models import SealedContact
from muster.web.tours.vault import (
    UnableToKeepContact,
    check_keys,
    is_current,
    open_contact,
    seal_contact,
)


def test_a_contact_opens_for_its_force():
    sealed = seal_contact(NUMBER, "kent")
    assert NUMBER not in sealed
    assert open_contact(sealed, "kent") == NUMBER


def test_the_same_contact_is_sealed_differently_each_time():
    assert seal_contact(NUMBER, "kent") != seal_contact(NUMBER, "kent")


def test_a_contact_does_not_open_for_another_force():
    with pytest.raises(UnableToKeepContact, match="another force"):
        open_contact(seal_contact(NUMBER, "kent"), "essex")


def test_a_contact_that_was_changed_does_not_open():
    sealed = seal_contact(NUMBER, "kent")
    spoilt = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]
    with pytest.raises(UnableToKeepContact, match="changed"):
        open_contact(spoilt, "kent")


def test_an_old_key_opens_after_a_new_one_seals(settings):
    sealed = seal_contact(NUMBER, "kent")
    settings.CONTACTS_KEYS = [NEW_KEY, KEY]
    assert open_contact(sealed, "kent") == NUMBER
    assert not is_current(sealed)
    assert is_current(seal_contact(NUMBER, "kent"))


def test_a_key_that_is_gone_is_asked_for(settings):
    sealed = seal_contact(NUMBER, "kent")
    settings.CONTACTS_KEYS = [NEW_KEY]
    with pytest.raises(UnableToKeepContact, match="put the old key back"):
        open_contact(sealed, "kent")


@pytest.mark.parametrize("keys", [[], ["short"], ["é" * 44], [KEY, "c2hvcnQ="]])
def test_a_server_without_a_fit_key_fails_its_checks(settings, keys):
    settings.CONTACTS_KEYS = keys
    assert [each.id for each in check_keys()] == ["tours.E001"]
    with pytest.raises(UnableToKeepContact, match="openssl rand"):
        seal_contact(NUMBER, "kent")


def test_a_fit_key_passes():
    assert check_keys() == []


def test_only_the_demonstration_has_a_key_of_its_own():
    assert Environment({}).contacts_keys == []
    assert len(Environment({"MUSTER_DEMONSTRATION": "yes"}).contacts_keys) == 1
    both = Environment({"MUSTER_CONTACTS_KEY": f"{NEW_KEY}, {KEY}"})
    assert both.contacts_keys == [NEW_KEY, KEY]


def test_renewing_seals_every_contact_with_the_first_key(room, settings):
    made = room.declare()
    settings.CONTACTS_KEYS = [NEW_KEY, KEY]
    assert renew_contacts() == 1
    assert renew_contacts() == 0
    settings.CONTACTS_KEYS = [NEW_KEY]
    assert read_contact(made, by=room.cast.viewer("control_room")) == NUMBER


def test_renewing_changes_nothing_where_one_contact_does_not_open(room, settings):
    room.declare()
    before = SealedContact.objects.get().sealed
    settings.CONTACTS_KEYS = [NEW_KEY]
    with pytest.raises(UnableToKeepContact):
        renew_contacts()
    assert SealedContact.objects.get().sealed == before


def test_reading_a_contact_is_recorded(room):
    made = room.declare()
    read_contact(made, by=room.cast.viewer("chief_officer"))
    entry = AuditEntry.objects.last()
    assert (entry.action, entry.actor) == ("contact.read", "Chief officer")
    assert NUMBER not in str(vars(entry))


def test_the_command_says_how_many_were_renewed_or_that_nothing_was(room, settings, capsys):
    room.declare()
    settings.CONTACTS_KEYS = [NEW_KEY, KEY]
    call_command("renew_contacts")
    assert "1 contacts were sealed anew" in capsys.readouterr().out
    settings.CONTACTS_KEYS = [KEY]
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("renew_contacts")
