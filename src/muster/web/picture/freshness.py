"""For how long a return is trusted.

No rule of doctrine says so: without a word of the server's own it is assumed, and says so
wherever it is shown.
"""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _


def shelf_life() -> timedelta:
    """Return for how long after it was prepared a return is trusted."""
    return timedelta(days=settings.RETURN_DAYS)


def shelf_words() -> str:
    """Return for how long that is and whether it is assumed, or is what this server was told."""
    standing = _("assumed") if settings.RETURN_DAYS_ASSUMED else _("a local figure")
    return _("%(n)d days, %(standing)s") % {"n": settings.RETURN_DAYS, "standing": standing}
