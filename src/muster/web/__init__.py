"""The browser's door and the interface for programs: pages over what the core computes."""

__all__: list[str] = []
