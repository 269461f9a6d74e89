"""The one base class of every error Muster raises on purpose."""


class MusterError(Exception):
    """Something could not be done; the message says what to do next."""
