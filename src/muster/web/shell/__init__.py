"""What every page is set in: templates, components, static files, finding things."""

__all__ = ()
