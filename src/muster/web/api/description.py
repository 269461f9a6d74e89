"""The description of the interface in OpenAPI 3.1, with every problem it may answer."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from muster.web.api.problems import TITLES, TYPE

ALWAYS = (400, 401, 403, 404, 422, 429)
SENT = (409, 413, 415)
PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "What was wrong and what to do, as RFC 9457 has it.",
    "required": ["type", "title", "status", "detail", "request"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request": {"type": "string", "description": "The request's name, which logs carry too"},
        "faults": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["where", "fault"],
                "properties": {"where": {"type": "string"}, "fault": {"type": "string"}},
            },
        },
    },
}


class Described(NinjaAPI):
    """An interface whose description tells its problems too."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the description: each operation with the problems it may answer."""
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        said = ToldApart(self, prefix)
        said["components"].setdefault("schemas", {})["Problem"] = PROBLEM
        for methods in said["paths"].values():
            for method, operation in methods.items():
                for status in ALWAYS if method == "get" else (*ALWAYS, *SENT):
                    operation["responses"].setdefault(status, _problem(status))
        return said


class ToldApart(OpenAPISchema):
    """A description in which two records of one name are told apart by a number."""

    _renamed: dict[str, str]

    def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
        """Keep definitions; one that differs from another of its name gets a name of its own."""
        self._renamed = {
            name: _free_name(name, wanted, self.schemas)
            for name, wanted in definitions.items()
            if self.schemas.get(name, wanted) != wanted
        }
        for name, wanted in definitions.items():
            kept = self._renamed.get(name, name)
            self.schemas[kept] = _referring(wanted, self._renamed)

    def _create_schema_from_model(self, *args: Any, **given: Any) -> tuple[dict[str, Any], bool]:
        self._renamed = {}
        found, required = super()._create_schema_from_model(*args, **given)
        return _referring(found, self._renamed), required


def _free_name(name: str, wanted: Any, taken: dict[str, Any]) -> str:
    """Return the first name that is free, or that holds the very same."""
    number = 2
    while taken.get(f"{name}{number}", wanted) != wanted:
        number += 1
    return f"{name}{number}"


def _referring(value: Any, names: dict[str, str]) -> Any:
    """Return a part of a description that refers to records by their new names."""
    if isinstance(value, list):
        return [_referring(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    found = {key: _referring(each, names) for key, each in value.items()}
    reference = value.get("$ref")
    if isinstance(reference, str):
        start, _, name = reference.rpartition("/")
        found["$ref"] = f"{start}/{names.get(name, name)}"
    return found


def _problem(status: int) -> dict[str, Any]:
    shown = {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": TITLES[status], "content": shown}
