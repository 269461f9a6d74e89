"""What the interface says and takes beside the contracts of the command line, typed."""

__all__: list[str] = []
