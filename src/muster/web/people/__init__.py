"""A force's own people: their tickets, and who can parade."""

__all__: list[str] = []
