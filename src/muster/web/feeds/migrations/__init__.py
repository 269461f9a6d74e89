"""Migrations of the feeds app."""

__all__: list[str] = []
