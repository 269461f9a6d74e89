"""What keeps the database itself from changing or removing an entry of the audit."""

from muster.web.guarding import Guard

TABLE = "audit_auditentry"
GUARDS = (
    Guard(
        TABLE,
        "audit",
        saying="the audit is append-only: entries are neither changed nor removed",
        keys=(("sequence",),),
        taken=f"NEW.sequence <= (SELECT max(sequence) FROM {TABLE})",  # noqa: S608
    ),
)
