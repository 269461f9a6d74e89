"""Record that people's records were read: by whom, why, and which."""

from typing import Any

from django.http import HttpRequest

from muster.web.accounts.rights import viewer_of
from muster.web.audit.actions import record_entry
from muster.web.documents.models import Document
from muster.web.people.reasons import Reason


def tell_read(
    request: HttpRequest,
    action: str,
    force: str,
    why: Reason,
    document: Document,
    chosen: dict[str, str] | None = None,
    *,
    officer: str = "",
    **detail: Any,
) -> None:
    """Record a read with its reason; `chosen` is what a list was narrowed to."""
    lift, to = request.GET.get("lift", ""), request.GET.get("to", "")
    record_entry(
        actor=viewer_of(request),
        action=action,
        subject=f"officer {officer}" if officer else f"people of {force}",
        force=force,
        reason=why.words,
        detail={
            "document": document.pk,
            **({"filters": chosen} if chosen else {}),
            **({"lift": lift} if lift else {}),
            **({"to": to} if lift and to else {}),
            **detail,
        },
    )
