"""Changes of this app's tables, in order."""

__all__: list[str] = []
