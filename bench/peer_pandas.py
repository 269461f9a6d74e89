"""The instant and the expiry forecast in pandas, vectorised throughout."""

import numpy as np
import pandas as pd

from bench.frames import Frames
from bench.peer_numpy import window

KEY = 2**32
FLAGS = ["duty", "resting", "standing_by"]


class PandasPeer:
    """Data frames of the nation, and the two questions asked of them."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.officers = pd.DataFrame(frames.officers)
        self.tickets = pd.DataFrame(frames.tickets)
        self.away = pd.DataFrame(frames.away)
        self.duties = pd.DataFrame(frames.duties)
        self.tours = pd.DataFrame(frames.tours)
        self.replaced = pd.DataFrame(frames.replaced).drop_duplicates()

    def count_instant(self, at: int, within: int) -> np.ndarray:
        """Return people by force, state and skill at a minute, (forces, 4, skills)."""
        frames = self.frames
        days = window(at, within, frames.rest)
        people = self._states(at, within, days)
        tickets, today = self.tickets, days[4]
        valid = tickets.loc[
            (tickets["awarded"] <= today) & (tickets["expires"] >= today), ["officer", "skill"]
        ]
        valid = valid.drop_duplicates()
        state = people["state"].to_numpy()[valid["officer"]]
        force = people["force"].to_numpy()[valid["officer"]]
        found = valid.assign(state=state, force=force)[state >= 0]
        sizes = found.groupby(["force", "state", "skill"], sort=False).size()
        counts = np.zeros((frames.forces, 4, frames.skills), dtype=np.int64)
        levels = [sizes.index.get_level_values(n).to_numpy() for n in range(3)]
        counts[tuple(levels)] = sizes.to_numpy()
        return counts

    def _states(self, at, within, days) -> pd.DataFrame:
        by, (first_day, _, opens, closes, today) = at + within, days
        people, tours, duties = self.officers, self.tours, self.duties
        regular = tours[(tours["start"] < closes) & (tours["end"] > opens)]
        near = duties[(duties["start"] < closes) & (duties["end"] > opens)]
        apart = people.index.isin(near["officer"]) | (people["since"] > first_day).to_numpy()
        owner = people["cls"].where(~apart, -1 - people.index)
        everything = self._tours(regular, near, apart, days)
        flags = self._flags(everything, at, by)
        of = flags.reindex(owner, fill_value=False).to_numpy()
        away = self.away
        gone = away.loc[(away["start"] <= by) & (away["end"] > at), "officer"].unique()
        employed = (people["joined"] <= today) & (people["left"] >= today)
        fit = employed & ~people["restricted"] & ~people.index.isin(gone)
        rostered = (people["first"] <= by) & (by < people["last"])
        called = people["recall"].between(0, within) & rostered & ~of[:, 1]
        on_call = called & (people["on_call"] | of[:, 2])
        state = np.select([~employed, ~fit, of[:, 0], on_call, called], [-1, 3, 0, 1, 2], 3)
        return pd.DataFrame({"force": people["force"], "state": state})

    def _tours(self, regular, near, apart, days) -> pd.DataFrame:
        """Return the tours near by owner: classes, and officers apart as -1 - officer."""
        alone = self.officers.loc[apart, ["cls", "since"]].reset_index(names="officer")
        own = alone.merge(regular, on="cls")
        struck = self.replaced[self.replaced["day"].between(days[0], days[1])]
        own = own.merge(struck, on=["officer", "day"], how="left", indicator=True)
        own = own[(own["_merge"] == "left_only") & (own["day"] >= own["since"])]
        return pd.concat(
            [
                regular.rename(columns={"cls": "owner"}),
                own.assign(owner=-1 - own["officer"]),
                near.assign(owner=-1 - near["officer"]),
            ]
        )

    def _flags(self, tours, at, by) -> pd.DataFrame:
        start, end = tours["start"], tours["end"]
        now = (start <= at) & (end > at)
        marks = pd.DataFrame(
            {
                "owner": tours["owner"],
                "duty": tours["deployable"] & ((now & (end > by)) | ((start > at) & (start <= by))),
                "resting": tours["working"] & (start <= by) & (end > by - self.frames.rest),
                "standing_by": tours["standby"] & now,
            }
        )
        return marks.groupby("owner")[FLAGS].max()

    def count_tickets(self, day: int, days: int) -> np.ndarray:
        """Return officers with a valid ticket by day, force and skill."""
        tickets = self.tickets
        key = (tickets["officer"] * self.frames.skills + tickets["skill"]) * KEY
        reach = (tickets["expires"] + key).cummax() - key  # within a key: keys only rise
        fresh = (key != key.shift()) | (tickets["awarded"] > reach.shift() + 1)
        first = tickets[fresh]
        ends = reach[fresh.shift(-1, fill_value=True)].to_numpy()
        opens = np.maximum(first["awarded"], first["joined"]).clip(lower=day) - day
        closes = np.minimum(ends, first["left"]).clip(upper=day + days - 1) + 1 - day
        spans = pd.DataFrame(
            {"force": first["force"], "skill": first["skill"], "opens": opens, "closes": closes}
        )
        spans = spans[spans["opens"] < spans["closes"]]
        counts = np.zeros((days + 1, self.frames.forces, self.frames.skills), dtype=np.int64)
        for edge, sign in (("opens", 1), ("closes", -1)):
            sizes = spans.groupby([edge, "force", "skill"], sort=False).size()
            levels = [sizes.index.get_level_values(n).to_numpy() for n in range(3)]
            counts[tuple(levels)] += sign * sizes.to_numpy()
        return counts[:days].cumsum(axis=0)
