"""What has just happened, for screens that are watching."""

__all__: list[str] = []
