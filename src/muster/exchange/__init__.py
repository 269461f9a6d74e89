"""The versioned contracts that the command line, the interface and documents share."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from muster.exchange.assurances import (
        AssuranceAnswer,
        assurance_answer,
    )
    from muster.exchange.base import (
        Answer,
    )
    from muster.exchange.callout_records import (
        CalloutAnswer,
    )
    from muster.exchange.callouts import (
        callout_answer,
    )
    from muster.exchange.campaigns import (
        CampaignAnswer,
        campaign_answer,
    )
    from muster.exchange.comparisons import (
        ComparisonAnswer,
        comparison_answer,
    )
    from muster.exchange.consents import (
        ConsentAnswer,
        consent_answer,
    )
    from muster.exchange.criteria import (
        CriteriaAnswer,
        criteria_answer,
    )
    from muster.exchange.doctrine import (
        DoctrineAnswer,
        UnitAnswer,
        doctrine_answer,
        source_cells,
        unit_answer,
    )
    from muster.exchange.doctrine_lists import (
        DOCTRINE_LISTS,
        DoctrineList,
        doctrine_list,
    )
    from muster.exchange.events import (
        EventsAnswer,
        events_answer,
    )
    from muster.exchange.every_hour import (
        EveryHourAnswer,
        every_hour_answer,
    )
    from muster.exchange.faults import (
        FaultsAnswer,
        faults_answer,
    )
    from muster.exchange.forecasts import (
        ForecastAnswer,
        forecast_answer,
    )
    from muster.exchange.ledgers import (
        LedgerAnswer,
        LedgerScope,
        ledger_answer,
    )
    from muster.exchange.matrices import (
        MatrixAnswer,
        Scope,
        matrix_answer,
        subject_name,
    )
    from muster.exchange.networks import (
        NetworkMatrixAnswer,
        network_matrix_answer,
    )
    from muster.exchange.no_notice_tests import (
        NoNoticeAnswer,
        no_notice_answer,
        outcomes_from,
    )
    from muster.exchange.plans import (
        PlanAnswer,
        plan_answer,
        plan_of_answer,
    )
    from muster.exchange.rehearsals import (
        ScenarioAnswer,
        ScenariosAnswer,
        scenario_answer,
        scenarios_answer,
    )
    from muster.exchange.reliefs import (
        ReliefAnswer,
        relief_answer,
    )
    from muster.exchange.replans import (
        ReplanAnswer,
        replan_answer,
    )
    from muster.exchange.replays import (
        ReplayAnswer,
        replay_answer,
    )
    from muster.exchange.requests import (
        DemandRecord,
        RequestRecord,
        demand_of,
        request_of,
        request_record,
    )
    from muster.exchange.rights import (
        RightAnswer,
        right_answer,
    )
    from muster.exchange.schemas import (
        UnableToFindSchema,
        schema_names,
        schema_of,
    )
    from muster.exchange.servers import (
        AuditAnswer,
        CheckAnswer,
        JobsAnswer,
        audit_answer,
        check_answer,
        jobs_answer,
    )
    from muster.exchange.strength import (
        StrengthAnswer,
        not_known,
        reaches,
        strength_answer,
        why_not_known,
    )
    from muster.exchange.strengths import (
        StrengthsAnswer,
        strengths_answer,
    )
    from muster.exchange.training import (
        TrainNeedAnswer,
        train_need_answer,
    )
    from muster.exchange.worths import (
        WorthAnswer,
        worths_answer,
    )

__all__ = [
    "DOCTRINE_LISTS",
    "Answer",
    "AssuranceAnswer",
    "AuditAnswer",
    "CalloutAnswer",
    "CampaignAnswer",
    "CheckAnswer",
    "ComparisonAnswer",
    "ConsentAnswer",
    "CriteriaAnswer",
    "DemandRecord",
    "DoctrineAnswer",
    "DoctrineList",
    "EventsAnswer",
    "EveryHourAnswer",
    "FaultsAnswer",
    "ForecastAnswer",
    "JobsAnswer",
    "LedgerAnswer",
    "LedgerScope",
    "MatrixAnswer",
    "NetworkMatrixAnswer",
    "NoNoticeAnswer",
    "PlanAnswer",
    "ReliefAnswer",
    "ReplanAnswer",
    "ReplayAnswer",
    "RequestRecord",
    "RightAnswer",
    "ScenarioAnswer",
    "ScenariosAnswer",
    "Scope",
    "StrengthAnswer",
    "StrengthsAnswer",
    "TrainNeedAnswer",
    "UnableToFindSchema",
    "UnitAnswer",
    "WorthAnswer",
    "assurance_answer",
    "audit_answer",
    "callout_answer",
    "campaign_answer",
    "check_answer",
    "comparison_answer",
    "consent_answer",
    "criteria_answer",
    "demand_of",
    "doctrine_answer",
    "doctrine_list",
    "events_answer",
    "every_hour_answer",
    "faults_answer",
    "forecast_answer",
    "jobs_answer",
    "ledger_answer",
    "matrix_answer",
    "network_matrix_answer",
    "no_notice_answer",
    "not_known",
    "outcomes_from",
    "plan_answer",
    "plan_of_answer",
    "reaches",
    "relief_answer",
    "replan_answer",
    "replay_answer",
    "request_of",
    "request_record",
    "right_answer",
    "scenario_answer",
    "scenarios_answer",
    "schema_names",
    "schema_of",
    "source_cells",
    "strength_answer",
    "strengths_answer",
    "subject_name",
    "train_need_answer",
    "unit_answer",
    "why_not_known",
    "worths_answer",
]

_HOMES = {
    "assurances": "AssuranceAnswer assurance_answer",
    "base": "Answer",
    "callout_records": "CalloutAnswer",
    "callouts": "callout_answer",
    "campaigns": "CampaignAnswer campaign_answer",
    "comparisons": "ComparisonAnswer comparison_answer",
    "consents": "ConsentAnswer consent_answer",
    "criteria": "CriteriaAnswer criteria_answer",
    "doctrine": "DoctrineAnswer UnitAnswer doctrine_answer source_cells unit_answer",
    "doctrine_lists": "DOCTRINE_LISTS DoctrineList doctrine_list",
    "events": "EventsAnswer events_answer",
    "every_hour": "EveryHourAnswer every_hour_answer",
    "faults": "FaultsAnswer faults_answer",
    "forecasts": "ForecastAnswer forecast_answer",
    "ledgers": "LedgerAnswer LedgerScope ledger_answer",
    "matrices": "MatrixAnswer Scope matrix_answer subject_name",
    "networks": "NetworkMatrixAnswer network_matrix_answer",
    "no_notice_tests": "NoNoticeAnswer no_notice_answer outcomes_from",
    "plans": "PlanAnswer plan_answer plan_of_answer",
    "rehearsals": "ScenarioAnswer ScenariosAnswer scenario_answer scenarios_answer",
    "reliefs": "ReliefAnswer relief_answer",
    "replans": "ReplanAnswer replan_answer",
    "replays": "ReplayAnswer replay_answer",
    "requests": "DemandRecord RequestRecord demand_of request_of request_record",
    "rights": "RightAnswer right_answer",
    "schemas": "UnableToFindSchema schema_names schema_of",
    "servers": "AuditAnswer CheckAnswer JobsAnswer audit_answer check_answer jobs_answer",
    "strength": "StrengthAnswer not_known reaches strength_answer why_not_known",
    "strengths": "StrengthsAnswer strengths_answer",
    "training": "TrainNeedAnswer train_need_answer",
    "worths": "WorthAnswer worths_answer",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Return what the package offers, importing its module when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
