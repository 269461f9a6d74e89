"""The doctrine pages: every criterion and figure, its start and source, and what changed."""

__all__: list[str] = []
