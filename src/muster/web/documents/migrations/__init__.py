"""Migrations of the documents app."""

__all__: list[str] = []
