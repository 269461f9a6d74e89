"""Help, topic by topic: which of them is about the page that is shown."""

from django.http import HttpRequest
from django.urls import reverse

EVERYWHERE = "everywhere"
TOPIC_OF = {
    "today": "today",
    "nation": "nation",
    "forces": "force",
    "judgements": "force",
    "compare": "force",
    "printouts": "force",
    "returns": "returns",
    "feeds": "returns",
    "tours": "tour",
    "people": "people",
    "inspections": "requests",
    "requirements": "doctrine",
    "audit": "audit",
    "administration": "administration",
    "accounts": "administration",
    "tokens": "administration",
}


def help_address(request: HttpRequest) -> str:
    """Return the address of the help with a page: the topic of its app, else of every page."""
    match = request.resolver_match
    topic = TOPIC_OF.get(match.app_name if match else "", EVERYWHERE)
    return f"{reverse('shell:help')}#{topic}"
