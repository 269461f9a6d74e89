"""The shared nouns: forces, ranks, skills, units, threats, places and time."""

from muster.policing.force import Force, Region, Tier
from muster.policing.holidays import bank_holidays
from muster.policing.interval import Interval
from muster.policing.place import Place
from muster.policing.rank import Rank, Skill, Ticket
from muster.policing.threat import Aspect, Threat
from muster.policing.unit import Composition, Post, UnitKind, VehicleNeed

__all__ = [
    "Aspect",
    "Composition",
    "Force",
    "Interval",
    "Place",
    "Post",
    "Rank",
    "Region",
    "Skill",
    "Threat",
    "Ticket",
    "Tier",
    "UnitKind",
    "VehicleNeed",
    "bank_holidays",
]
