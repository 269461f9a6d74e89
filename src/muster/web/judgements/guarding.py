"""What keeps the database itself from changing or removing a judgement."""

from muster.web.guarding import Guard

GUARDS = (
    Guard(
        "judgements_judgement",
        "judgement",
        saying="judgements are append-only: withdraw or replace one by a later row",
        keys=(("id",), ("token",), ("replaces_id",)),
    ),
)
