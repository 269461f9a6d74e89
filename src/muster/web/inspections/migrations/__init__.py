"""Migrations of the inspections app."""

__all__: list[str] = []
