"""Turn one entry about criteria into one value, or say everything that is wrong with it."""

from collections.abc import Callable, Mapping
from typing import Any

from muster.doctrine.criteria import (
    BASES,
    LEVELS,
    PARTLY,
    YES_NO,
    Criterion,
    Crossing,
    FrameworkQuestion,
)
from muster.doctrine.values import Entry, one_of, prose, share, text, texts, whole

# How each part of a criterion is read, part by part, so that every fault is named at once.
PARTS: Mapping[str, Callable[[Entry], Any]] = {
    "slug": lambda entry: text(entry["slug"]),
    "threat": lambda entry: text(entry["threat"]),
    "aspect": lambda entry: text(entry["aspect"]),
    "statement": lambda entry: prose(entry["statement"]),
    "basis": lambda entry: one_of(entry["basis"], BASES),
    "measure": lambda entry: text(entry.get("measure") or entry.get("slug", "")),
    "unit": lambda entry: text(entry["unit"]) if entry.get("measure") else YES_NO,
    "within_minutes": lambda entry: _known(entry, "within_minutes", whole),
    "requirement": lambda entry: _requirement(entry),
    "partial_share": lambda entry: _partial(entry),
    "partial_note": lambda entry: str(entry.get("partial_note", "")),
    "level": lambda entry: one_of(entry.get("level", LEVELS[0]), LEVELS),
    "shelf_life_days": lambda entry: whole(entry["shelf_life_days"]),
    "editions": lambda entry: _some_texts(entry["editions"]),
    "systems": lambda entry: texts(entry["systems"]),
    "moves": lambda entry: prose(entry["moves"]),
    "starts": lambda entry: entry["starts"],
    "source": lambda entry: entry["source"],
}


def criterion(entry: Entry) -> Criterion:
    """Return a criterion; one without a measure is answered yes, partly or no.

    Raises ExceptionGroup of every fault.
    """
    made: dict[str, Any] = {}
    faults: list[Exception] = []
    for part, read in PARTS.items():
        try:
            made[part] = read(entry)
        except (KeyError, TypeError, ValueError) as wrong:
            faults.append(wrong)
    if faults:
        raise ExceptionGroup("a criterion", faults)
    return Criterion(**made)


def _known(entry: Entry, part: str, read: Callable[[object], Any]) -> Any:
    return None if entry.get(part) is None else read(entry[part])


def _partial(entry: Entry) -> float | None:
    given: float | None = _known(entry, "partial_share", share)
    return PARTLY if given is None and not entry.get("measure") else given


def _requirement(entry: Entry) -> float | None:
    given: int | None = _known(entry, "requirement", whole)
    if not entry.get("measure"):
        return 1.0
    return None if given is None else float(given)


def _some_texts(value: object) -> tuple[str, ...]:
    if not texts(value):
        raise ValueError("no edition is named; name one or more")
    return texts(value)


def crossing(entry: Entry) -> Crossing:
    """Return what became of a criterion between two editions."""
    return Crossing(
        slug=text(entry["slug"]),
        criterion=text(entry["criterion"]),
        from_edition=text(entry["from_edition"]),
        to_edition=text(entry["to_edition"]),
        becomes=str(entry.get("becomes", "")),
        note=text(entry["note"]),
        starts=entry["starts"],
        source=entry["source"],
    )


def framework_question(entry: Entry) -> FrameworkQuestion:
    """Return a question of the capability framework."""
    return FrameworkQuestion(
        text(entry["slug"]),
        text(entry["area"]),
        text(entry["question"]),
        entry["starts"],
        entry["source"],
    )
