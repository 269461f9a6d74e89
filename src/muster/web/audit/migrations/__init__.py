"""Migrations of the audit app."""

__all__: list[str] = []
