"""What the nation requires, dated and sourced, as data."""

from muster.doctrine.criteria import (
    BASES,
    LEVELS,
    PARTLY,
    Basis,
    Criterion,
    Crossing,
    FrameworkQuestion,
    Level,
)
from muster.doctrine.doctrine import Doctrine, UnableToFindDoctrine
from muster.doctrine.figures import (
    AbstractionKind,
    DutyKind,
    Edition,
    Notice,
    Rate,
    Requirement,
    RestRule,
    TimeStandard,
    VehicleKind,
    Wait,
)
from muster.doctrine.reader import UnableToReadDoctrine, read_doctrine, read_doctrine_from
from muster.doctrine.source import Document, Source

__all__ = [
    "BASES",
    "LEVELS",
    "PARTLY",
    "AbstractionKind",
    "Basis",
    "Criterion",
    "Crossing",
    "Doctrine",
    "Document",
    "DutyKind",
    "Edition",
    "FrameworkQuestion",
    "Level",
    "Notice",
    "Rate",
    "Requirement",
    "RestRule",
    "Source",
    "TimeStandard",
    "UnableToFindDoctrine",
    "UnableToReadDoctrine",
    "VehicleKind",
    "Wait",
    "read_doctrine",
    "read_doctrine_from",
]
