"""What an inspectorate asks of forces, and what they answer, with evidence."""

__all__: list[str] = []
