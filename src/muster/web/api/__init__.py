"""The interface for programs: what the pages show, as versioned contracts under `/api/v1`."""

__all__: list[str] = []
