"""Work to be done once, whoever dies meanwhile."""

__all__: list[str] = []
