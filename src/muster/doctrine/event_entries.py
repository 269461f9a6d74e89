"""Turn one entry about events into one value, or say what is wrong with it."""

from muster.doctrine.event_method import (
    ANSWERS,
    ROLES,
    Amounts,
    EventBand,
    EventBase,
    EventConfidence,
    EventFactor,
    EventKind,
    EventRule,
)
from muster.doctrine.values import (
    Entry,
    number,
    one_of,
    only,
    prose,
    share,
    text,
    texts,
    whole,
    yes_or_no,
)

EVENT_KEYS = {
    "event_kind": ("before_minutes", "after_minutes", "command"),
    "event_base": ("bands",),
    "event_factor": ("asks", "answer", "hours"),
    "event_rule": (
        *("factor", "kinds", "adds", "times", "at_least"),
        *("each", "over", "unknown_counts", "because"),
    ),
    "event_confidence": ("weight",),
}
MOST = 1000
LAST_HOUR = 24


def event_kind(entry: Entry) -> EventKind:
    """Return a kind of event."""
    return EventKind(
        text(entry["slug"]),
        text(entry["name"]),
        whole(entry["before_minutes"]),
        whole(entry["after_minutes"]),
        tuple(one_of(role, ROLES) for role in texts(entry["command"])),
        entry["starts"],
        entry["source"],
    )


def event_base(entry: Entry) -> EventBase:
    """Return the units a kind of event begins with; the bands start at nought and rise."""
    bands = tuple(_band(each) for each in entry["bands"])
    starts = [band.attendance for band in bands]
    if starts[:1] != [0] or starts != sorted(set(starts)):
        raise ValueError("bands start at attendance = 0 and rise")
    return EventBase(text(entry["slug"]), bands, entry["starts"], entry["source"])


def _band(entry: Entry) -> EventBand:
    only("a band", entry, ("attendance", "units"))
    return EventBand(whole(entry["attendance"]), _amounts(entry["units"], 0))


def event_factor(entry: Entry) -> EventFactor:
    """Return a factor."""
    hours = entry.get("hours")
    answer = one_of(entry["answer"], ANSWERS)
    if hours is not None and (answer != "yes-no" or not _two_hours(hours)):
        raise ValueError(f"{hours!r} are not two hours of the day, as [22, 6], of a yes-no factor")
    return EventFactor(
        text(entry["slug"]),
        text(entry["name"]),
        prose(entry["asks"]),
        answer,
        (hours[0], hours[1]) if hours else None,
        entry["starts"],
        entry["source"],
    )


def _two_hours(hours: object) -> bool:
    given = [whole(hour) for hour in hours] if isinstance(hours, list) else []
    return len(given) == 2 and max(given) <= LAST_HOUR and given[0] != given[1]


def event_rule(entry: Entry) -> EventRule:
    """Return a rule; it adds, multiplies by one or more, or sets a least number."""
    rule = EventRule(
        slug=text(entry["slug"]),
        factor=text(entry["factor"]),
        kinds=texts(entry.get("kinds", [])),
        adds=_amounts(entry.get("adds", {}), 0),
        times=_amounts(entry.get("times", {}), 1),
        at_least=_amounts(entry.get("at_least", {}), 0),
        each=number(entry["each"], 1 / MOST, MOST) if "each" in entry else None,
        over=number(entry.get("over", 0), 0, float("inf")),
        unknown_counts=yes_or_no(entry.get("unknown_counts", False)),
        because=prose(entry["because"]),
        starts=entry["starts"],
        source=entry["source"],
    )
    if not (rule.adds or rule.times or rule.at_least):
        raise ValueError("the rule does nothing; give adds, times or at_least")
    return rule


def _amounts(given: object, least: float) -> Amounts:
    """Return units by kind; a rule never takes any away, so `least` is 0, or 1 for a multiplier."""
    if not isinstance(given, dict):
        raise ValueError(f"{given!r} is not units by kind, as {{ psu = 1 }}")
    return {text(unit): number(amount, least, MOST) for unit, amount in given.items()}


def event_confidence(entry: Entry) -> EventConfidence:
    """Return a grade of confidence."""
    return EventConfidence(
        text(entry["slug"]),
        text(entry["name"]),
        share(entry["weight"]),
        entry["starts"],
        entry["source"],
    )
