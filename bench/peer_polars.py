"""The instant and the expiry forecast in Polars, lazily, on all its threads."""

import numpy as np
import polars as pl

from bench.frames import Frames
from bench.peer_numpy import window

KEY = 2**32
COLUMNS = ["owner", "start", "end", "deployable", "working", "standby"]


class PolarsPeer:
    """Data frames of the nation, and the two questions asked of them."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.officers = pl.DataFrame(frames.officers).with_row_index("officer")
        self.officers = self.officers.with_columns(pl.col("officer").cast(pl.Int64))
        self.tickets = pl.DataFrame(frames.tickets)
        self.away = pl.DataFrame(frames.away)
        self.duties = pl.DataFrame(frames.duties)
        self.tours = pl.DataFrame(frames.tours)
        self.replaced = pl.DataFrame(frames.replaced).unique()

    def count_instant(self, at: int, within: int) -> np.ndarray:
        """Return people by force, state and skill at a minute, (forces, 4, skills)."""
        frames = self.frames
        days = window(at, within, frames.rest)
        today = days[4]
        people = self._states(at, within, days)
        valid = (
            self.tickets.lazy()
            .filter((pl.col("awarded") <= today) & (pl.col("expires") >= today))
            .select("officer", "skill")
            .unique()
        )
        sizes = valid.join(people, on="officer").group_by("force", "state", "skill").len().collect()
        counts = np.zeros((frames.forces, 4, frames.skills), dtype=np.int64)
        counts[sizes["force"], sizes["state"], sizes["skill"]] = sizes["len"]
        return counts

    def _states(self, at, within, days) -> pl.LazyFrame:
        by, (first_day, _, opens, closes, today) = at + within, days
        touching = (pl.col("start") < closes) & (pl.col("end") > opens)
        regular = self.tours.lazy().filter(touching).collect()
        near = self.duties.lazy().filter(touching).collect()
        people = self.officers.lazy().with_columns(
            apart=pl.col("officer").is_in(near["officer"].unique().implode())
            | (pl.col("since") > first_day)
        )
        people = people.with_columns(
            owner=pl.when("apart").then(-1 - pl.col("officer")).otherwise("cls")
        )
        flags = self._flags(self._tours(people, regular, near, days), at, by)
        away = (
            self.away.lazy()
            .filter((pl.col("start") <= by) & (pl.col("end") > at))
            .select("officer", gone=pl.lit(value=True))
            .unique()
        )
        rostered = (pl.col("first") <= by) & (pl.col("last") > by)
        reach = pl.col("recall").is_between(0, within)
        called = reach & rostered & ~pl.col("resting").fill_null(value=False)
        on_call = called & (pl.col("on_call") | pl.col("standing_by").fill_null(value=False))
        unfit = pl.col("restricted") | pl.col("gone").fill_null(value=False)
        return (
            people.filter((pl.col("joined") <= today) & (pl.col("left") >= today))
            .join(flags, on="owner", how="left")
            .join(away, on="officer", how="left")
            .select(
                "officer",
                "force",
                state=pl.when(unfit).then(3)
                .when(pl.col("duty").fill_null(value=False)).then(0)
                .when(on_call).then(1).when(called).then(2).otherwise(3),
            )
        )  # fmt: skip

    def _tours(self, people, regular, near, days) -> pl.LazyFrame:
        """Return the tours near by owner: classes, and officers apart as -1 - officer."""
        struck = self.replaced.lazy().filter(pl.col("day").is_between(days[0], days[1]))
        own = (
            people.filter(pl.col("apart"))
            .select("officer", "cls", "since", "owner")
            .join(regular.lazy(), on="cls")
            .filter(pl.col("day") >= pl.col("since"))
            .join(struck, on=["officer", "day"], how="anti")
        )
        return pl.concat(
            [
                regular.lazy().rename({"cls": "owner"}).select(COLUMNS),
                own.select(COLUMNS),
                near.lazy().with_columns(owner=-1 - pl.col("officer")).select(COLUMNS),
            ]
        )

    def _flags(self, tours, at, by) -> pl.LazyFrame:
        start, end = pl.col("start"), pl.col("end")
        now = (start <= at) & (end > at)
        return tours.group_by("owner").agg(
            duty=(
                pl.col("deployable") & ((now & (end > by)) | ((start > at) & (start <= by)))
            ).any(),
            resting=(pl.col("working") & (start <= by) & (end > by - self.frames.rest)).any(),
            standing_by=(pl.col("standby") & now).any(),
        )

    def count_tickets(self, day: int, days: int) -> np.ndarray:
        """Return officers with a valid ticket by day, force and skill."""
        key = (pl.col("officer") * self.frames.skills + pl.col("skill")) * KEY
        spans = (
            self.tickets.lazy()
            .with_columns(key=key)
            .with_columns(reach=(pl.col("expires") + pl.col("key")).cum_max() - pl.col("key"))
            .with_columns(
                fresh=(pl.col("key") != pl.col("key").shift(fill_value=-1))
                | (pl.col("awarded") > pl.col("reach").shift() + 1)
            )
            .with_columns(final=pl.col("fresh").shift(-1, fill_value=True))
        )
        ends = spans.filter("final").select("reach")
        spans = (
            pl.concat([spans.filter("fresh").drop("reach"), ends], how="horizontal")
            .select(
                "force",
                "skill",
                opens=pl.max_horizontal("awarded", "joined").clip(lower_bound=day) - day,
                closes=pl.min_horizontal("reach", "left").clip(upper_bound=day + days - 1)
                + 1
                - day,
            )
            .filter(pl.col("opens") < pl.col("closes"))
            .collect()
        )
        counts = np.zeros((days + 1, self.frames.forces, self.frames.skills), dtype=np.int64)
        for edge, sign in (("opens", 1), ("closes", -1)):
            sizes = spans.group_by(edge, "force", "skill").len()
            cell = (sizes[edge], sizes["force"], sizes["skill"])
            counts[cell] += sign * sizes["len"].to_numpy().astype(np.int64)
        return counts[:days].cumsum(axis=0)
