"""Who may use Muster, as what; how long things are kept; and whether the server is well."""

__all__: list[str] = []
