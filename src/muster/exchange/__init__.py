"""The versioned contracts that the command line, the interface and documents share."""

from muster.exchange.base import Answer
from muster.exchange.doctrine import (
    DoctrineAnswer,
    UnitAnswer,
    doctrine_answer,
    source_cells,
    unit_answer,
)
from muster.exchange.faults import FaultsAnswer, faults_answer
from muster.exchange.forecasts import ForecastAnswer, forecast_answer
from muster.exchange.schemas import UnableToFindSchema, schema_names, schema_of
from muster.exchange.strength import StrengthAnswer, strength_answer
from muster.exchange.strengths import StrengthsAnswer, strengths_answer
from muster.exchange.training import TrainNeedAnswer, train_need_answer

__all__ = [
    "Answer",
    "DoctrineAnswer",
    "FaultsAnswer",
    "ForecastAnswer",
    "StrengthAnswer",
    "StrengthsAnswer",
    "TrainNeedAnswer",
    "UnableToFindSchema",
    "UnitAnswer",
    "doctrine_answer",
    "faults_answer",
    "forecast_answer",
    "schema_names",
    "schema_of",
    "source_cells",
    "strength_answer",
    "strengths_answer",
    "train_need_answer",
    "unit_answer",
]
