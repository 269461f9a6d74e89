"""The database itself refuses to change the audit."""

import pytest
from django.db import DatabaseError, connection, transaction

from muster.web.audit.models import AuditEntry

pytestmark = pytest.mark.django_db


def refused(run) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run()


def test_no_entry_is_changed(chain):
    refused(lambda: AuditEntry.objects.filter(sequence=2).update(actor="Somebody else"))
    chain[0].reason = "another"
    refused(chain[0].save)


def test_no_entry_is_removed(chain):
    refused(lambda: AuditEntry.objects.filter(sequence=2).delete())
    refused(chain[-1].delete)


def test_no_entry_is_written_over(chain):
    twin = AuditEntry.objects.get(sequence=3)
    refused(lambda: _replace(twin))
    assert AuditEntry.objects.get(sequence=3).actor == "Officer 3"


def _replace(entry) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT OR REPLACE INTO audit_auditentry "
                "SELECT sequence, at, actor_id, 'Somebody else', action, subject, force, reason, "
                "detail, request, previous, digest FROM audit_auditentry WHERE sequence = 3"
            )
        else:
            cursor.execute(
                "INSERT INTO audit_auditentry SELECT * FROM audit_auditentry WHERE sequence = 3 "
                "ON CONFLICT (sequence) DO UPDATE SET actor = 'Somebody else'"
            )


def test_the_table_is_not_emptied(chain):
    if connection.vendor == "postgresql":
        refused(lambda: connection.cursor().execute("TRUNCATE audit_auditentry"))
    refused(lambda: AuditEntry.objects.all().delete())
    assert AuditEntry.objects.count() == len(chain)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", [1, 2])
def test_a_test_with_real_transactions_starts_with_an_empty_and_guarded_audit(again, chain):
    assert AuditEntry.objects.first().sequence == 1
    refused(AuditEntry.objects.all().delete)
