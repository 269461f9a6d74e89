"""The terminal's door: one file a command, each of which parses, calls once and prints."""

from muster.cli.app import app, main, run

__all__ = ["app", "main", "run"]
