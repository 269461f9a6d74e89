"""How an officer may come to parade, and why one may not: the states and the reasons."""

from enum import IntEnum


class State(IntEnum):
    """How an officer can be on parade, the firmest first; assured up to ON_CALL."""

    ON_DUTY = 0
    STARTING = 1
    ON_CALL = 2
    RECALL = 3
    ABSENT = 4


class Reason(IntEnum):
    """Why an officer cannot be on parade; where several hold, the lowest number is given.

    The last three depend on the unit asked for and are added when units are formed.
    """

    NONE = 0
    NOT_EMPLOYED = 1
    RESTRICTED = 2
    ABSTRACTED = 3
    DEPLOYED = 4
    UNROSTERED = 5
    OTHER_DUTY = 6
    TOUR_ENDING = 7
    RESTING = 8
    NOT_RECALLABLE = 9
    TOO_FAR = 10
    UNTRAINED = 11
    LAPSED = 12
    NOT_ASSURED = 13


STATES = tuple(state.name.lower() for state in State)
REASONS = tuple(reason.name.lower() for reason in Reason)
