"""Who may come in, and what each may see and do."""

__all__: list[str] = []
