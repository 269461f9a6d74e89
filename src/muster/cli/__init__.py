"""The terminal's door: one file a command, each of which parses, calls once and prints."""

try:
    from muster.cli.app import app, main, run
except KeyboardInterrupt:  # before anything can be said, and without a traceback
    raise SystemExit(130) from None

__all__ = ["app", "main", "run"]
