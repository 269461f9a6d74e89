"""Returns that come by themselves: watched folders, when they are due, and notice of a late one."""

__all__: list[str] = []
