"""How often somebody tried is known to every process of the server, on both databases."""

import pytest
from tests.web.databases import KINDS
from tests.web.servers import Site

pytestmark = pytest.mark.slow

TRIED = """
import json
from allauth.core import ratelimit
from django.test import RequestFactory
request = RequestFactory().post("/account/sign-in/", REMOTE_ADDR="198.51.100.7")
print(json.dumps([ratelimit.consume(request, action="login_failed") for _ in range(20)]))
"""


@pytest.mark.parametrize("kind", KINDS)
def test_what_two_processes_count_is_one_count(kind, tmp_path):
    site = Site(kind, tmp_path)
    assert site.ask(TRIED) == [True] * 20
    assert site.ask(TRIED) == [True] * 10 + [False] * 10
