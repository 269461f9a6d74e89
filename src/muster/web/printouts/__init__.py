"""Pages that can be had as data, printed with their digest, and kept as they were."""

__all__: list[str] = []
