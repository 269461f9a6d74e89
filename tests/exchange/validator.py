"""As much of JSON Schema as the contracts use, so that answers are held to what is published."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
KNOWN = {
    *("$schema", "$id", "$defs", "$ref", "title", "description", "default", "type", "const"),
    *("properties", "required", "additionalProperties", "items", "prefixItems", "anyOf"),
    *("minItems", "maxItems", "format", "enum"),
}


def breaches(schema: dict[str, Any], value: Any) -> list[str]:
    """Return every way in which a value breaks a schema."""
    return list(_breaches(schema, value, schema, "$"))


def _breaches(
    schema: dict[str, Any], value: Any, root: dict[str, Any], place: str
) -> Iterator[str]:
    unknown = set(schema) - KNOWN
    assert not unknown, f"{place}: the validator does not know {unknown}"
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        yield from _breaches(root["$defs"][name], value, root, place)
    if "anyOf" in schema:
        ways = [list(_breaches(way, value, root, place)) for way in schema["anyOf"]]
        if all(ways):
            yield f"{place}: fits none of {len(ways)}"
    if "const" in schema and value != schema["const"]:
        yield f"{place}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is none of {schema['enum']}"
    yield from _typed(schema, value, place)
    if isinstance(value, dict):
        yield from _members(schema, value, root, place)
    if isinstance(value, list):
        yield from _items(schema, value, root, place)


def _typed(schema: dict[str, Any], value: Any, place: str) -> Iterator[str]:
    wanted = schema.get("type")
    numeric = wanted in ("integer", "number")
    if wanted and (not isinstance(value, TYPES[wanted]) or (numeric and isinstance(value, bool))):
        yield f"{place}: {value!r} is not {wanted}"
    elif schema.get("format") == "date-time" and datetime.fromisoformat(value).tzinfo is None:
        yield f"{place}: {value!r} has no offset"
    elif schema.get("format") == "date":
        date.fromisoformat(value)


def _members(
    schema: dict[str, Any], value: dict[str, Any], root: dict[str, Any], place: str
) -> Iterator[str]:
    properties = schema.get("properties", {})
    yield from (
        f"{place}.{key} is missing" for key in schema.get("required", ()) if key not in value
    )
    others = schema.get("additionalProperties", True)
    for key, member in value.items():
        where = f"{place}.{key}"
        if key in properties:
            yield from _breaches(properties[key], member, root, where)
        elif others is False:
            yield f"{where} is not in the contract"
        elif isinstance(others, dict):
            yield from _breaches(others, member, root, where)


def _items(
    schema: dict[str, Any], value: list[Any], root: dict[str, Any], place: str
) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{place}: {len(value)} items"
    kinds = schema.get("prefixItems") or [schema.get("items", {})] * len(value)
    for at, (kind, item) in enumerate(zip(kinds, value, strict=False)):
        yield from _breaches(kind, item, root, f"{place}[{at}]")
