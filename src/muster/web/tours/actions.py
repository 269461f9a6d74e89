"""Declare a tour, set when tours start, read and renew contacts."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from zlib import crc32

from django.db import connection, transaction

from muster.errors import MusterError
from muster.web import clock
from muster.web.accounts.rights import Viewer
from muster.web.audit.actions import SYSTEM, record_entry
from muster.web.documents.models import Document
from muster.web.live.actions import announce
from muster.web.tours.models import (
    Declaration,
    DeclaredFigure,
    DeclaredVehicle,
    NominatedCommander,
    SealedContact,
    TourPattern,
)
from muster.web.tours.queries import as_instant, contact_known_for, declaration_at
from muster.web.tours.times import TourTime, read_starts, said_start
from muster.web.tours.vault import is_current, open_contact, seal_contact

TOPIC = "tours"
LOCK = 0x544F5552  # one declaration of a force at a time, on PostgreSQL


class UnableToDeclare(MusterError):
    """A declaration cannot be kept as it was sent."""


@dataclass(frozen=True, slots=True)
class Nominated:
    """An officer nominated to command, and what the return says against it."""

    officer: str
    rank: str = ""
    base: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Stood:
    """A vehicle, where it is, and whether it is on the road."""

    vehicle: str
    kind: str
    place: str
    on_road: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """Whole units of a kind that could be raised within so many minutes."""

    unit: str
    within: int
    count: int


@dataclass(frozen=True, slots=True)
class Declared:
    """Everything that is declared of one tour; the contact is empty where none is new."""

    on_call_officer: str
    contact: str = ""
    remarks: str = ""
    commanders: tuple[Nominated, ...] = ()
    vehicles: tuple[Stood, ...] = ()
    figures: tuple[Figure, ...] = ()


def declare_tour(
    force: str,
    tour: TourTime,
    declared: Declared,
    *,
    by: Viewer,
    token: str,
    seen: int | None = None,
    document: Document | None = None,
    at: datetime | None = None,
) -> Declaration:
    """Return the declaration of a tour; the one there already for a form that was sent twice.

    `seen` is the declaration of the same tour that whoever typed had before them; `at` is when
    it was declared, where that was not now: the demonstration alone says so. Raises
    UnableToDeclare where somebody else declared it meanwhile, UnableToKeepContact where there
    is no key.
    """
    with transaction.atomic():
        _hold(force)
        sent = Declaration.objects.filter(force=force, token=token).first()
        if sent is not None:
            return sent
        before = declaration_at(force, tour.start, clock.now())
        if (before.pk if before else None) != seen:
            raise _overtaken(before)
        made = _add(force, tour, declared, before, by=by, token=token, document=document, at=at)
        record_entry(
            actor=by,
            action="tour.corrected" if before else "tour.declared",
            subject=f"declaration {made.pk}",
            force=force,
            detail=_told(made, declared),
        )
        announce(TOPIC, force, {"declaration": made.pk})
    return made


def _overtaken(before: Declaration | None) -> UnableToDeclare:
    who = before.by_name if before else "Somebody"
    return UnableToDeclare(
        f"{who} declared this tour while you were typing; what you typed is kept below. "
        "Look at theirs, and declare again if yours should replace it"
    )


def _add(
    force: str,
    tour: TourTime,
    declared: Declared,
    before: Declaration | None,
    *,
    by: Viewer,
    token: str,
    document: Document | None,
    at: datetime | None,
) -> Declaration:
    made = Declaration.objects.create(
        force=force,
        tour_start=as_instant(tour.start),
        tour_end=as_instant(tour.end),
        declared_at=at or clock.now(),
        by_id=by.user_id or None,
        by_name=by.name,
        on_call_officer=declared.on_call_officer,
        remarks=declared.remarks,
        corrects=before,
        document=document,
        token=token,
        digest=digest_of(force, tour, declared),
    )
    NominatedCommander.objects.bulk_create(
        [NominatedCommander(declaration=made, **asdict(each)) for each in declared.commanders]
    )
    DeclaredVehicle.objects.bulk_create(
        [DeclaredVehicle(declaration=made, **asdict(each)) for each in declared.vehicles]
    )
    DeclaredFigure.objects.bulk_create(
        [DeclaredFigure(declaration=made, **asdict(each)) for each in declared.figures]
    )
    _keep_contact(made, declared)
    return made


def _keep_contact(made: Declaration, declared: Declared) -> None:
    """Seal the contact declared, or hand over the one held for an officer of the same name."""
    text = declared.contact
    if not text:
        held = contact_known_for(made.force, made.on_call_officer, made.declared_at)
        text = open_contact(held.sealed, made.force) if held else ""
    if text:
        SealedContact.objects.create(declaration=made, sealed=seal_contact(text, made.force))


def digest_of(force: str, tour: TourTime, declared: Declared) -> str:
    """Return the digest of what is declared, but for the contact."""
    said = {**asdict(declared), "contact": "", "force": force, "tour": [tour.start, tour.end]}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _told(made: Declaration, declared: Declared) -> dict[str, Any]:
    return {
        "tour_start": made.tour_start.isoformat(),
        "tour_end": made.tour_end.isoformat(),
        "commanders": len(declared.commanders),
        "vehicles": len(declared.vehicles),
        "off_road": sum(not each.on_road for each in declared.vehicles),
        "corrects": made.corrects_id,
        "sha256": made.digest,
    }


def _hold(force: str) -> None:
    """Let one declaration of a force be made at a time; SQLite has one writer by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            named = crc32(force.encode()) - 2**31
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, named])


def set_starts(force: str, words: list[str], *, by: Viewer) -> TourPattern:
    """Return the times at which a force's tours start from now on.

    Raises UnableToReadTourTimes where they make no sense.
    """
    starts = [said_start(each) for each in read_starts(words)]
    with transaction.atomic():
        made = TourPattern.objects.create(
            force=force,
            starts=starts,
            recorded_at=clock.now(),
            by_id=by.user_id or None,
            by_name=by.name,
        )
        record_entry(
            actor=by,
            action="tour.times_set",
            subject=f"tour times {made.pk}",
            force=force,
            detail={"starts": starts},
        )
        announce(TOPIC, force)
    return made


def read_contact(declaration: Declaration, *, by: Viewer) -> str:
    """Return how to reach the senior officer on call, and record that it was read.

    Empty where none was declared. Raises UnableToKeepContact where it does not open.
    """
    held = SealedContact.objects.filter(declaration=declaration).first()
    if held is None:
        return ""
    with transaction.atomic():
        record_entry(
            actor=by,
            action="contact.read",
            subject=f"declaration {declaration.pk}",
            force=declaration.force,
            reason="To reach the senior officer on call",
        )
        return open_contact(held.sealed, declaration.force)


def renew_contacts(*, by: Viewer = SYSTEM) -> int:
    """Seal every contact anew with the first key, and return how many were not already.

    All of them or none. Raises UnableToKeepContact where a key is missing.
    """
    renewed = 0
    with transaction.atomic():
        for each in SealedContact.objects.select_related("declaration").select_for_update():
            if not is_current(each.sealed):
                force = each.declaration.force
                each.sealed = seal_contact(open_contact(each.sealed, force), force)
                each.save(update_fields=["sealed"])
                renewed += 1
        record_entry(
            actor=by, action="contacts.renewed", subject="contacts", detail={"renewed": renewed}
        )
    return renewed
