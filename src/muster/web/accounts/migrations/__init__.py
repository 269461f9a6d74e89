"""Migrations of the accounts app."""

__all__: list[str] = []
