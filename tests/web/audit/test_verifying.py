"""Tampering is found, and said in words."""

import json
from dataclasses import replace

import pytest

from muster.web.accounts.rights import NOBODY
from muster.web.audit.actions import record_entry
from muster.web.audit.chain import seal
from muster.web.audit.checkpoints import (
    UnableToSign,
    UnableToTrustCheckpoint,
    head,
    read_checkpoint,
    sign,
)
from muster.web.audit.models import AuditEntry
from muster.web.audit.verifying import Break, Broken, verify_chain, walk

pytestmark = pytest.mark.django_db
TABLE = "audit_auditentry"


def breaks():
    return verify_chain().breaks


def test_an_untouched_chain_is_whole(chain):
    found = verify_chain()
    assert found.intact
    assert (found.entries, found.sequence) == (6, 6)
    assert found.digest == chain[-1].digest


def test_an_empty_chain_is_whole():
    assert verify_chain().intact


def test_what_is_read_back_is_what_was_sealed(chain):
    """Fractions, nulls and nesting come back the same from every database."""
    record_entry(
        actor=NOBODY,
        action="odd",
        subject="null \x00 byte",
        detail={"large": 1e22, "list": (1, 2.5), 3: None, "text": "\x00é"},
    )
    assert verify_chain().intact


@pytest.mark.parametrize(
    "column",
    ["at", "actor_id", "actor", "action", "subject", "force", "reason", "request", "digest"],
)
def test_a_changed_row_is_found_whatever_was_changed(chain, tamper, column):
    value = {"at": "'2020-01-01 00:00:00'", "actor_id": "99"}.get(column, "'x'")
    tamper(f"UPDATE {TABLE} SET {column} = {value} WHERE sequence = 3")
    assert breaks()[0] == Break(3, Broken.CHANGED)
    assert "entry 3 says something else" in verify_chain().sentence


def test_a_changed_detail_is_found(chain, tamper):
    tamper(f"UPDATE {TABLE} SET detail = '{{}}' WHERE sequence = 3")
    assert breaks() == (Break(3, Broken.CHANGED),)


@pytest.mark.parametrize("sequence", [1, 3, 5])
def test_a_removed_row_is_found(chain, tamper, sequence):
    tamper(f"DELETE FROM {TABLE} WHERE sequence = {sequence}")
    assert breaks()[0] == Break(sequence, Broken.REMOVED)


def test_a_removed_row_whose_gap_was_closed_is_found(chain, tamper):
    tamper(
        f"DELETE FROM {TABLE} WHERE sequence = 3",
        f"UPDATE {TABLE} SET sequence = sequence - 1 WHERE sequence > 3",
    )
    assert breaks()[0].sequence == 3


def test_two_rows_that_changed_places_are_found(chain, tamper):
    tamper(
        f"UPDATE {TABLE} SET sequence = 100 WHERE sequence = 2",
        f"UPDATE {TABLE} SET sequence = 2 WHERE sequence = 4",
        f"UPDATE {TABLE} SET sequence = 4 WHERE sequence = 100",
    )
    assert {Break(2, Broken.REORDERED), Break(4, Broken.REORDERED)} <= set(breaks())


def test_a_row_added_in_between_is_found(chain, tamper):
    tamper(
        f"UPDATE {TABLE} SET sequence = 7 WHERE sequence = 6",
        f"INSERT INTO {TABLE} SELECT 6, at, actor_id, 'Forger', action, subject, force, reason, "
        f"detail, request, previous, digest FROM {TABLE} WHERE sequence = 5",
    )
    assert breaks()[0].sequence == 6


def test_a_tail_cut_off_is_found_against_a_checkpoint_only(chain, tamper, audit_key):
    kept = sign(head())
    tamper(f"DELETE FROM {TABLE} WHERE sequence > 4")
    assert verify_chain().intact
    found = verify_chain(read_checkpoint(kept))
    assert found.first == Break(6, Broken.CUT_OFF)


def test_a_tail_written_anew_is_found_against_a_checkpoint(chain, audit_key):
    kept = read_checkpoint(sign(head()))
    entries, last = [], None
    for entry in AuditEntry.objects.order_by("sequence"):
        if entry.sequence == 3:
            entry.actor = "Somebody else"
        entry.previous = last.digest if last else entry.previous
        entry.digest = seal(entry)
        entries.append(entry)
        last = entry
    assert walk(entries).intact
    assert walk(entries, kept).first == Break(6, Broken.REWRITTEN)


def test_a_checkpoint_that_holds_says_so(chain, audit_key):
    kept = read_checkpoint(sign(head()))
    record_entry(actor=NOBODY, action="later", subject="")
    found = verify_chain(kept)
    assert found.intact
    assert "entry 6 is as the checkpoint saw it" in found.sentence


def test_a_checkpoint_that_was_altered_is_not_trusted(chain, audit_key):
    said = json.loads(sign(head()))
    for altered in (said | {"sequence": 4}, said | {"digest": "0" * 64}, said | {"key": "AAAA"}):
        with pytest.raises(UnableToTrustCheckpoint):
            read_checkpoint(json.dumps(altered))
    for text in ("", "[]", "{}", "not json"):
        with pytest.raises(UnableToTrustCheckpoint):
            read_checkpoint(text)


def test_a_checkpoint_can_be_read_with_the_public_key_alone(chain, audit_key, settings):
    kept = sign(head())
    settings.AUDIT_KEY = ""
    public = json.loads(kept)["key"]
    assert read_checkpoint(kept, key=public).sequence == 6


@pytest.mark.parametrize("key", ["", "short", "c2hvcnQ=", "not base 64 at all"])
def test_a_key_that_is_none_is_refused_with_what_to_do(chain, settings, key):
    settings.AUDIT_KEY = key
    with pytest.raises(UnableToSign, match="openssl rand -base64 32"):
        sign(head())


def test_a_checkpoint_states_an_instant(chain, audit_key, held_clock):
    kept = read_checkpoint(sign(head()))
    assert kept.at == held_clock
    assert replace(kept, sequence=1).message != kept.message
