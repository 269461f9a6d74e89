"""Availability the slow and obvious way: one officer at a time, with datetime and zoneinfo."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_DAY = date(1970, 1, 1)


@dataclass(frozen=True)
class Tour:
    start: int
    end: int
    kind: int


@dataclass(frozen=True)
class Answer:
    state: str
    reason: str
    ready: int
    tickets: int
    held: int
    role: int


def minute_of_local(day, minutes):
    """Wall-clock minutes after the midnight opening a day, as a UTC minute."""
    midnight = datetime.combine(FIRST_DAY + timedelta(days=int(day)), datetime.min.time())
    wall = (midnight + timedelta(minutes=int(minutes))).replace(tzinfo=LONDON)
    return int((wall.astimezone(UTC) - EPOCH).total_seconds() // 60)


def local_day_of(minute):
    wall = (EPOCH + timedelta(minutes=int(minute))).astimezone(LONDON)
    return (wall.date() - FIRST_DAY).days


class Judge:
    """Answers for one roster, with nothing clever in it."""

    def __init__(self, roster, doctrine, overlays=()):
        self.roster, self.doctrine, self.overlays = roster, doctrine, overlays
        self.kinds = doctrine.duty_kinds

    def answer(self, row, at, within):
        p = at + within
        today = local_day_of(p)
        rest = self.doctrine.rest_rule(FIRST_DAY + timedelta(days=today)).minutes
        tours = self.tours(row, at - rest, p)
        valid, held = self.skills(row, today)
        role = self.role(row, tours, p)
        reason = self.bar(row, at, p)
        if reason is None:
            state, reason, ready = self.come(row, tours, at, within, rest)
        else:
            state, ready = "absent", -1
        return Answer(state, reason, ready, valid, held, role)

    def bar(self, row, at, p):
        officers = self.roster.officers
        if not officers.joined[row] <= local_day_of(p) <= officers.left[row]:
            return "not_employed"
        if officers.restricted[row]:
            return "restricted"
        away = list(self.absences(row, ("unavailable",)))
        if any(start <= p and end > at for start, end in away):
            return "abstracted"
        if any(start <= p and end > at for start, end in self.overlaid(row, ("deployed",))):
            return "deployed"
        return None

    def come(self, row, tours, at, within, rest):
        p = at + within
        deployable = [t for t in tours if self.kinds[t.kind].deployable]
        working = [t for t in tours if self.kinds[t.kind].working]
        if any(t.start <= at and t.end > p for t in deployable):
            return "on_duty", "none", 0
        coming = [t.start for t in deployable if at < t.start <= p]
        if coming:
            return "starting", "none", min(coming) - at
        begun = [t for t in working if t.start <= p]
        rested = all(t.end <= p - rest for t in begun)
        recall = int(self.roster.officers.recall_minutes[row])
        if rested and self.rostered(row, p) and 0 <= recall <= within:
            ready = max([recall] + [t.end + rest - at for t in begun])
            on_call = self.roster.officers.on_call[row] >= 0 or any(
                self.kinds[t.kind].slug == "on_call" and t.start <= at < t.end for t in tours
            )
            return ("on_call" if on_call else "recall"), "none", ready
        return "absent", self.reason(row, tours, at, p, rested, recall), -1

    def reason(self, row, tours, at, p, rested, recall):
        if not self.rostered(row, p):
            return "unrostered"
        over = [t for t in tours if t.start <= p < t.end and self.kinds[t.kind].working]
        if any(not self.kinds[t.kind].deployable for t in over):
            return "other_duty"
        if any(t.start <= at < t.end <= p and self.kinds[t.kind].deployable for t in tours):
            return "tour_ending"
        if not rested:
            return "resting"
        return "not_recallable" if recall < 0 else "too_far"

    def role(self, row, tours, p):
        officers = self.roster.officers
        if not officers.joined[row] <= local_day_of(p) <= officers.left[row]:
            return -1
        away = self.absences(row, ("unavailable", "deployed"))
        if any(start <= p < end for start, end in away):
            return -1
        over = [t for t in tours if t.start <= p < t.end and self.kinds[t.kind].working]
        return max(over, key=lambda t: (t.start, t.kind)).kind if over else -1

    def overlaid(self, row, effects):
        name = self.roster.officer_name(row)
        for overlay in self.overlays:
            if overlay.subject == name and overlay.effect in effects:
                yield overlay.start, overlay.end

    def absences(self, row, effects):
        table = self.roster.abstractions
        for officer, start, end in zip(table.officer, table.start, table.end, strict=True):
            if officer == row:
                yield int(start), int(end)
        yield from self.overlaid(row, effects)

    def skills(self, row, today):
        table = self.roster.tickets
        valid = held = 0
        for officer, skill, awarded, expires in zip(
            table.officer, table.skill, table.awarded, table.expires, strict=True
        ):
            if officer == row and awarded <= today:
                held |= 1 << int(skill)
                if today <= expires:
                    valid |= 1 << int(skill)
        return valid, held

    def duties(self, row):
        table = self.roster.duties
        return [
            Tour(int(start), int(end), int(kind))
            for officer, start, end, kind in zip(
                table.officer, table.start, table.end, table.kind, strict=True
            )
            if officer == row
        ]

    def has_pattern(self, row):
        pattern = int(self.roster.officers.pattern[row])
        return pattern >= 0 and any(self.roster.patterns.pattern == pattern)

    def rostered(self, row, p):
        duties = self.duties(row)
        starts = [duty.start for duty in duties]
        if self.has_pattern(row):
            begins = minute_of_local(self.roster.officers.pattern_from[row], 0)
            return min([begins, *starts]) <= p < self.roster.ends
        return bool(duties) and min(starts) <= p < max(duty.end for duty in duties)

    def tours(self, row, after, until):
        duties = self.duties(row)
        replaced = set()
        for duty in duties:
            first = local_day_of(duty.start)
            rest = self.kinds[duty.kind].slug == "rest"
            last = local_day_of(duty.end - 1) if rest else first
            replaced.update(range(first, last + 1))
        found = list(duties)
        if self.has_pattern(row):
            for day in range(local_day_of(after) - 3, local_day_of(until) + 2):
                if day not in replaced:
                    found.extend(self.regular(row, day))
        return [tour for tour in found if tour.start <= until and tour.end > after]

    def regular(self, row, day):
        officers, table = self.roster.officers, self.roster.patterns
        pattern, begins = int(officers.pattern[row]), int(officers.pattern_from[row])
        if day < begins:
            return
        length = 1 + max(
            int(number)
            for of, number in zip(table.pattern, table.day, strict=True)
            if of == pattern
        )
        for of, number, start, end, kind in zip(
            table.pattern, table.day, table.start, table.end, table.kind, strict=True
        ):
            if of == pattern and number == (day - begins) % length:
                tour = Tour(minute_of_local(day, start), minute_of_local(day, end), int(kind))
                if tour.start < tour.end and tour.start < self.roster.ends:
                    yield tour

    def on_road(self, row, at, within):
        vehicles, p = self.roster.vehicles, at + within
        spans = [(int(vehicles.off_road_from[row]), int(vehicles.off_road_until[row]))]
        name = self.roster.vehicle_name(row)
        spans += [(o.start, o.end) for o in self.overlays
                  if o.effect == "off_road" and o.subject == name]  # fmt: skip
        return not any(start <= p and end > at for start, end in spans)
