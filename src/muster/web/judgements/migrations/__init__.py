"""Changes of the tables of judgements."""

__all__: list[str] = []
