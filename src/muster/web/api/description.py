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

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """Return the description: each operation with the problems it may answer."""
        said = super().get_openapi_schema(**given)
        said["components"].setdefault("schemas", {})["Problem"] = PROBLEM
        for methods in said["paths"].values():
            for method, operation in methods.items():
                for status in ALWAYS if method == "get" else (*ALWAYS, *SENT):
                    operation["responses"].setdefault(status, _problem(status))
        return said


def _problem(status: int) -> dict[str, Any]:
    shown = {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": TITLES[status], "content": shown}
