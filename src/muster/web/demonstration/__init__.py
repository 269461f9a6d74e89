"""A synthetic nation and a sign-in for each role, so that everything can be tried at once."""

__all__: list[str] = []
