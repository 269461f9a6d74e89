"""What is sent with every answer, and what is not let in."""

import pytest
from django.http import HttpResponse

from muster.web.policy import UploadBound
from muster.web.requests import BehindProxy, RequestIdentity, request_id

pytestmark = pytest.mark.django_db
INLINE = ("unsafe-inline", "unsafe-eval", "*", "http:")


def test_nothing_inline_and_nothing_of_elsewhere_is_let_in(client):
    policy = client.get("/health").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert not any(word in policy for word in INLINE)


def test_an_answer_bears_the_name_of_its_request_and_is_not_kept(client):
    first, second = client.get("/health"), client.get("/health")
    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]
    assert first.headers["Cache-Control"] == "no-store, private"


def test_what_is_larger_than_any_file_is_refused_unread(rf, settings):
    settings.UPLOAD_LIMIT = 10
    read = []
    bound = UploadBound(lambda request: read.append(request.read()) or HttpResponse())
    large = rf.post("/returns", b"x", content_type="text/plain", CONTENT_LENGTH=str(2**21))
    assert bound(large).status_code == 413
    assert bound(rf.post("/returns", b"x", content_type="text/plain")).status_code == 200
    assert read == [b"x"]


@pytest.mark.parametrize(
    ("forwarded", "sender"),
    [("203.0.113.9", "203.0.113.9"), ("6.6.6.6, 203.0.113.9", "203.0.113.9"), ("", "127.0.0.1")],
)
def test_only_what_the_proxy_itself_wrote_of_the_sender_is_believed(
    rf, settings, forwarded, sender
):
    settings.BEHIND_PROXY = True
    seen = []
    proxy = BehindProxy(lambda request: seen.append(request.META["REMOTE_ADDR"]))
    proxy(rf.get("/", headers={"x-forwarded-for": forwarded}))
    assert seen == [sender]


def test_a_request_ends_without_its_name_on_the_next(rf):
    RequestIdentity(lambda request: HttpResponse())(rf.get("/"))
    assert request_id() == ""
