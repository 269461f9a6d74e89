"""Compiled: how long things take: answers, notice and journeys, with what shocks do to them."""

from numba import njit

from muster.rehearsal.draws import ANSWER, JOURNEY, draw
from muster.rehearsal.kernels_supply import holds
from muster.rehearsal.layout import (
    A_SHOCKS,
    ANSWER_SHOCK,
    H_ANSWER,
    H_ASSEMBLY,
    H_FORCES,
    H_JOURNEY,
    H_LEAST_JOURNEY,
    H_MINUTES,
    H_NOTICE,
    H_ROWS,
    H_SHOCK,
    H_SHOCKS,
    H_SPOT,
    H_SPOTS,
    H_VALUES,
    N_ROOT,
    N_STEADY,
    P_STAND_TO,
    R_ACTIVATED,
    SHOCK,
    TRAVEL_SHOCK,
    V_BOUND,
    V_VALUE,
    VALUE,
    W_ENDS,
    W_HOST,
    W_KEY,
    W_NEEDED,
    W_ROUND,
    W_SPOT,
    X_AMOUNT,
    X_HOSTS,
    Ints,
)


@njit(cache=True, nogil=True)
def pick(world: Ints, row: int, drawn: int) -> int:
    """Return the value of a row of the tables for a draw: the first whose bound is above it."""
    rows = world[H_ROWS] + row
    low, high = world[rows], world[rows + 1] - 1
    while low < high:
        middle = (low + high) >> 1
        if drawn < world[world[H_VALUES] + middle * VALUE + V_BOUND]:
            high = middle
        else:
            low = middle + 1
    return int(world[world[H_VALUES] + low * VALUE + V_VALUE])


@njit(cache=True, nogil=True)
def shocked(world: Ints, room: Ints, kind: int, value: int, when: tuple[int, int, int]) -> int:
    """Return a time after the shocks of a kind; `when` is the minute, force and host."""
    minute, force, host = when
    for row in range(world[H_SHOCKS]):
        shock = world[H_SHOCK] + row * SHOCK
        here = room[room[A_SHOCKS] + row] and world[shock + X_HOSTS] >> host & 1
        if here and holds(world, shock, kind, minute, force):
            value = value * world[shock + X_AMOUNT] // 100
    return value


@njit(cache=True, nogil=True)
def time_to_answer(world: Ints, room: Ints, want: int, force: int, minute: int) -> int:
    """Return the minutes until a force says what it sends."""
    number = force + 64 * room[want + W_ROUND]
    drawn = draw(room[N_ROOT], room[want + W_KEY], ANSWER, number)
    answer = pick(world, world[H_ANSWER], drawn)
    return shocked(world, room, ANSWER_SHOCK, answer, (minute, force, room[want + W_HOST]))


@njit(cache=True, nogil=True)
def leaving(world: Ints, room: Ints, ordered: int, notice: int) -> int:
    """Return the minute at which units of a notice leave when they are ordered at another."""
    takes = world[world[H_NOTICE] + notice]
    ready, warned = ordered + takes, room[R_ACTIVATED]
    if room[P_STAND_TO] and warned >= 0:
        ready = min(ready, max(ordered, warned + takes))
    return int(ready + world[H_ASSEMBLY])


@njit(cache=True, nogil=True)
def usual_minutes(world: Ints, want: int, force: int, spot: int) -> int:
    """Return the usual minutes from a force to a spot, by its address."""
    number = (spot - world[H_SPOT]) // (1 + world[H_FORCES])
    return int(world[world[H_MINUTES] + force * world[H_SPOTS] + number])


@njit(cache=True, nogil=True)
def coming(world: Ints, room: Ints, want: int, force: int, leaves: int, journey: int) -> int:
    """Return the minute at which units that leave at another arrive; journey in per cent."""
    usual = usual_minutes(world, want, force, room[want + W_SPOT])
    road = usual * journey // 100
    road = shocked(world, room, TRAVEL_SHOCK, road, (leaves, force, room[want + W_HOST]))
    if usual > 0:
        road = max(road, 1)
    return int(max(leaves + road, room[want + W_NEEDED]))


@njit(cache=True, nogil=True)
def arrival(
    world: Ints, room: Ints, want: int, force: int, notice: int, ordered: int
) -> tuple[int, int]:
    """Return the minutes at which units of a notice leave, and arrive, ordered at another.

    Where even the shortest journey would be too late, that stands for its own.
    """
    leaves = leaving(world, room, ordered, notice)
    if room[N_STEADY]:
        usual = usual_minutes(world, want, force, room[want + W_SPOT])
        soonest = leaves + usual * world[H_LEAST_JOURNEY] // 100
        if soonest >= room[want + W_ENDS]:
            return leaves, soonest
    drawn = draw(room[N_ROOT], room[want + W_KEY], JOURNEY, force * 8 + notice)
    journey = pick(world, world[H_JOURNEY], drawn)
    return leaves, coming(world, room, want, force, leaves, journey)
