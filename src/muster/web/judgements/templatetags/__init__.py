"""Tags of judgements."""

__all__: list[str] = []
