"""Read a scenario: what might happen, as a file that people write, or every fault at once."""

from collections.abc import Sequence
from pathlib import Path

from muster.doctrine import Doctrine
from muster.intake.faults import FaultLog, UnableToReadTables
from muster.intake.limits import MEGABYTE, refuse_size
from muster.intake.scenario_doubts import mean_of
from muster.intake.scenario_entries import Book, Entry, open_book
from muster.intake.scenario_incidents import (
    LONGEST_HOURS,
    read_source,
    read_spread,
    refuse_twice,
)
from muster.intake.scenario_rules import (
    read_doubts,
    read_fact,
    read_policy,
    read_price,
    read_requirement,
    read_shock,
)
from muster.rehearsal import Policy, Scenario, Source, Spread, expected_by_hour

MOST_BYTES = 2 * MEGABYTE
MOST_INCIDENTS = 1_000_000  # of a replication: nobody plays more
MOST_AT_ONCE = 4096  # incidents that a replication has room for
MOST_KINDS = 8
DAY = 24
MOST_HOSTS = 60
SHORTER = "give a scenario alone; muster scenario new writes one to start from"
TABLES = ("scenario", "requirement", "doubts")
LISTS = ("incident", "spread", "shock", "policy", "price", "fact")
TOUR, REST, LEAD = 12.0, 11.0, 4.0  # hours, where a scenario does not say


class UnableToReadScenario(UnableToReadTables):
    """A scenario has faults."""


def read_scenario(path: Path | str, *, doctrine: Doctrine) -> Scenario:
    """Return the scenario a TOML file holds. Raises UnableToReadScenario with every fault."""
    place, log = Path(path), FaultLog()
    name = place.name or str(place)
    if not place.is_file():
        said = "this is no file" if place.exists() else "there is no such file"
        Entry(Book(name, log), "", {}, None).fault(
            "", "", "not-there", said, "check the name: muster scenario list"
        )
    elif not refuse_size(name, place.stat().st_size, log, MOST_BYTES, SHORTER):
        return read_scenario_text(name, place.read_bytes(), doctrine=doctrine)
    raise UnableToReadScenario(name, log.faults(), log.more)


def read_scenario_text(name: str, body: bytes, *, doctrine: Doctrine) -> Scenario:
    """Return the scenario that a text holds. Raises UnableToReadScenario with every fault."""
    log = FaultLog()
    book = open_book(name, body, log)
    scenario = _read(book, doctrine) if not log.total else None
    if scenario is None or log.total:
        raise UnableToReadScenario(name, log.faults(), log.more)
    return scenario


def _read(book: Book, doctrine: Doctrine) -> Scenario:
    Entry(book, "file", dict(book.content), None).done((*TABLES, *LISTS))
    head = book.entry("scenario")
    book.starts = head.instant("starts")
    if not head.has("starts"):
        head.missing("starts", "give the date and time it starts, as 2026-08-08T06:00:00")
    hours = _hours(head)
    incidents = list(book.entries("incident"))
    sources = tuple(read_source(each, hours, doctrine) for each in incidents)
    slugs = [source.slug for source in sources]
    spreads = tuple(read_spread(each, slugs) for each in book.entries("spread"))
    _refuse_idle(incidents, slugs, spreads)
    policies = tuple(read_policy(each, hours, doctrine) for each in book.entries("policy"))
    tour, rest, lead = (
        round(60 * head.number(key, low, LONGEST_HOURS, default=default))
        for key, low, default in (
            ("tour_hours", 1, TOUR), ("rest_hours", 0, REST), ("relief_lead_hours", 0, LEAD),
        )
    )  # fmt: skip
    scenario = Scenario(
        slug=head.slug("id"),
        name=head.text("name"),
        question=head.text("question", default=""),
        starts=book.starts or 0,
        hours=hours,
        sources=sources,
        requirement=read_requirement(book.entry("requirement")),
        policies=policies or (Policy("nearest"),),
        spreads=spreads,
        shocks=tuple(read_shock(each, hours, doctrine) for each in book.entries("shock")),
        doubts=read_doubts(book.entry("doubts")),
        tour=tour,
        rest=rest,
        relief_lead=lead,
        prices=tuple(read_price(each, doctrine) for each in book.entries("price")),
        facts=tuple(read_fact(each, slugs, doctrine) for each in book.entries("fact")),
        assumed=head.texts("assumed"),
    )
    head.done()
    _refuse(book, scenario, bool(policies))
    return scenario


def _hours(head: Entry) -> int:
    """Return how long it lasts; where that is wrong, so long that no instant is wrong for it."""
    noted = head.book.log.total
    hours = head.whole("hours", 1, LONGEST_HOURS)
    return hours if head.book.log.total == noted else LONGEST_HOURS


def _refuse_idle(
    incidents: Sequence[Entry], slugs: Sequence[str], spreads: Sequence[Spread]
) -> None:
    """Note incidents that nothing starts: spreads among them alone start nothing."""
    begun = [own.has("known") or own.has("rate") for own in incidents]
    started = {slug for slug, own in zip(slugs, begun, strict=True) if own}
    while more := {each.to for each in spreads if each.origin in started} - started:
        started |= more
    for slug, own in zip(slugs, incidents, strict=True):
        if slug not in started:
            remedy = "give known or rate, or a [[spread]] to it from one that is started"
            own.fault("known", None, "never", "nothing starts it", remedy)


def _refuse(book: Book, scenario: Scenario, has_policy: bool) -> None:
    """Note what is wrong with a scenario as a whole."""
    whole = Entry(book, "scenario", {}, next(iter(book.lines.get("scenario", [])), None))
    if not scenario.sources:
        whole.missing("incident", "write at least one [[incident]]")
    if not has_policy:
        whole.missing("policy", 'write at least one [[policy]] with name = "nearest"')
    if scenario.relief_lead >= scenario.tour:
        fault = "is as long as a tour"
        whole.fault("relief_lead_hours", None, "too-long", fault, "call the relief later")
    if len(scenario.units) > MOST_KINDS:
        fault = f"has {len(scenario.units)} kinds of unit, more than {MOST_KINDS}"
        whole.fault("unit", None, "too-many", fault, "play them in two scenarios")
    hosts = {spot.host for source in scenario.sources for spot in source.spots}
    if len(hosts) > MOST_HOSTS:
        fault = f"has {len(hosts)} hosts, more than {MOST_HOSTS}"
        whole.fault("host", None, "too-many", fault, "play them in two scenarios")
    _refuse_names(book, scenario)
    _refuse_too_many(whole, scenario)


def _refuse_names(book: Book, scenario: Scenario) -> None:
    """Note names that stand more than once."""
    refuse_twice(book, "incident", "id", [source.slug for source in scenario.sources])
    refuse_twice(book, "shock", "id", [shock.slug for shock in scenario.shocks])
    refuse_twice(book, "policy", "name", [policy.name for policy in scenario.policies])
    refuse_twice(book, "price", "what", [price.what for price in scenario.prices])
    refuse_twice(book, "fact", "slug", [fact.slug for fact in scenario.facts])


def _refuse_too_many(whole: Entry, scenario: Scenario) -> None:
    """Note more incidents than a replication has room for."""
    expected = expected_incidents(scenario)
    most = MOST_INCIDENTS if expected > MOST_INCIDENTS else MOST_AT_ONCE
    if expected > MOST_AT_ONCE:
        fault = f"would have about {expected:,.0f} incidents in a replication, more than {most:,}"
        remedy = "lower the rates or the chances, or let it last shorter"
        whole.fault("incident", None, "too-many-incidents", fault, remedy)


def expected_incidents(scenario: Scenario) -> float:
    """Return about how many incidents a replication has, every spot being struck once at most."""
    sources, spreads = scenario.sources, scenario.spreads
    by_slug = {source.slug: source for source in sources}
    own = {source.slug: _own(source, scenario) for source in sources}
    struck = dict.fromkeys(own, 0.0)
    for each in spreads:
        if each.origin in own and each.to in by_slug:
            most = len(by_slug[each.to].spots)
            whole = max(own[each.origin], 1.0 if each.chance else 0.0) * each.chance * most
            struck[each.to] = min(float(most), struck[each.to] + whole)
    grown = sum(own[s.slug] * e.chance for s in sources for e in s.escalates if mean_of(e.by) > 0)
    return sum(own.values()) + sum(struck.values()) + grown


def _own(source: Source, scenario: Scenario) -> float:
    """Return how many incidents a source has by itself, its busy hours reckoned."""
    rate = source.rate
    if rate is None:
        return 0.0 if source.at is None else source.chance
    if rate.by_hour or rate.by_weekday or rate.by_month:
        return float(expected_by_hour(rate, scenario.starts, scenario.hours)[-1])
    return rate.per_day * scenario.hours / DAY
