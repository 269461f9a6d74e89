"""A campaign and worths made by hand: four policies, three days, six forces of nowhere."""

import math
from dataclasses import replace

from muster.mobilisation import ReplayFact
from muster.policing import Place, clock
from muster.rehearsal import (
    Arrival,
    Bottleneck,
    Campaign,
    CampaignMisfit,
    Difference,
    Distribution,
    Doubts,
    Escalation,
    Estimate,
    Exposure,
    FrontierPoint,
    Mark,
    Outcome,
    Policy,
    Price,
    Requirement,
    Scenario,
    Sensitivity,
    Sent,
    Shock,
    ShortPlace,
    Source,
    Spot,
    WorstCase,
    Worth,
    Worths,
    fixed,
)
from muster.reporting import Background
from muster.synthesis import county_doctrine

DOCTRINE = county_doctrine()
BACKGROUND = Background(
    DOCTRINE, synthetic=True, notes=("A note.",), origins=(("Played from", "county"),)
)
STARTS = clock.parse_instant("2026-08-08T06:00")
STEPS = 72
FORCES = (*("barsetshire", "borchester-city", "felpersham", "loamshire", "mummerset", "ambridge"),)
POLICIES = (
    Policy("By region, then the nation", "nearest", None, 4, 6),
    Policy("Nation at once", "nearest", 0),
    Policy("Nation at once, standing to", "optimal", 0, stand_to=True, order_ahead=True),
    Policy("By telephone", "phone", 120, lines=3, floors="moderate"),
)
SCENARIO = Scenario(
    slug="hot-weekend",
    name="A hot weekend",
    question="Can disorder in three places at once be met for three days?",
    starts=STARTS,
    hours=STEPS,
    sources=(
        Source(
            "disorder",
            "Disorder in a town",
            "psu",
            (
                Spot("Borchester market", Place(52.2, -1.9), "borchester-city", 3.0),
                Spot("Felpersham docks", Place(52.3, -1.6), "felpersham"),
            ),
            Distribution("triangular", (4, 8, 20)),
            90,
            Distribution("uniform", (240, 720)),
            at=480,
            chance=0.9,
            escalates=(Escalation(0.3, fixed(120), Distribution("uniform", (2, 6))),),
            basis="after the events of an invented August",
        ),
    ),
    requirement=Requirement(90, (Mark(120, 8),)),
    policies=POLICIES,
    shocks=(
        Shock("bridge", "The bridge is shut", "travel", 600, 1_200, 200, 0.2, hosts=("loamshire",)),
    ),
    doubts=Doubts(
        abstraction=Distribution("triangular", (5, 10, 20)),
        answer=Distribution("quantiles", (5, 10, 15, 25, 60)),
        travel=Distribution("uniform", (90, 140), basis="timed in an invented exercise"),
    ),
    prices=(Price("driver", 2.0),),
    assumed=("Nobody is on leave twice.",),
)


def estimate(value, half):
    """Return an estimate with an interval so far to either side, within 0 and 1."""
    return Estimate(value, max(0.0, value - half), min(1.0, value + half))


def curve(middle, width):
    """Return the chance at each per cent: high, then falling about the middle."""
    return tuple(1 / (1 + math.exp((x - middle) / width)) for x in range(101))


def wave(peak, at, width):
    """Return a value at each step that swells about a step."""
    found = (peak * math.exp(-(((step - at) / width) ** 2)) for step in range(STEPS))
    return tuple(value if value > 0.01 else 0.0 for value in found)


def short(scale):
    """Return three places that are short by turns, and three that never are."""
    peaks = (
        ("borchester-city", 5.2, 14, 5),
        ("felpersham", 2.4, 22, 7),
        ("loamshire", 1.1, 46, 4),
    )
    places = [
        ShortPlace(
            host,
            wave(peak * scale, at, width),
            tuple(min(0.98, value * 2) for value in wave(0.4 * min(1, peak * scale), at, width)),
        )
        for host, peak, at, width in peaks
    ]
    level = (0.0,) * STEPS
    quiet = (ShortPlace(each, level, level) for each in ("barsetshire", "mummerset", "ambridge"))
    return (*places, *quiet)


def fan():
    """Return units in place that swell twice."""
    middles = [
        26 * math.exp(-(((step - 18) / 9) ** 2)) + 14 * math.exp(-(((step - 48) / 10) ** 2))
        for step in range(STEPS)
    ]
    shares = (0.35, 0.7, 1.0, 1.25, 1.7)
    return tuple(tuple(round(middle * share) for share in shares) for middle in middles)


def outcome(policy, met, share, middle, scale):
    """Return what became of the scenario under a policy."""
    wanted = 64.0
    in_time = wanted * share
    never = (wanted - in_time) * 0.4
    return Outcome(
        policy=policy,
        replications=2_000,
        met=estimate(met, 0.021),
        share=estimate(share, 0.008),
        wanted=wanted,
        in_time=in_time,
        late=wanted - in_time - never,
        never=never,
        late_minutes=(wanted - in_time) * 41,
        hours_short=Estimate(40 * scale, 38 * scale, 42 * scale),
        incidents=5.3,
        stood_down=0.6 if policy.order_ahead else 0.0,
        activated=1.0 if policy.activate_at == 0 else 0.63,
        curve=(1.0, *curve(middle, 4)[1:]),
        fan=fan(),
        arrivals=(
            Arrival(1, 1.0, 22, 41, 68),
            Arrival(8, 0.98, 61, 94, 142),
            Arrival(60, 0.0, None, None, None),
        ),
        short=short(scale),
        bottlenecks=(
            Bottleneck("loamshire", "psu", ("sergeant",), "", 0.38),
            Bottleneck("mummerset", "psu", (), "carrier", 0.21),
            Bottleneck("barsetshire", "psu", ("sergeant", "constable"), "", 0.07),
        ),
        exposures=(Exposure("mummerset", 0.14), Exposure("barsetshire", 0.0)),
        sent=(Sent("disorder", "barsetshire", 12.4), Sent("disorder", "mummerset", 6.1)),
        worst=(
            WorstCase(1_203, 112, 31, 40, 41, 9_120, 410.5),
            WorstCase(77, 98, 30, 38, 30, 7_004, 333.25),
        ),
        truncated=0,
    )


def sensitivity(figure, was, low, high, shares, half=0.012):
    """Return what one figure does to the outcome."""
    first, second = shares
    swing = second - first
    return Sensitivity(
        *(figure, was, low, high),
        *(estimate(each - 0.2, 0.02) for each in shares),
        *(estimate(each, 0.008) for each in shares),
        Estimate(swing, swing - half, swing + half),
    )


def campaign():
    """Return a campaign of four policies, one of which cannot be told from the first."""
    outcomes = (
        outcome(POLICIES[0], 0.62, 0.86, 92.4, 1.0),
        outcome(POLICIES[1], 0.83, 0.92, 96.8, 0.55),
        outcome(POLICIES[2], 0.91, 0.95, 100, 0.3),
        outcome(POLICIES[3], 0.61, 0.855, 92.1, 1.05),
    )
    against = POLICIES[0].name
    differences = (
        Difference(
            *(POLICIES[1].name, against, Estimate(0.21, 0.18, 0.24), Estimate(3.8, 3.1, 4.6)),
            Estimate(-18.0, -18.9, -17.1),
        ),
        Difference(
            *(POLICIES[2].name, against, Estimate(0.29, 0.26, 0.32), Estimate(5.7, 4.9, 6.6)),
            Estimate(-28.0, -29.1, -26.9),
        ),
        Difference(
            *(POLICIES[3].name, against, Estimate(-0.01, -0.03, 0.012), Estimate(-0.3, -0.9, 0.2)),
            Estimate(2.0, 1.1, 2.9),
        ),
    )
    fact = ReplayFact("sent", "Units sent in all", 58, "units", "An invented letter", ("disorder",))
    mine = replace(fact, slug="own", what="Loamshire's own", force="loamshire", value=9)
    sensitivities = (
        sensitivity("Time to answer", "5 to 60 minutes", "5 minutes", "60 minutes", (0.91, 0.74)),
        sensitivity("Away who should be there", "5 to 20%", "5%", "20%", (0.89, 0.81)),
        sensitivity("Journeys", "90 to 140%", "90%", "140%", (0.88, 0.83)),
        sensitivity("Turn-out of those called in", "100%", "60%", "100%", (0.857, 0.86)),
    )
    return Campaign(
        scenario=SCENARIO,
        seed=7,
        replications=2_000,
        step=60,
        forces=FORCES,
        outcomes=outcomes,
        differences=differences,
        misfits=(
            CampaignMisfit(against, fact, 61.2),
            CampaignMisfit(against, mine, 6.4),
        ),
        digest="9f2c" * 16,
        complete=True,
        precise=True,
        travel_times="great circle, at an assumed speed",
        notes=("Loamshire's return is a week old.", "Roads are clear."),
        sensitivities=sensitivities,
    )


def worths():
    """Return what one more is worth in seven places: of two neither measure tells anything.

    Unit-hours tell more: of one, units in time alone cannot tell; of another they hinder.
    """
    gains = (
        ("loamshire", "sergeant", 9.2, 1.1, 1.31, 0.3),
        ("mummerset", "carrier", 5.5, 0.9, 0.84, 0.25),
        ("borchester-city", "unit", 3.1, 0.8, 0.62, 0.22),
        ("loamshire", "constable", 0.9, 0.4, 0.12, 0.2),
        ("barsetshire", "sergeant", 0.3, 0.5, 0.08, 0.15),
        ("ambridge", "unit", 0.0, 0.4, 0.0, 0.1),
        ("felpersham", "unit", -1.4, 0.6, -0.3, 0.2),
    )
    found = tuple(
        Worth(
            *(force, "psu", what),
            Estimate(hours, hours - apart, hours + apart),
            Estimate(gain, gain - half, gain + half),
            Estimate(gain / 30, (gain - half) / 30, (gain + half) / 30),
        )
        for force, what, hours, apart, gain, half in gains
    )
    frontier = (
        FrontierPoint("", "", 0.0, estimate(0.62, 0.02), estimate(0.86, 0.01)),
        FrontierPoint("loamshire", "sergeant", 2.0, estimate(0.69, 0.02), estimate(0.88, 0.01)),
        FrontierPoint("mummerset", "carrier", 7.0, estimate(0.75, 0.02), estimate(0.9, 0.01)),
        FrontierPoint("loamshire", "sergeant", 9.0, estimate(0.78, 0.02), estimate(0.91, 0.01)),
    )
    return Worths(SCENARIO, POLICIES[0], 7, 2_000, 16_000, found, frontier, ("Roads are clear.",))


def national():
    """Return the campaign as if its places were police areas, for a map."""
    areas = ("west-midlands", "greater-manchester", "metropolitan", "essex", "kent", "gwent")
    names = dict(zip((each.host for each in short(1)), areas, strict=True))
    whole = campaign()

    def moved(each):
        places = tuple(replace(place, host=names[place.host]) for place in each.short)
        stops = tuple(
            replace(stop, force=names.get(stop.force, stop.force)) for stop in each.bottlenecks
        )
        exposed = tuple(replace(one, force=names[one.force]) for one in each.exposures)
        sent = tuple(replace(one, force=names[one.force]) for one in each.sent)
        return replace(each, short=places, bottlenecks=stops, exposures=exposed, sent=sent)

    spots = (Spot("Digbeth", Place(52.47, -1.88), "west-midlands"),)
    scenario = replace(SCENARIO, sources=(replace(SCENARIO.sources[0], spots=spots),), shocks=())
    return replace(
        whole,
        scenario=scenario,
        forces=tuple(sorted(areas)),
        outcomes=tuple(moved(each) for each in whole.outcomes),
        misfits=whole.misfits[:1],
        notes=("Roads are clear about Digbeth.",),
    )
