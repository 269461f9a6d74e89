"""What the nation of these tests is made with."""

from muster.synthesis import NATION_SEED, SHIPPED_STARTS

STARTS = SHIPPED_STARTS

__all__ = ["NATION_SEED", "STARTS"]
