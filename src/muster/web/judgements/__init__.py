"""What named people judge beside what was found, with reasons: added, never changed."""

__all__: list[str] = []
