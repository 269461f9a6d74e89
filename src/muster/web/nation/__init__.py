"""The nation and its regions: forces by any measure at any instant, and where they fall short."""

__all__: list[str] = []
