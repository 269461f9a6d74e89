"""What the nation requires, dated and sourced, as data."""

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
)
from muster.doctrine.reader import UnableToReadDoctrine, read_doctrine, read_doctrine_from
from muster.doctrine.source import Document, Source

__all__ = [
    "AbstractionKind",
    "Doctrine",
    "Document",
    "DutyKind",
    "Edition",
    "Notice",
    "Rate",
    "Requirement",
    "RestRule",
    "Source",
    "TimeStandard",
    "UnableToFindDoctrine",
    "UnableToReadDoctrine",
    "VehicleKind",
    "read_doctrine",
    "read_doctrine_from",
]
