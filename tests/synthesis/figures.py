"""What the nation of these tests is made with."""

from muster.policing import clock

NATION_SEED = 17
STARTS = clock.parse_instant("2026-01-01T00:00")
