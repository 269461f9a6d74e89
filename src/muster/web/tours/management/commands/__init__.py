"""Commands of the tours app."""

__all__: list[str] = []
