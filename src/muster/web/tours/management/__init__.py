"""What an operator asks of tours from a terminal."""

__all__: list[str] = []
