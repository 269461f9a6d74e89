"""The seeded synthetic nation: nobody in it is real."""

from muster.synthesis.calibration import Calibration
from muster.synthesis.calibration_reader import (
    UnableToReadCalibration,
    read_calibration,
    read_calibration_from,
)
from muster.synthesis.county import COUNTY_SEED, county_doctrine, county_forces
from muster.synthesis.nation import (
    PERIOD_DAYS,
    UnableToSynthesise,
    sizes_of,
    synthesise_rosters,
)
from muster.synthesis.observe import Observation, observe

__all__ = [
    "COUNTY_SEED",
    "PERIOD_DAYS",
    "Calibration",
    "Observation",
    "UnableToReadCalibration",
    "UnableToSynthesise",
    "county_doctrine",
    "county_forces",
    "observe",
    "read_calibration",
    "read_calibration_from",
    "sizes_of",
    "synthesise_rosters",
]
