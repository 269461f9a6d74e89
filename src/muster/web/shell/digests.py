"""The digest that a page carries: of exactly what it shows, so that two print-outs can be held
against each other, and one against the server's log."""

import hashlib
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

MARK = b"<!--digest of this page-->"
SHOWN = re.compile(rb"<main\b.*</main>", re.DOTALL)
# What differs each time a page is sent and shows nothing: fields that nobody sees, nonces.
UNSEEN = re.compile(
    rb'<input type="hidden"[^>]*>|<script\b.*?</script>|\snonce="[^"]*"',
    re.DOTALL,
)
Answer = Callable[[HttpRequest], HttpResponse]


class PageDigest:
    """Put into a page, where it says MARK, the SHA-256 of what stands in its `main`."""

    def __init__(self, answer: Answer) -> None:
        """Keep what answers."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request; a page that has a place for its digest gets it."""
        response = self._answer(request)
        if isinstance(response, StreamingHttpResponse) or MARK not in response.content:
            return response
        digest = digest_of(response.content)
        response.content = response.content.replace(MARK, digest.encode())
        response.digest = digest  # type: ignore[attr-defined] # for the log
        return response


def digest_of(page: bytes) -> str:
    """Return the digest of what a page shows, the same however often it is sent."""
    shown = SHOWN.search(page)
    return f"sha256:{hashlib.sha256(UNSEEN.sub(b'', shown[0] if shown else b'')).hexdigest()}"
