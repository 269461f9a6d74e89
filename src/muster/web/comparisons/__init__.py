"""Two forces, two dates, two states of knowledge, or a force against its region or the nation."""

__all__: list[str] = []
