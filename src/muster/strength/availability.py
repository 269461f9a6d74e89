"""Who can be on parade by when, and why everyone else cannot."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.doctrine import Doctrine
from muster.errors import MusterError
from muster.policing import clock
from muster.strength.availability_away import Away, away_between
from muster.strength.reasons import Reason, State
from muster.strength.roster import Column, Overlay, Roster
from muster.strength.tours import (
    DutyCodes,
    Mask,
    Tours,
    duty_codes,
    rostered_at,
    tours_between,
)


class UnableToJudgeAvailability(MusterError):
    """The question cannot be asked of a roster."""


@dataclass(frozen=True, eq=False)
class Availability:
    """Who can be on parade by the minute `by`, asked at the minute `at`.

    Columns of n officers, in the roster's order: `state` int8 (`State`); `reason` int8
    (`Reason`, NONE for those who can come); `ready` int32, minutes after `at` at which they
    can be on parade (-1 where they cannot); `tickets` and `held` uint64, bit s set where
    skill s is valid on, or was ever awarded by, the local day of `by`; `role` int8, the duty
    kind an officer who is employed and not away is working at `by` (-1 for none). `on_road`
    is bool for m vehicles: on the road throughout [at, by]. `unmatched` are the subjects of
    overlays that the roster does not know.
    """

    at: int
    by: int
    state: Column
    reason: Column
    ready: Column
    tickets: Column
    held: Column
    role: Column
    on_road: Mask
    unmatched: tuple[str, ...] = ()

    @property
    def present(self) -> Mask:
        """Return who can be on parade, in whatever way."""
        marks: Mask = self.state <= State.RECALL
        return marks

    @property
    def assured(self) -> Mask:
        """Return who is on duty, starting, or rostered on call: not those who only might come."""
        marks: Mask = self.state <= State.ON_CALL
        return marks


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    """The instants a question turns on, in minutes, the local day of the last, and the rest."""

    at: int
    by: int
    day: int
    rest: int


@dataclass(frozen=True, slots=True, eq=False)
class _Doings:
    """What their tours say of officers about [at, by].

    `starts` is the first deployable start in (at, by], FOREVER for none; `rested` the minute
    at which rest from every working tour begun by `by` is complete, NEVER for none.
    """

    on_duty: Mask
    starts: Column
    rested: Column
    resting: Mask
    on_call: Mask
    ending: Mask
    role: Column

    def gather(self, owner: Column) -> "_Doings":
        """Return the doings of each of these owners."""
        return _Doings(
            on_duty=self.on_duty[owner],
            starts=self.starts[owner],
            rested=self.rested[owner],
            resting=self.resting[owner],
            on_call=self.on_call[owner],
            ending=self.ending[owner],
            role=self.role[owner],
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Standing:
    """Who could be called on at all, whatever they are doing."""

    employed: Mask
    restricted: Mask
    rostered: Mask
    away: Away

    @property
    def fit(self) -> Mask:
        """Return who is employed, unrestricted and not away."""
        marks: Mask = self.employed & ~(self.restricted | self.away.abstracted | self.away.deployed)
        return marks


def available(
    roster: Roster, *, at: int, within: int, doctrine: Doctrine, overlays: Sequence[Overlay] = ()
) -> Availability:
    """Return who can be on parade `within` minutes of the UTC minute `at`, and why others cannot.

    An officer can be when employed and unrestricted, not away at any time in [at, by], and
    either on a deployable tour at `at` that runs past `by`, or starting one by then, or
    recallable within the time with the minimum rest (doctrine) complete by then. Rest of
    an officer who is unrostered at `by` is not known, so such an officer is not recalled.
    Reasons are given in the order of `Reason`; an officer made `unavailable` by an overlay
    is abstracted. Raises UnableToJudgeAvailability, UnableToApplyOverlay.
    """
    question = _ask(at, within, doctrine)
    codes = duty_codes(doctrine)
    owners, tours = tours_between(roster, codes, at - question.rest, question.by)
    doings = _doings(tours, len(owners.pattern), codes, question).gather(owners.of)
    standing = _standing(roster, question, overlays)
    state = _state(roster, doings, standing, question)
    tickets, held = _tickets(roster, question.day)
    here = standing.employed & ~standing.away.at_the_end
    return Availability(
        at=at,
        by=question.by,
        state=state,
        reason=_reason(roster, doings, standing, state, codes),
        ready=_ready(roster, doings, state, question),
        tickets=tickets,
        held=held,
        role=np.where(here, doings.role, -1).astype(np.int8),
        on_road=_on_road(roster, question) & ~standing.away.off_road,
        unmatched=standing.away.unmatched,
    )


def _ask(at: int, within: int, doctrine: Doctrine) -> _Question:
    if within < 0:
        raise UnableToJudgeAvailability(
            f"Nobody can come within {within} minutes; ask for 0 (at once) or more"
        )
    day = int(clock.local_day(np.array([at + within]))[0])
    rest = doctrine.rest_rule(clock.date_of(day)).minutes
    return _Question(at=at, by=at + within, day=day, rest=rest)


def _standing(roster: Roster, question: _Question, overlays: Sequence[Overlay]) -> _Standing:
    officers = roster.officers
    return _Standing(
        employed=(officers.joined <= question.day) & (officers.left >= question.day),
        restricted=officers.restricted,
        rostered=rostered_at(roster, question.by),
        away=away_between(roster, question.at, question.by, overlays),
    )


def _doings(tours: Tours, count: int, codes: DutyCodes, question: _Question) -> _Doings:
    """Return what the tours say of each owner, all of which begin by `by`."""
    working, deployable = codes.working[tours.kind], codes.deployable[tours.kind]
    now = (tours.start <= question.at) & (tours.end > question.at)
    later = tours.end > question.by
    starts = np.full(count, clock.FOREVER, dtype=np.int64)
    rested = np.full(count, clock.NEVER, dtype=np.int64)
    coming = deployable & (tours.start > question.at)
    np.minimum.at(starts, tours.owner[coming], tours.start[coming])
    np.maximum.at(rested, tours.owner[working], tours.end[working] + question.rest)
    return _Doings(
        on_duty=_mark(count, tours.owner[deployable & now & later]),
        starts=starts,
        rested=rested,
        resting=rested > question.by,
        on_call=_mark(count, tours.owner[codes.on_call[tours.kind] & now]),
        ending=_mark(count, tours.owner[deployable & now & ~later]),
        role=_roles(count, tours.keep(working & later)),
    )


def _mark(count: int, which: Column) -> Mask:
    marks = np.zeros(count, dtype=bool)
    marks[which] = True
    return marks


def _roles(count: int, tours: Tours) -> Column:
    """Return the kind of each owner's latest tour, the higher code where two start together."""
    roles = np.full(count, -1, dtype=np.int8)
    order = np.lexsort((tours.kind, tours.start))
    roles[tours.owner[order]] = tours.kind[order]
    return roles


def _state(roster: Roster, doings: _Doings, standing: _Standing, question: _Question) -> Column:
    """Return each officer's `State`, int8."""
    recall = roster.officers.recall_minutes
    reachable = (recall >= 0) & (recall <= question.by - question.at)
    called = reachable & standing.rostered & ~doings.resting
    on_call = called & ((roster.officers.on_call >= 0) | doings.on_call)
    state = np.select(
        [~standing.fit, doings.on_duty, doings.starts <= question.by, on_call, called],
        [State.ABSENT, State.ON_DUTY, State.STARTING, State.ON_CALL, State.RECALL],
        State.ABSENT,
    )
    return state.astype(np.int8)


def _reason(
    roster: Roster, doings: _Doings, standing: _Standing, state: Column, codes: DutyCodes
) -> Column:
    """Return why each absent officer is, the first that holds in the order of `Reason`."""
    recall = roster.officers.recall_minutes
    reasons = {
        Reason.NONE: state != State.ABSENT,
        Reason.NOT_EMPLOYED: ~standing.employed,
        Reason.RESTRICTED: standing.restricted,
        Reason.ABSTRACTED: standing.away.abstracted,
        Reason.DEPLOYED: standing.away.deployed,
        Reason.UNROSTERED: ~standing.rostered,
        Reason.OTHER_DUTY: (doings.role >= 0) & ~codes.deployable[doings.role],
        Reason.TOUR_ENDING: doings.ending,
        Reason.RESTING: doings.resting,
        Reason.NOT_RECALLABLE: recall < 0,
    }
    found = np.select(list(reasons.values()), [int(reason) for reason in reasons], Reason.TOO_FAR)
    return found.astype(np.int8)


def _ready(roster: Roster, doings: _Doings, state: Column, question: _Question) -> Column:
    """Return the minutes until each officer can be on parade, int32, -1 for the absent."""
    called = np.maximum(roster.officers.recall_minutes, doings.rested - question.at)
    ready = np.select(
        [state == State.ON_DUTY, state == State.STARTING, state == State.ABSENT],
        [np.zeros_like(called), doings.starts - question.at, np.full_like(called, -1)],
        called,
    )
    column: Column = ready.astype(np.int32)
    return column


def _tickets(roster: Roster, day: int) -> tuple[Column, Column]:
    """Return the skills valid on a day, and those ever awarded by it, as bits."""
    rows = roster.tickets
    bit = np.left_shift(np.uint64(1), rows.skill.astype(np.uint64))
    awarded = np.where(rows.awarded <= day, bit, np.uint64(0))
    valid = np.where(rows.expires >= day, awarded, np.uint64(0))
    return _gather_bits(roster, valid), _gather_bits(roster, awarded)


def _gather_bits(roster: Roster, bits: NDArray[np.uint64]) -> Column:
    """Return the union of each officer's ticket bits; tickets are sorted by officer."""
    officer = roster.tickets.officer
    found = np.zeros(len(roster), dtype=np.uint64)
    if len(officer):
        firsts = np.flatnonzero(np.diff(officer, prepend=-1))
        found[officer[firsts]] = np.bitwise_or.reduceat(bits, firsts)
    return found


def _on_road(roster: Roster, question: _Question) -> Mask:
    vehicles = roster.vehicles
    off = (vehicles.off_road_from <= question.by) & (vehicles.off_road_until > question.at)
    on_road: Mask = ~off
    return on_road
