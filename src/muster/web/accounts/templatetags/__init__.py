"""The tags and filters that templates load by the name of accounts."""

__all__: list[str] = []
