"""Returns as they come in: sent, checked, mended, accepted, withdrawn."""

__all__: list[str] = []
