"""How far help may be sought: the force itself, its region, the nation."""

from typing import Literal

Tier = Literal["own", "region", "nation"]
TIERS: tuple[Tier, ...] = ("own", "region", "nation")
