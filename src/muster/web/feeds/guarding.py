"""What keeps the database itself from changing or removing what became of a file."""

from muster.web.guarding import Guard

GUARDS = (Guard("feeds_arrival", "arrival"),)
