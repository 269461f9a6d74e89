"""How something is sent once: the name a program gives it, which the actions know again."""

from hashlib import sha256
from typing import Any

from django.http import HttpRequest
from ninja import Header

from muster.web.api.security import viewer_asking

LENGTH = 32

Once: Any = Header(  # type: ignore[type-arg]
    "",
    alias="Idempotency-Key",
    max_length=200,
    description="A name of your own for this: sent again under it, it is done once",
)


def token_of(request: HttpRequest, key: str) -> str:
    """Return the token of what is sent, 32 hexadecimal digits; empty where it has no name.

    It is made of who sends it and where to as well: nobody meets the name of another.
    """
    if not key:
        return ""
    said = f"{viewer_asking(request).user_id} {request.path} {key}"
    return sha256(said.encode()).hexdigest()[:LENGTH]
