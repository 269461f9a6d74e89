"""Tags of pages that answer as data."""

__all__: list[str] = []
