"""Events made short, and logs drawn at random, legal and otherwise."""

from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from muster.mobilisation import CalloutEvent, Stage, Step, Terms, move_from
from muster.policing import clock

EIGHT = clock.parse_instant("2026-08-01T20:00")
OPERATION = "Fernbank"
NUMBERS = count(1)
TERMS = Terms("barsetshire", "psu", 5, "Borchester North services", EIGHT + 120)


def event(step, at=0, unit="", **given):
    """Return an event of line 1, `at` minutes after eight; recorded when it happened."""
    given = {"line": "1", "by": "Control", "operation": OPERATION, **given}
    given.setdefault("id", f"e{next(NUMBERS)}")
    late = given.pop("late", 0)
    return CalloutEvent(
        step=Step(step), at=EIGHT + at, recorded_at=EIGHT + at + late, unit=unit, **given
    )


def ask(at=0, terms=TERMS, **given):
    """Return the ask of line 1."""
    return event("asked", at, terms=terms, **given)


def told(*steps, unit="BX11", start=1):
    """Return an ask of line 1 and steps of one unit, a minute apart."""
    return [ask(), *(event(step, start + at, unit) for at, step in enumerate(steps))]


def path_to(stage):
    """Return the fewest steps that lead a unit of an asked line to a stage."""
    found = {Stage.ASKED: ()}
    while stage not in found:
        for known, steps in list(found.items()):
            for step in Step:
                move = move_from(known, step) if step is not Step.DECIDED else None
                if move:
                    found.setdefault(move.stage, (*steps, step))
    return found[stage]


STEPS = [step for step in Step if step is not Step.DECIDED]
SUBJECTS = [("", ""), ("BX11", ""), ("BX12", ""), ("BX13", ""), ("BX11", "PS7")]


@st.composite
def any_logs(draw):
    """Draw a log in which anything may stand: illegal steps, corrections, an exercise mixed in."""
    made = []
    for number in range(draw(st.integers(1, 25))):
        step = draw(st.sampled_from([*STEPS, Step.ASKED, Step.DECIDED]))
        unit, officer = draw(st.sampled_from(SUBJECTS))
        line = draw(st.sampled_from(["1", "1", "2"]))
        asks = step is Step.ASKED and not unit
        force = draw(st.sampled_from(["barsetshire", "barsetshire", "loamshire"]))
        made.append(
            event(
                step,
                draw(st.integers(0, 40)),
                unit,
                id=f"e{draw(st.integers(0, 30)) if draw(st.booleans()) else 100 + number}",
                line=line,
                officer=officer,
                late=draw(st.sampled_from([0, 0, 1, 30])),
                terms=Terms(force, "psu", draw(st.integers(1, 4))) if asks else None,
                note="Held." if step is Step.DECIDED else "",
                reference=draw(st.sampled_from(["", "", "M/1"])),
                exercise=draw(st.sampled_from([False] * 9 + [True])),
                corrects=draw(st.sampled_from([""] * 9 + ["e101"])) if number > 1 else "",
            )
        )
    return made


@st.composite
def legal_logs(draw):
    """Draw a log of one line in which every step is legal where it stands, a minute apart."""
    stages = {}
    made = [ask()]
    for at in range(1, draw(st.integers(2, 25))):
        unit = draw(st.sampled_from(["BX11", "BX12", "BX13", "BX14", "BX15", "BX16"]))
        stage = stages.get(unit, Stage.ASKED)
        legal = [step for step in STEPS if move_from(stage, step)]
        step = draw(st.sampled_from(legal))
        stages[unit] = move_from(stage, step).stage
        made.append(event(step, at, unit, id=f"e{at}"))
    return made


@st.composite
def plain_logs(draw):
    """Draw a log of legal and illegal steps on one set of terms, with nothing struck out."""
    minutes = draw(st.lists(st.integers(0, 15), min_size=1, max_size=25))
    made = [ask(draw(st.integers(0, 3)), id="first")]
    for number, at in enumerate(minutes):
        unit, officer = draw(st.sampled_from(SUBJECTS))
        step = draw(st.sampled_from(STEPS))
        asks = step is Step.ASKED and not unit
        terms = TERMS if asks else None
        made.append(event(step, at, unit, id=f"e{number}", officer=officer, terms=terms))
    return made


def recorded(made, minutes):
    """Return an event that was recorded so many minutes later than it was."""
    return replace(made, recorded_at=made.recorded_at + minutes)
