"""The routes of the interface, by what they are about."""

__all__: list[str] = []
