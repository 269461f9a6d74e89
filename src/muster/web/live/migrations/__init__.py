"""Migrations of the live app."""

__all__: list[str] = []
