"""What an address asks that makes no sense is said on a page, wherever it comes to light."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from muster.policing.clock import UnableToReadInstant
from muster.web.shell.views import bad_request

Answer = Callable[[HttpRequest], HttpResponse]


class SaysWhatIsWrong:
    """Answer 400 with the reason where a view could not read an instant that an address names."""

    def __init__(self, answer: Answer) -> None:
        """Keep what answers."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, wrong: Exception) -> HttpResponse | None:
        """Return a page for an instant that makes no sense; nothing for anything else."""
        return bad_request(request, wrong) if isinstance(wrong, UnableToReadInstant) else None
