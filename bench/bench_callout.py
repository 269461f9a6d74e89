"""How fast a call-out is folded: 100,000 events, in order and in no order.

Run as `python bench/bench_callout.py`; each job prints one line of JSON, with the least seconds
of a few and the goal. Every line asks for ten units; each goes from asked to returned, or
declines; one event in five is recorded half an hour late.
"""

import json
import random
import time
from collections.abc import Callable, Iterator

from muster.doctrine import read_doctrine
from muster.mobilisation import CalloutEvent, Step, Terms, find_overdue, fold_callout

EVENTS, UNITS, TIMES, FIRST = 100_000, 10, 4, 29_760_180
COURSE = (
    *((Step.SENT, 1), (Step.DELIVERED, 2), (Step.ACKNOWLEDGED, 5), (Step.SENT, 6)),
    *((Step.ARRIVED, 210), (Step.RELIEVED, 900), (Step.RELEASED, 1000), (Step.RETURNED, 1100)),
)


def made() -> list[CalloutEvent]:
    """Return a log of legal events in the order they happened, line after line."""
    return [event for event, _ in zip(_endless(), range(EVENTS), strict=False)]


def _endless() -> Iterator[CalloutEvent]:
    chance, number, line = random.Random(7), 0, 0
    while True:
        line += 1
        asked = FIRST + line
        steps = [(Step.ASKED, 0, "", Terms("kent", "psu", UNITS, "Services", asked + 300))]
        for unit in range(UNITS):
            answer = ((Step.DECLINED, 5),) if chance.random() < 0.1 else COURSE
            steps += [(step, after, f"BX{unit}", None) for step, after in answer]
        for step, after, name, terms in steps:
            number += 1
            at, late = asked + after, 30 * (chance.random() < 0.2)
            yield CalloutEvent(
                f"e{number}", "Fernbank", step, at, at + late, "C", str(line), name, terms=terms
            )


def timed(what: str, run: Callable[[], object], goal: float) -> None:
    """Run a few times after one not counted, and print the least seconds and the goal."""
    run()
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        run()
        taken.append(time.perf_counter() - started)
    print(json.dumps({"what": what, "seconds": round(min(taken), 3), "goal": goal}))


def main() -> None:
    """Fold the log as it is and shuffled, which must give the same, and look for the overdue."""
    log = made()
    mixed = random.Random(3).sample(log, len(log))
    callout = fold_callout(log)
    assert callout == fold_callout(mixed)
    assert not callout.refused
    timed("100,000 events in order", lambda: fold_callout(log), 1)
    timed("100,000 events in no order", lambda: fold_callout(mixed), 1)
    half = FIRST + 600
    then = fold_callout(log, at=half, known_at=half)
    doctrine = read_doctrine()
    timed("overdue among them", lambda: find_overdue(then, at=half, doctrine=doctrine), 1)


if __name__ == "__main__":
    main()
