"""Every address answers each of the cast as the table says, and every address is in it."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter
from tests.web.addresses import ADDRESSES, NONE_THERE, Row, program
from tests.web.cast import EVERYBODY, NOBODY

FOR_PROGRAMS = "interface:"
NAMELESS = {"interface:without a name: ", "interface:without a name: <path:rest>"}
FEW = ("planning_lead", "administrator", NOBODY)  # to programs' addresses all people are alike


def patterns(
    resolver: URLResolver, spaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, URLPattern]]:
    """Yield every address that a resolver knows with its name, or its words where it has none."""
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield ":".join((*spaces, each.name or f"without a name: {each.pattern}")), each
        else:
            yield from patterns(each, (*spaces, each.namespace) if each.namespace else spaces)


def given_to(pattern: URLPattern) -> dict[str, object]:
    """Return something for each part of an address that is not there."""
    parts = pattern.pattern.converters.items()
    return {key: NONE_THERE if isinstance(kind, IntConverter) else "x" for key, kind in parts}


def table() -> dict[str, Row]:
    """Return the row of every address; those for programs are all alike."""
    programs = {
        name: program(given_to(pattern))
        for name, pattern in patterns(get_resolver())
        if name.startswith(FOR_PROGRAMS) and name not in NAMELESS
    }
    return programs | ADDRESSES


def test_every_address_has_a_row_and_every_row_an_address():
    known = {name for name, _pattern in patterns(get_resolver())} - NAMELESS
    assert known - table().keys() == set(), "say in tests/web/addresses.py who gets in"
    assert table().keys() - known == set(), "take away what is no longer there"


@pytest.mark.parametrize("name", table())
def test_an_address_answers_each_as_the_table_says(cast, name):
    row = table()[name]
    where = reverse(name, kwargs=dict(row.given))
    amiss = {}
    for who in FEW if name.startswith(FOR_PROGRAMS) else EVERYBODY:
        browser = cast.client(who)
        for method in row.methods:
            cache.clear()
            status = getattr(browser, method)(where).status_code
            if status not in row.expected(who, method):
                amiss[who, method] = f"{status}, not {sorted(row.expected(who, method))}"
    assert amiss == {}


@pytest.mark.parametrize("where", ["/api/v1/", "/api/v1/none-such"])
def test_where_there_is_nothing_for_programs_nothing_is_said(cast, where):
    for who in FEW:
        assert cast.client(who).get(where).status_code in (401, 404)
