"""Every address answers each of the cast as the table says, and every address is in it."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.web.addresses import ADDRESSES
from tests.web.cast import EVERYBODY


def addresses(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield every address that a resolver knows, by its name; one without is known by its words."""
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield ":".join((*spaces, each.name or f"without a name: {each.pattern}"))
        else:
            yield from addresses(each, (*spaces, each.namespace) if each.namespace else spaces)


def test_every_address_has_a_row_and_every_row_an_address():
    known = set(addresses(get_resolver()))
    assert known - ADDRESSES.keys() == set(), "say in tests/web/addresses.py who gets in"
    assert ADDRESSES.keys() - known == set(), "take away what is no longer there"


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_answers_each_as_the_table_says(cast, name):
    row = ADDRESSES[name]
    where = reverse(name, kwargs=dict(row.given))
    amiss = {}
    for who in EVERYBODY:
        browser = cast.client(who)
        for method in row.methods:
            cache.clear()
            status = getattr(browser, method)(where).status_code
            if status not in row.expected(who, method):
                amiss[who, method] = f"{status}, not {sorted(row.expected(who, method))}"
    assert amiss == {}
