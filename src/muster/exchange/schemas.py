"""The contracts by name, and their JSON Schemas."""

from difflib import get_close_matches
from typing import Any

from muster.errors import MusterError
from muster.exchange.assurances import AssuranceAnswer
from muster.exchange.base import Answer
from muster.exchange.callout_records import CalloutAnswer
from muster.exchange.campaigns import CampaignAnswer
from muster.exchange.comparisons import ComparisonAnswer
from muster.exchange.consents import ConsentAnswer
from muster.exchange.criteria import CriteriaAnswer
from muster.exchange.doctrine import DoctrineAnswer, UnitAnswer
from muster.exchange.events import EventsAnswer
from muster.exchange.every_hour import EveryHourAnswer
from muster.exchange.faults import FaultsAnswer
from muster.exchange.forecasts import ForecastAnswer
from muster.exchange.ledgers import LedgerAnswer
from muster.exchange.matrices import MatrixAnswer
from muster.exchange.networks import NetworkMatrixAnswer
from muster.exchange.no_notice_tests import NoNoticeAnswer
from muster.exchange.plans import PlanAnswer
from muster.exchange.rehearsals import ScenarioAnswer, ScenariosAnswer
from muster.exchange.reliefs import ReliefAnswer
from muster.exchange.replans import ReplanAnswer
from muster.exchange.replays import ReplayAnswer
from muster.exchange.rights import RightAnswer
from muster.exchange.servers import AuditAnswer, CheckAnswer, JobsAnswer
from muster.exchange.strength import StrengthAnswer
from muster.exchange.strengths import StrengthsAnswer
from muster.exchange.training import TrainNeedAnswer
from muster.exchange.worths import WorthAnswer

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ANSWERS: tuple[type[Answer], ...] = (
    StrengthAnswer,
    StrengthsAnswer,
    ForecastAnswer,
    EveryHourAnswer,
    TrainNeedAnswer,
    MatrixAnswer,
    NetworkMatrixAnswer,
    ComparisonAnswer,
    AssuranceAnswer,
    EventsAnswer,
    CriteriaAnswer,
    PlanAnswer,
    ReplanAnswer,
    ReliefAnswer,
    ConsentAnswer,
    ReplayAnswer,
    ScenarioAnswer,
    ScenariosAnswer,
    CampaignAnswer,
    WorthAnswer,
    NoNoticeAnswer,
    RightAnswer,
    LedgerAnswer,
    CalloutAnswer,
    FaultsAnswer,
    UnitAnswer,
    DoctrineAnswer,
    CheckAnswer,
    AuditAnswer,
    JobsAnswer,
)


class UnableToFindSchema(MusterError):
    """There is no contract of that name."""


def schema_names() -> tuple[str, ...]:
    """Return the names of the contracts, as answers give them in `schema`."""
    return tuple(_name(answer) for answer in ANSWERS)


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a contract, by its name or its short name.

    Raises UnableToFindSchema, naming the nearest.
    """
    short = {each.removeprefix("muster.").partition("/")[0]: each for each in schema_names()}
    wanted = short.get(name, name)
    for answer in ANSWERS:
        if _name(answer) == wanted:
            made = answer.model_json_schema(by_alias=True, mode="serialization")
            return {"$schema": DIALECT, "$id": f"urn:{wanted.replace('/', ':')}", **made}
    near = get_close_matches(name, [*short, *schema_names()], n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(short)}"
    raise UnableToFindSchema(f"There is no contract {name!r}; {hint}")


def _name(answer: type[Answer]) -> str:
    return str(answer.model_fields["schema_"].default)
