"""Migrations of the api app."""

__all__: list[str] = []
