"""Migrations of the jobs app."""

__all__: list[str] = []
