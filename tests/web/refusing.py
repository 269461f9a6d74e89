"""SQL by hand, which a guarded table refuses."""

import pytest
from django.db import DatabaseError, connection, transaction


def execute(statement: str) -> None:
    """Run one statement in a transaction of its own, with nothing of the test's left to check."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def rows_of(table: str) -> list[tuple[object, ...]]:
    """Return every row of a table as it is kept."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
        return list(cursor.fetchall())


def assert_refuses(table: str, change: str, *, saying: str = "append-only") -> None:
    """Hold a table that has rows to keeping them, whatever SQL is sent: `change` sets a column."""
    before = rows_of(table)
    assert before, f"{table} is empty, so nothing could be refused"
    attempts = [f"UPDATE {table} SET {change}", f"DELETE FROM {table}"]
    if connection.vendor == "sqlite":
        attempts += [f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"]
    else:
        attempts += [
            f"TRUNCATE {table} CASCADE",
            f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT ON CONSTRAINT {table}_pkey "
            f"DO UPDATE SET {change}",
        ]
    for each in attempts:
        with pytest.raises(DatabaseError, match=saying):
            execute(each)
    assert rows_of(table) == before
