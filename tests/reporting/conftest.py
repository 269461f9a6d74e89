"""Documents to render: one with everything in it, and real ones."""

import pytest

from muster.doctrine import Doctrine
from muster.policing import clock
from muster.reporting import (
    Background,
    check_report,
    forecast_report,
    network_report,
    strength_report,
    training_report,
    unit_report,
)
from muster.reporting.charts import Step, steps_chart
from muster.reporting.document import (
    Cell,
    Command,
    Document,
    Figure,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Paragraph,
    table,
)
from muster.strength import back_test, count_units, forecast, officers_to_train
from muster.synthesis import county_doctrine, network

EVENING = clock.parse_instant("2026-03-02T20:00")
HOSTILE = "<script>alert('sergeants')</script> & \"quoted\" | *starred*"


@pytest.fixture
def everything() -> Document:
    """Return a document with one of each block, every text of it hostile."""
    shown = table(HOSTILE, (HOSTILE, "Count#"), [(HOSTILE, 1), (Cell(HOSTILE, "short"), 2)])
    svg = steps_chart(HOSTILE, HOSTILE, [Step(HOSTILE, 0, 2), Step("1 hour", 0, None)], HOSTILE)
    blocks = (
        Heading(HOSTILE),
        Paragraph(HOSTILE),
        Paragraph(HOSTILE, "warning"),
        Items((HOSTILE,)),
        KeyFigures((KeyFigure(HOSTILE, HOSTILE),)),
        Figure(HOSTILE, HOSTILE, svg, shown),
        Command(HOSTILE),
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
def training(county, barsetshire) -> Document:
    """Return the report of a training need."""
    doctrine, _ = county
    need = officers_to_train(
        barsetshire, unit="psu", units=2, hour=20, within=60, probability=0.9, doctrine=doctrine
    )
    tested = back_test(barsetshire, doctrine=doctrine)
    return training_report(need, tested, Background(doctrine, synthetic=True))


@pytest.fixture
def checked() -> Document:
    """Return the report of a return with a fault."""
    fault = ("officers", "2", "rank", "serjeant", "is not a known rank: did you mean sergeant?")
    return check_report("bad", [fault], rows={"officers": 1}, extras={"officers": ["x"]}, total=2)


@pytest.fixture
def unit(doctrine) -> Document:
    """Return the report of a unit's composition."""
    return unit_report(doctrine.compositions[0], doctrine)
