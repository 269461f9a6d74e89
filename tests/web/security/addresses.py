"""Every address of the web, with something plausible in each of its parts."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

FILLED = {
    "force": "west-midlands",
    "region": "west-midlands",
    "threat": "public-order",
    "aspect": "capacity",
    "pk": 1,
    "number": 1,
    "question": 1,
    "appointment": 1,
    "sequence": 1,
    "subject": "west-midlands",
    "change": "deactivate",
    "slug": "psu",
    "token": "abc",
    "officer": "1001",
    "uidb36": "1",
    "key": "abc",
}


def views() -> Iterator[tuple[str, URLPattern, dict[str, object]]]:
    """Yield each address that a browser may ask, its pattern and what fills its parts."""
    for prefix, pattern in _walked(get_resolver().url_patterns, "/"):
        if prefix.startswith("/api/v1/"):
            continue
        found = prefix
        filled = {}
        for name, converter in pattern.pattern.converters.items():
            filled[name] = FILLED.get(name, "1")
            found = _replaced(found, name, converter, str(filled[name]))
        if "<" not in found and "(?P" not in found and "^" not in found:
            yield found, pattern, filled


def _replaced(address: str, name: str, converter: object, value: str) -> str:
    for start in ("<", *(f"<{kind}:" for kind in ("int", "slug", "str", "path", "uuid"))):
        address = address.replace(f"{start}{name}>", value)
    return address


def _walked(patterns: list, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for each in patterns:
        here = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walked(each.url_patterns, here)
        else:
            yield here, each
