"""A scenario set up to be played: its world, its supply, and the policies asked for."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from muster.mobilisation import TravelTimes
from muster.rehearsal.scenario import Policy, Scenario
from muster.rehearsal.shards import Job
from muster.rehearsal.supply import Supply
from muster.rehearsal.tables import UnableToRehearse
from muster.rehearsal.world_building import build_world, floors_of_policy, policy_head


@dataclass(frozen=True, slots=True, eq=False)
class Game:
    """A scenario, who could come to it, how long they take, and what is kept back.

    `assembly` is in minutes; `floor_share` says what share of local need an alert level keeps.
    """

    scenario: Scenario
    supply: Supply
    travel: TravelTimes
    assembly: int
    floor_share: Callable[[str], float]

    def policies(self, names: Sequence[str] = ()) -> tuple[Policy, ...]:
        """Return policies by name, the scenario's own by default. Raises UnableToRehearse."""
        known = {policy.name: policy for policy in self.scenario.policies}
        wrong = [name for name in names if name not in known]
        if wrong:
            raise UnableToRehearse(
                f"{self.scenario.name} has no policy {', '.join(wrong)}; it has {', '.join(known)}"
            )
        return tuple(known[name] for name in dict.fromkeys(names)) or self.scenario.policies[:1]

    def job(self, policies: Sequence[Policy]) -> Job:
        """Return what shards are played from. Raises UnableToRehearse and what travel raises."""
        world = build_world(self.scenario, self.supply, travel=self.travel, assembly=self.assembly)
        floors = [floors_of_policy(each, self.supply, self.floor_share) for each in policies]
        return Job(world, tuple(policy_head(each) for each in policies), tuple(floors))

    def with_scenario(self, scenario: Scenario) -> "Game":
        """Return the same with another scenario of the same span."""
        return replace(self, scenario=scenario)


def fingerprint(job: Job, seed: int) -> str:
    """Return a digest of all that a campaign's results depend on."""
    found = hashlib.sha256(str((seed, job.policies)).encode())
    for column in (job.world.column, *job.floors):
        found.update(np.ascontiguousarray(column, dtype="<i8").tobytes())
    found.update(np.ascontiguousarray(job.world.people, dtype="<i4").tobytes())
    return found.hexdigest()
