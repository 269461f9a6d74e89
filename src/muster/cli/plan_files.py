"""Read a plan that was written as JSON."""

from pathlib import Path

from pydantic import ValidationError

from muster.errors import MusterError
from muster.exchange import PlanAnswer, ReplanAnswer

LARGEST = 50_000_000  # bytes: far beyond the plan of any crisis
SHOWN = 5


class UnableToReadPlan(MusterError):
    """The file is not a plan that this version of Muster wrote."""


def read_plan(path: Path) -> PlanAnswer:
    """Return the plan a JSON file holds, a plan made again among them.

    Raises UnableToReadPlan with what is wrong.
    """
    if not path.is_file():
        raise UnableToReadPlan(f"{path} is not a file; give what muster plan --json wrote")
    if path.stat().st_size > LARGEST:
        raise UnableToReadPlan(f"{path} is larger than {LARGEST:,} bytes, which no plan is")
    body = path.read_bytes()
    kinds = (ReplanAnswer, PlanAnswer) if b"muster.replan/" in body else (PlanAnswer,)
    try:
        found = kinds[0].model_validate_json(body)
    except ValidationError as wrong:
        said = [f"{_where(each['loc'])}: {each['msg']}" for each in wrong.errors()[:SHOWN]]
        more = wrong.error_count() - len(said)
        said += [f"and {more:,} more"] if more > 0 else []
        raise UnableToReadPlan(
            f"{path} is not a plan as muster plan --json writes it:\n"
            + "\n".join(f"  {each}" for each in said)
        ) from None
    return found.plan if isinstance(found, ReplanAnswer) else found


def _where(parts: tuple[int | str, ...]) -> str:
    return ".".join(map(str, parts)) or "the file"
