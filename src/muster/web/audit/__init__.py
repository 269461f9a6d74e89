"""Who did and read what, when and why, in a chain that shows tampering."""

__all__: list[str] = []
