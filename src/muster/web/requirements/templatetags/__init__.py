"""Template tags of the doctrine pages."""

__all__: list[str] = []
