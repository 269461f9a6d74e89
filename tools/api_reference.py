"""Write the table of operations in docs/api.md from the interface itself: `tools/api_reference.py`.

What stands between the two marks is replaced; a test holds it to what the interface says.
"""

import os
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muster.web.settings")
os.environ.setdefault("MUSTER_DEMONSTRATION", "yes")
import django

django.setup()
from muster.web.api.interface import interface  # noqa: E402 - Django is set up first

PAGE = Path(__file__).parent.parent / "docs" / "api.md"
BEGIN, END = "<!-- operations -->\n", "<!-- end of operations -->"


def reference() -> str:
    """Return the operations as a Markdown table, in the order of the interface."""
    schema = interface.get_openapi_schema(path_prefix="/api/v1/")
    rows = ["| ask | for | needs | answer |", "|---|---|---|---|"]
    for path, methods in schema["paths"].items():
        for method, said in methods.items():
            right, where = _needs(said["operationId"])
            answer = _answer(said)
            rows.append(
                f"| `{method.upper()} {path}` | {said['summary']} | `{right}` {where} | {answer} |"
            )
    return "\n".join(rows) + "\n"


def _needs(operation_id: str) -> tuple[str, str]:
    for _, router in interface._routers:
        for view in router.path_operations.values():
            for operation in view.operations:
                if interface.get_openapi_operation_id(operation) == operation_id:
                    right, where = operation.view_func.needs
                    said = {"force_of": "over the force", "region_given": "over the region",
                            "nation_of": "", "anywhere": "anywhere"}[where]  # fmt: skip
                    return str(right), said
    raise LookupError(operation_id)


def _answer(said: dict[str, Any]) -> str:
    done = next(said["responses"][each] for each in (200, 201, 202) if each in said["responses"])
    for each in done.get("content", {}).values():
        name = each["schema"].get("$ref", "").rsplit("/", 1)[-1]
        return f"`{name}`" if name else "the document"
    return "nothing"


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text(before + BEGIN + reference() + END + rest.partition(END)[2], encoding="utf-8")
