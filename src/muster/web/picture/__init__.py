"""What is computed from the documents that are held: counts, matrices and years ahead."""

__all__: list[str] = []
