"""The versioned contracts that the command line, the interface and documents share."""

from muster.exchange.assurances import AssuranceAnswer, assurance_answer
from muster.exchange.base import Answer
from muster.exchange.callout_records import CalloutAnswer
from muster.exchange.callouts import callout_answer
from muster.exchange.comparisons import ComparisonAnswer, comparison_answer
from muster.exchange.criteria import CriteriaAnswer, criteria_answer
from muster.exchange.doctrine import (
    DoctrineAnswer,
    UnitAnswer,
    doctrine_answer,
    source_cells,
    unit_answer,
)
from muster.exchange.faults import FaultsAnswer, faults_answer
from muster.exchange.forecasts import ForecastAnswer, forecast_answer
from muster.exchange.matrices import MatrixAnswer, Scope, matrix_answer, subject_name
from muster.exchange.networks import NetworkMatrixAnswer, network_matrix_answer
from muster.exchange.schemas import UnableToFindSchema, schema_names, schema_of
from muster.exchange.strength import StrengthAnswer, strength_answer
from muster.exchange.strengths import StrengthsAnswer, strengths_answer
from muster.exchange.training import TrainNeedAnswer, train_need_answer

__all__ = [
    "Answer",
    "AssuranceAnswer",
    "CalloutAnswer",
    "ComparisonAnswer",
    "CriteriaAnswer",
    "DoctrineAnswer",
    "FaultsAnswer",
    "ForecastAnswer",
    "MatrixAnswer",
    "NetworkMatrixAnswer",
    "Scope",
    "StrengthAnswer",
    "StrengthsAnswer",
    "TrainNeedAnswer",
    "UnableToFindSchema",
    "UnitAnswer",
    "assurance_answer",
    "callout_answer",
    "comparison_answer",
    "criteria_answer",
    "doctrine_answer",
    "faults_answer",
    "forecast_answer",
    "matrix_answer",
    "network_matrix_answer",
    "schema_names",
    "schema_of",
    "source_cells",
    "strength_answer",
    "strengths_answer",
    "subject_name",
    "train_need_answer",
    "unit_answer",
]
