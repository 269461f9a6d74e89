"""What forces sent and what was made of it, kept whole and never edited."""

__all__: list[str] = []
