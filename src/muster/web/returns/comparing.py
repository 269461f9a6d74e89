"""Compare what was sent with the return in use, and keep that until another comes into use."""

from typing import Any

from muster.intake import Return, read_packed
from muster.web import clock
from muster.web.documents.models import Document
from muster.web.documents.queries import latest_return
from muster.web.picture.asked import Asked
from muster.web.picture.holding import return_of
from muster.web.picture.since import since_return
from muster.web.returns.differences import difference_between, instant_of_comparison
from muster.web.returns.models import Candidate, Upload
from muster.web.rulebook import rulebook


def compared(force: str, made: Return, against: Document | None) -> dict[str, Any]:
    """Return how a return would differ from the one in use, in counts."""
    at = instant_of_comparison(made, clock.minute_now())
    asked = Asked(at=at, known=clock.now(), within=60, unit="psu", edition="")
    return difference_between(
        return_of(against) if against else None,
        made,
        doctrine=rulebook(),
        known_at=clock.minute_now(),
        since=since_return(force, asked),
    )


def keep_difference(upload: Upload, against: Document | None, difference: dict[str, Any]) -> None:
    """Keep how an upload differs from the return that it was compared with."""
    upload.against, upload.difference = against, difference
    upload.save(update_fields=["against", "difference"])


def compare_again(upload: Upload) -> None:
    """Compare an upload anew where another return is in use than when it was compared."""
    latest = latest_return(upload.force, clock.now())
    if upload.difference and upload.against_id == (latest.pk if latest else None):
        return
    candidate = Candidate.objects.get(upload=upload)
    made = read_packed(bytes(candidate.packed), doctrine=rulebook(), name=upload.name)
    keep_difference(upload, latest, compared(upload.force, made, latest))
