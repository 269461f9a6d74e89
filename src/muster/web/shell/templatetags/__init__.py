"""The tags and filters that templates load by the name of muster."""

__all__ = ()
