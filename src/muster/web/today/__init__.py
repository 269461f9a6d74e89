"""The first page: what somebody of each role needs to know today."""

__all__: list[str] = []
