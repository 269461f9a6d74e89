"""One force: its matrix, its strength, its year, and each cell with what it rests on."""

__all__: list[str] = []
