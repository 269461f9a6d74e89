"""What keeps the database itself from changing or removing an entry of the audit."""

from django.db.backends.base.base import BaseDatabaseWrapper

from muster.errors import MusterError

TABLE = "audit_auditentry"
SAYING = "the audit is append-only: entries are neither changed nor removed"
ON_SQLITE = (
    f"CREATE TRIGGER IF NOT EXISTS audit_never_changed BEFORE UPDATE ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{SAYING}'); END",
    f"CREATE TRIGGER IF NOT EXISTS audit_never_removed BEFORE DELETE ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{SAYING}'); END",
    f"CREATE TRIGGER IF NOT EXISTS audit_never_replaced BEFORE INSERT ON {TABLE} "  # noqa: S608
    f"WHEN NEW.sequence <= (SELECT max(sequence) FROM {TABLE}) "
    f"BEGIN SELECT RAISE(ABORT, '{SAYING}'); END",
)
OFF_SQLITE = (
    "DROP TRIGGER IF EXISTS audit_never_changed",
    "DROP TRIGGER IF EXISTS audit_never_removed",
    "DROP TRIGGER IF EXISTS audit_never_replaced",
)
ON_POSTGRES = (
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SAYING}'; END $$",
    f"CREATE OR REPLACE TRIGGER audit_never_changed BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    f"CREATE OR REPLACE TRIGGER audit_never_emptied BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)
OFF_POSTGRES = (
    f"DROP TRIGGER IF EXISTS audit_never_changed ON {TABLE}",
    f"DROP TRIGGER IF EXISTS audit_never_emptied ON {TABLE}",
    "DROP FUNCTION IF EXISTS audit_refuse()",
)
STATEMENTS = {
    "sqlite": (ON_SQLITE, OFF_SQLITE),
    "postgresql": (ON_POSTGRES, OFF_POSTGRES),
}


class UnableToGuard(MusterError):
    """The database is one for which no guard is written."""


def guard(connection: BaseDatabaseWrapper) -> None:
    """Have the database refuse to change, remove or replace entries. Raises UnableToGuard."""
    _execute(connection, 0)


def lift_guard(connection: BaseDatabaseWrapper) -> None:
    """Take the guard away: for going back over the migration, and for tests of tampering."""
    _execute(connection, 1)


def _execute(connection: BaseDatabaseWrapper, which: int) -> None:
    if connection.vendor not in STATEMENTS:
        raise UnableToGuard(
            f"the audit has no guard for {connection.vendor}; use SQLite or PostgreSQL"
        )
    with connection.cursor() as cursor:
        for statement in STATEMENTS[connection.vendor][which]:
            cursor.execute(statement)
