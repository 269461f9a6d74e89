"""The failures one account takes from everywhere together, whoever makes them.

Beside the limit of one address and one name, which many addresses would get around.
"""

from collections.abc import Mapping
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest

from muster.web.accounts.lockouts import typed_name


class AccountCeiling(AxesDatabaseHandler):  # type: ignore[misc,unused-ignore]
    """Lock-out of one address and name, and of a name wherever it is tried from."""

    def get_failures(
        self, request: HttpRequest, credentials: Mapping[str, Any] | None = None
    ) -> int:
        """Return the failures that count here: enough to lock out where the ceiling is reached."""
        failures: int = super().get_failures(request, credentials)
        if _failures_everywhere(request, credentials) >= settings.ACCOUNT_CEILING:
            return max(failures, settings.AXES_FAILURE_LIMIT)
        return failures


def _failures_everywhere(request: HttpRequest, credentials: Mapping[str, Any] | None) -> int:
    """Return how many guesses a name has taken, from all addresses.

    Of one address no more count than were let through, so that to lock somebody out takes many
    addresses, and each again and again.
    """
    name = typed_name(request, credentials)
    if not name:
        return 0
    recent = AccessAttempt.objects.filter(
        username=name, attempt_time__gte=get_cool_off_threshold(request)
    )
    by_address = recent.values("ip_address").order_by("ip_address")
    counted = by_address.annotate(failures=Sum("failures_since_start"))
    return sum(min(each["failures"], settings.AXES_FAILURE_LIMIT) for each in counted)
