"""Template tags of the returns app."""

__all__: list[str] = []
