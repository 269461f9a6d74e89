"""What keeps the database itself from changing or removing a row that was added for good.

The models refuse already; this refuses whoever writes SQL by hand, or by mistake.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from muster.errors import MusterError

SQLITE, POSTGRES = "sqlite", "postgresql"
APPENDED = "append-only: rows are neither changed nor removed"
Statements = tuple[str, ...]


class UnableToGuard(MusterError):
    """The database is one for which no guard is written."""


@dataclass(frozen=True, slots=True)
class Guard:
    """One table whose rows are neither changed nor removed.

    `name` is what its triggers are called after, `saying` what the
    database answers. `keys` are
    the columns, each set of them unique, by which a new row could take an older one's place.
    Where `fixed` names columns, only these keep what they hold, and the others may change.
    `taken` says in SQL when a new row takes an older one's place, where the keys say too little.
    """

    table: str
    name: str
    saying: str = APPENDED
    keys: tuple[tuple[str, ...], ...] = (("id",),)
    fixed: tuple[str, ...] = ()
    taken: str = ""

    @property
    def refusal(self) -> str:
        """Return the name of the function by which PostgreSQL refuses."""
        return f"{self.name}_refuse"

    def up(self, vendor: str) -> Statements:
        """Return what puts it up. Raises UnableToGuard."""
        if vendor == SQLITE:
            return self._up_sqlite()
        if vendor == POSTGRES:
            return self._up_postgres()
        raise UnableToGuard(f"no guard is written for {vendor}; use SQLite or PostgreSQL")

    def down(self, vendor: str) -> Statements:
        """Return what takes it down. Raises UnableToGuard."""
        names = [f"{self.name}_never_{each}" for each in ("changed", "removed", "replaced")]
        if vendor == SQLITE:
            return tuple(f"DROP TRIGGER IF EXISTS {each}" for each in names)
        if vendor == POSTGRES:
            names.append(f"{self.name}_never_emptied")
            dropped = (f"DROP TRIGGER IF EXISTS {each} ON {self.table}" for each in names)
            return (*dropped, f"DROP FUNCTION IF EXISTS {self.refusal}()")
        raise UnableToGuard(f"no guard is written for {vendor}; use SQLite or PostgreSQL")

    def _changed(self, differs: str) -> str:
        """Return the condition under which a change is one; nothing where every change is."""
        changes = " OR ".join(f"NEW.{each} {differs} OLD.{each}" for each in self.fixed)
        return f" WHEN ({changes})" if changes else ""

    def _up_sqlite(self) -> Statements:
        begin = f"BEGIN SELECT RAISE(ABORT, '{self.saying}'); END"
        same = " OR ".join(
            "(" + " AND ".join(f"{each} = NEW.{each}" for each in key) + ")" for key in self.keys
        )
        found = f"EXISTS (SELECT 1 FROM {self.table} WHERE {same})"  # noqa: S608 - names of ours
        create = f"CREATE TRIGGER IF NOT EXISTS {self.name}_never"
        return (
            f"{create}_changed BEFORE UPDATE ON {self.table}{self._changed('IS NOT')} {begin}",
            f"{create}_removed BEFORE DELETE ON {self.table} {begin}",
            f"{create}_replaced BEFORE INSERT ON {self.table} WHEN {self.taken or found} {begin}",
        )

    def _up_postgres(self) -> Statements:
        row = f"FOR EACH ROW{self._changed('IS DISTINCT FROM')} EXECUTE FUNCTION {self.refusal}()"
        create = f"CREATE OR REPLACE TRIGGER {self.name}_never"
        refused = f"EXECUTE FUNCTION {self.refusal}()"
        return (
            f"CREATE OR REPLACE FUNCTION {self.refusal}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.saying}'; END $$",
            f"{create}_changed BEFORE UPDATE ON {self.table} {row}",
            f"{create}_removed BEFORE DELETE ON {self.table} FOR EACH ROW {refused}",
            f"{create}_emptied BEFORE TRUNCATE ON {self.table} FOR EACH STATEMENT {refused}",
        )


def put_up(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
    """Have the database refuse what the guards say. Raises UnableToGuard."""
    _execute(connection, [each for guard in guards for each in guard.up(connection.vendor)])


def take_down(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
    """Take guards away: for going back over a migration, and for tests of tampering."""
    _execute(connection, [each for guard in guards for each in guard.down(connection.vendor)])


def guarded(*guards: Guard) -> migrations.RunPython:
    """Return the step of a migration that puts guards up, and takes them down on its way back."""

    def up(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        put_up(editor.connection, guards)

    def down(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        take_down(editor.connection, guards)

    return migrations.RunPython(up, down)


def _execute(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
