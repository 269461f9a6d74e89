"""Who is nominated at each tour of duty, where the vehicles are, and the wall that shows it."""

__all__: list[str] = []
