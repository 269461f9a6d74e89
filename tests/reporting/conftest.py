"""Documents to render: one with everything in it, and real ones."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.reporting import campaigns, plans

from muster.assessment import (
    Difference,
    Grade,
    Worse,
    assess,
    assure,
    compare,
    worst_gaps,
)
from muster.cases import open_case
from muster.doctrine import Doctrine, read_doctrine
from muster.intake import (
    assess_network,
    assess_return,
    distribution,
    ledger_of_network,
    offers_of,
    read_callout_log,
    read_events,
)
from muster.mobilisation import (
    AidAsked,
    AnswerKind,
    CardTerm,
    Charge,
    Declined,
    NoNoticeTest,
    RateCard,
    Request,
    TimedAnswer,
    compare_callouts,
    cost_aid,
    evidence_of_test,
    explain_plan,
    find_overdue,
    fold_callout,
    look_at_events,
    make_plan,
    propose_norms,
    relieve,
    replan,
    review_predictions,
    score_test,
    weigh_aid,
    weigh_consent,
)
from muster.policing import Place, clock
from muster.rehearsal import Doubts, fixed, gather_supply, judge_hours
from muster.reporting import (
    Background,
    MapArea,
    MapArrow,
    MapPoint,
    assurance_report,
    callout_report,
    campaign_report,
    check_report,
    comparison_report,
    consent_report,
    events_report,
    every_hour_report,
    forecast_report,
    ledger_report,
    map_svg,
    matrix_report,
    network_matrix_report,
    network_report,
    no_notice_report,
    plan_report,
    relief_report,
    replan_report,
    right_report,
    strength_report,
    training_report,
    unit_report,
    worths_report,
)
from muster.reporting.charts import Step, steps_chart
from muster.reporting.document import (
    Card,
    Cell,
    Command,
    Document,
    Figure,
    Fold,
    Grid,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Notes,
    Panel,
    Paragraph,
    Signature,
    Square,
    table,
)
from muster.strength import back_test, count_units, forecast, officers_to_train
from muster.synthesis import county_doctrine, network

EVENTS = Path(__file__).parents[1] / "data" / "events.csv"
EVENING = clock.parse_instant("2026-03-02T20:00")
FERNBANK = Path(__file__).parents[1] / "data" / "callouts" / "fernbank.csv"
HOSTILE = "<script>alert('sergeants')</script> & \"quoted\" | *starred*"
GRADED = Cell(HOSTILE, "none", "cross", (1,))


@pytest.fixture
def everything() -> Document:
    """Return a document with one of each block, every text of it hostile."""
    shown = table(HOSTILE, (HOSTILE, "Count#"), [(HOSTILE, 1), (Cell(HOSTILE, "short"), 2)])
    panel = Panel(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    card = Card(HOSTILE, GRADED, HOSTILE, (panel,), ((HOSTILE, HOSTILE),))
    svg = steps_chart(HOSTILE, HOSTILE, [Step(HOSTILE, 0, 2), Step("1 hour", 0, None)], HOSTILE)
    blocks = (
        Heading(HOSTILE),
        Paragraph(HOSTILE),
        Paragraph(HOSTILE, "warning"),
        Items((HOSTILE,)),
        KeyFigures((KeyFigure(HOSTILE, HOSTILE),)),
        Figure(HOSTILE, HOSTILE, svg, shown),
        Command(HOSTILE),
        Grid(HOSTILE, HOSTILE, (HOSTILE,), ((HOSTILE, (Square(GRADED, (HOSTILE,)),)),)),
        Fold(HOSTILE, GRADED, HOSTILE, (card,)),
        Notes((HOSTILE,)),
        Signature((HOSTILE,)),
    )
    return Document(HOSTILE, blocks, synthetic=True, origins=((HOSTILE, HOSTILE),))


@pytest.fixture(scope="session")
def county() -> tuple[Doctrine, list]:
    """Return the fictional county's doctrine and counts."""
    doctrine = county_doctrine()
    counts = [
        count_units(each.roster, units=["psu", "serial"], at=EVENING, within=60, doctrine=doctrine)
        for each in network("county", doctrine=doctrine)
    ]
    return doctrine, counts


@pytest.fixture(scope="session")
def one_force(county) -> Document:
    """Return the report of one force."""
    doctrine, counts = county
    return strength_report(counts[0], Background(doctrine, synthetic=True, notes=("A note.",)))


@pytest.fixture(scope="session")
def all_forces(county) -> Document:
    """Return the report of the county."""
    doctrine, counts = county
    return network_report("county", counts, Background(doctrine, synthetic=True))


@pytest.fixture(scope="session")
def west_midlands():
    """Return the shipped case assessed."""
    doctrine = read_doctrine()
    case = open_case("west-midlands-2013", doctrine=doctrine)
    return assess_return(case, doctrine=doctrine, edition="2012", at=case.about.prepared_at)


@pytest.fixture(scope="session")
def one_matrix(west_midlands) -> Document:
    """Return the matrix of the shipped case."""
    return matrix_report("West Midlands Police", west_midlands, Background(read_doctrine()))


@pytest.fixture(scope="session")
def statement(west_midlands) -> Document:
    """Return the assurance of the shipped case, against nothing known before."""
    doctrine = read_doctrine()
    at = west_midlands.at
    before = assess("west-midlands", (), doctrine=doctrine, edition="2012", at=at)
    told = assure(before, west_midlands, most=7)
    return assurance_report("West Midlands Police", told, Background(doctrine))


@pytest.fixture(scope="session")
def county_matrices(county):
    """Return the county assessed as a network."""
    doctrine, _ = county
    returns = network("county", doctrine=doctrine)
    at = returns[0].about.prepared_at
    return assess_network(returns, doctrine=doctrine, edition="2023", at=at)


@pytest.fixture(scope="session")
def all_matrices(county, county_matrices) -> Document:
    """Return the matrices of the county."""
    found = county_matrices
    return network_matrix_report(
        "county",
        found.nation,
        Background(county[0], synthetic=True),
        regions=found.regions,
        forces=found.forces,
        distribution=distribution(found),
        gaps=worst_gaps(list(found.forces.values()), 10),
    )


@pytest.fixture(scope="session")
def two_matrices(county, county_matrices) -> Document:
    """Return two forces of the county side by side."""
    forces = county_matrices.forces
    found = compare(forces["barsetshire"], forces["loamshire"])
    background = Background(county[0], synthetic=True)
    return comparison_report(("Barsetshire", "Loamshire"), found, background)


@pytest.fixture(scope="session")
def barsetshire(county):
    """Return Barsetshire's roster."""
    doctrine, _ = county
    return network("county", doctrine=doctrine)[0].roster


@pytest.fixture(scope="session")
def a_year(county, barsetshire) -> Document:
    """Return the report of a coming year in which the floor is not kept."""
    doctrine, _ = county
    seen = forecast(
        barsetshire, units=["psu"], start=EVENING, within=60, doctrine=doctrine, floors={"psu": 4}
    )
    return forecast_report(seen, Background(doctrine, synthetic=True))


@pytest.fixture(scope="session")
def every_hour(county, barsetshire) -> Document:
    """Return the report of a month of which every hour was tested."""
    doctrine, _ = county
    supply = gather_supply(
        [barsetshire], doctrine=doctrine, units=["psu"], starts=EVENING, hours=720, covered=False
    )
    seen = judge_hours(
        supply,
        unit="psu",
        required={"barsetshire": (0, 1, 2, 3, 4)},
        doubts=Doubts(fixed(5), fixed(60)),
        seed=1,
        draws=20,
    )
    return every_hour_report(seen, Background(doctrine, synthetic=True))


@pytest.fixture(scope="session")
def training(county, barsetshire) -> Document:
    """Return the report of a training need."""
    doctrine, _ = county
    need = officers_to_train(
        barsetshire, unit="psu", units=2, hour=20, within=60, probability=0.9, doctrine=doctrine
    )
    tested = back_test(barsetshire, doctrine=doctrine)
    return training_report(need, tested, Background(doctrine, synthetic=True))


@pytest.fixture(scope="session")
def some_events(county) -> Document:
    """Return the report of events that clash, that share commanders, and that lack answers."""
    doctrine, _ = county
    listed = read_events(EVENTS, doctrine=doctrine).values
    start = clock.parse_instant("2026-03-07T00:00")
    outlook = look_at_events(
        listed,
        start=start,
        end=start + 3 * clock.DAY,
        doctrine=doctrine,
        holdings={each.force: each.roster for each in network("county", doctrine=doctrine)},
    )
    return events_report(outlook, Background(doctrine, synthetic=True), "county")


@pytest.fixture(scope="session")
def planned():
    """Return a plan with its reasons, donors and tiers."""
    return plans.planned()


@pytest.fixture(scope="session")
def a_plan(planned) -> Document:
    """Return the report of a plan that is short of some, with a map."""
    return plan_report(*planned, plans.BACKGROUND)


@pytest.fixture(scope="session")
def a_replan(planned) -> Document:
    """Return the report of a plan made again after a decline."""
    plan, _, donors, _ = planned
    first = plan.assignments[0]
    again = replan(
        plan, [Declined(first.force, first.demand)], at=plans.AT, travel=plans.TRAVEL, price=30
    )
    because = explain_plan(again.plan, travel=plans.TRAVEL)
    return replan_report(
        again.plan, because, again.differences, donors, plans.BACKGROUND, price=30, edited=False
    )


@pytest.fixture(scope="session")
def a_relief(planned) -> Document:
    """Return the report of a relief in which forces run out."""
    found = relieve(planned[0], hours=48, travel=plans.TRAVEL, doctrine=plans.DOCTRINE)
    return relief_report(found, plans.BACKGROUND)


@pytest.fixture(scope="session")
def a_consent(county, barsetshire) -> Document:
    """Return the report of what saying yes means for Barsetshire, with names."""
    doctrine, _ = county
    returns = network("county", doctrine=doctrine)
    place = doctrine.force("barsetshire").place
    asked = plans.demand("D1", "psu", 2, place, "loamshire", "Loam bridge", doctrine=doctrine)
    offers = offers_of(returns[:1], [asked], at=plans.AT, doctrine=doctrine)
    plan = make_plan(Request((asked,), offers, plans.AT, assembly=30), travel=plans.TRAVEL)
    found = weigh_consent(plan, barsetshire, doctrine=doctrine)
    return consent_report(found, plans.AT, Background(doctrine, synthetic=True), names=True)


@pytest.fixture
def a_map() -> Document:
    """Return a page with a map of everything a map may hold."""
    tones = ("", "good", "short", "none", "unknown", "soft", "least", "less", "more", "most")
    forces = [force for force in read_doctrine().forces if force.territorial]
    place = MapPoint("Rotherham", Place(53.43, -1.36))
    svg = map_svg(
        "Units sent",
        "Every force sends one unit to Rotherham",
        areas=[
            MapArea(force.slug, tones[at % len(tones)], force.short_name, force.name)
            for at, force in enumerate(forces)
        ],
        points=[place, MapPoint("Croydon", Place(51.376, -0.098))],
        arrows=[MapArrow(force.slug, place.place, 1) for force in forces],
        legend=[(tone, f"Fill {tone}") for tone in tones],
    )
    shown = table("Units sent", ("Force", "Units#"), [(force.name, 1) for force in forces])
    return Document("A map", (Figure("Units sent", "All to Rotherham", svg, shown),))


@pytest.fixture(scope="session")
def a_callout(county) -> Document:
    """Return the report of a call-out, played as an exercise, with something of everything."""
    doctrine, _ = county
    events = [
        replace(each, exercise=True)
        for each in read_callout_log(FERNBANK, doctrine=doctrine).events
    ]
    at = clock.parse_instant("2026-08-01T20:20")
    then, now = (fold_callout(events, at=at, known_at=known) for known in (at, at + 90))
    overdue = find_overdue(then, at=at, doctrine=doctrine)
    changes = compare_callouts(then, now)
    return callout_report(then, overdue, Background(doctrine), at=at, changes=changes)


@pytest.fixture
def checked() -> Document:
    """Return the report of a return with a fault."""
    fault = ("officers", "2", "rank", "serjeant", "is not a known rank: did you mean sergeant?")
    return check_report(
        "bad", [fault], rows={"officers": 1}, total=2, notes=["officers: column 'x' is kept"]
    )


@pytest.fixture
def unit(doctrine) -> Document:
    """Return the report of a unit's composition."""
    return unit_report(doctrine.compositions[0], doctrine)


@pytest.fixture(scope="session")
def full_statement(west_midlands) -> Document:
    """Return an assurance with as many lines as a statement has, and much else to say."""
    told = assure(west_midlands, west_midlands, most=5)
    worsened = tuple(
        Worse(Difference(replace(line.finding, grade=Grade.MET), line.finding), line.notes)
        for line in told.short
    )
    background = Background(
        read_doctrine(),
        synthetic=True,
        notes=("No --at was given: this is when the return was prepared.",) * 2,
        warnings=("Faulty rows were left out: 12 of officers. The answer is without them.",),
        origins=(("Return", "west-midlands"), ("Read from", "a file of some name, " * 12)),
    )
    told = replace(told, worsened=worsened, others=dict.fromkeys(told.others, 9))
    return assurance_report("West Midlands Police", told, background)


@pytest.fixture(scope="session")
def scored():
    """Return a test of the county's first force, scored: two units came, and one was deployed."""
    doctrine = county_doctrine()
    force = network("county", doctrine=doctrine)[0]
    put = TimedAnswer(0, AnswerKind.AVAILABLE, ("psu",), 9)
    called = TimedAnswer(2, AnswerKind.CALLED, ("constable",), 50, state="recall")
    came = [
        TimedAnswer(minute, kind, ("psu",), 1)
        for minute, kind in (
            (25, AnswerKind.ARRIVED),
            (50, AnswerKind.ARRIVED),
            (55, AnswerKind.DEPLOYED),
        )
    ]
    recalled = TimedAnswer(48, AnswerKind.ARRIVED, ("constable",), 20, state="recall")
    test = NoNoticeTest(
        "A test", force.force, "psu", 3, EVENING, (put, called, *came, recalled), "The yard"
    )
    return score_test(test, force.roster, doctrine=doctrine)


@pytest.fixture(scope="session")
def a_test(scored) -> Document:
    """Return the report of a scored test."""
    doctrine = county_doctrine()
    unit = doctrine.composition("psu", clock.instant_of(EVENING).date())
    evidence = evidence_of_test(scored, doctrine=doctrine)
    return no_notice_report(scored, unit, Background(doctrine, synthetic=True), evidence=evidence)


@pytest.fixture(scope="session")
def a_review(scored) -> Document:
    """Return the report of a review of predictions."""
    doctrine = county_doctrine()
    review = review_predictions(scored.outcomes, scored.assemblies, doctrine=doctrine)
    proposals = propose_norms(review, doctrine=doctrine)
    return right_report(review, proposals, Background(doctrine, synthetic=True))


@pytest.fixture(scope="session")
def aid(county) -> Document:
    """Return the ledger of the county, with its costs by a card that covers only a part."""
    doctrine, _ = county
    ledger = ledger_of_network(network("county", doctrine=doctrine), doctrine=doctrine)
    start, end = (clock.parse_instant(text) for text in ("2023-04-01", "2025-04-01"))
    asked = AidAsked(("barsetshire", "loamshire", "mummerset"), "psu", start, end)
    balance = weigh_aid(ledger, asked, doctrine=doctrine)
    each = {
        slug: weigh_aid(ledger, replace(asked, forces=(slug,)), doctrine=doctrine)
        for slug in asked.forces
    }
    term = CardTerm(clock.parse_instant("2024-02-10") // clock.DAY, None)
    charge = Charge("unit", "psu", "unit_day", Decimal(100), term, "An invented letter")
    cost = cost_aid(balance, RateCard((charge,), name="card.toml"), doctrine=doctrine)
    background = Background(doctrine, synthetic=True)
    return ledger_report("county", balance, background, each=each, cost=cost)


@pytest.fixture(scope="session")
def a_campaign() -> Document:
    """Return the report of a campaign of four policies."""
    return campaign_report(campaigns.campaign(), campaigns.BACKGROUND, named=True)


@pytest.fixture(scope="session")
def a_national_campaign() -> Document:
    """Return the report of a campaign with maps."""
    return campaign_report(campaigns.national(), campaigns.BACKGROUND, named=True)


@pytest.fixture(scope="session")
def some_worths() -> Document:
    """Return the report of what one more is worth."""
    return worths_report(campaigns.worths(), campaigns.BACKGROUND, named=True)
