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
from muster.synthesis.observation import Observation, observe
from muster.synthesis.returns import (
    NATION_SEED,
    SHIPPED_NETWORKS,
    SHIPPED_STARTS,
    ShippedNetwork,
    network,
    synthesise,
    write_county,
)

__all__ = [
    "COUNTY_SEED",
    "NATION_SEED",
    "PERIOD_DAYS",
    "SHIPPED_NETWORKS",
    "SHIPPED_STARTS",
    "Calibration",
    "Observation",
    "ShippedNetwork",
    "UnableToReadCalibration",
    "UnableToSynthesise",
    "county_doctrine",
    "county_forces",
    "network",
    "observe",
    "read_calibration",
    "read_calibration_from",
    "sizes_of",
    "synthesise",
    "synthesise_rosters",
    "write_county",
]
