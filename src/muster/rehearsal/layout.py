"""How a world and a room lie in memory: each one column of whole numbers, rows found by address.

Compiled functions that take a hundred arrays are slow to compile and to call; one array and
addresses into it are neither. A name beginning H_ is a place in the world's head, P_, R_, N_, O_
and A_ in the room's; the others are columns of rows, added to the address of a row.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
People = NDArray[np.int32]

MOST = 4096  # incidents, wants and groups under way that there is room for
HAPPENINGS = 16 * MOST
WANTS_TOGETHER = 128  # wants that are served together as well as can be
CODES = 64  # what may stop a force: sets of posts, and from VEHICLE_CODES on kinds of vehicle
VEHICLE_CODES = 32
NONE = -1
LANE_BITS, LANES = 21, 3  # of words that hold numbers of people side by side, one of each set
SHARE_BITS = 32  # a number of people times what a set holds for its places is units, shifted so

# The head of a world: what it is, how much of each thing, and where tables begin.
(H_HORIZON, H_BLOCK, H_STEP, H_STEPS, H_ASSEMBLY, H_TOUR, H_REST, H_LEAD, H_ABSTRACTION, H_TURNOUT,
 H_ANSWER, H_JOURNEY, H_SHARED, H_USUAL_ANSWER, H_USUAL_JOURNEY, H_SHARE, H_FORCES, H_KINDS,
 H_BLOCKS, H_NOTICES, H_MASKS, H_VEHICLES, H_SOURCES, H_SHOCKS, H_MARKS, H_SPOTS, H_HOURS,
 H_SOURCE, H_GROWTH, H_CONTAGION, H_SHOCK, H_ROWS, H_VALUES, H_RATES, H_GAPS, H_MINUTES, H_SPOT,
 H_FORCE, H_NOTICE, H_MARK, H_ROAD, H_MASK, H_SETS, H_NEEDS, H_FIRST, H_BOUNDS,
 H_NORMAL, H_ON_ROAD, H_COUNTED, H_SLOTS, H_GROUPS, H_CLASSED, H_ASKED,
 H_EVERYONE, H_LANES, H_WORDS, H_LEAST_JOURNEY) = range(57)  # fmt: skip
HEAD = 64

# Columns of a world's tables.
(S_UNIT, S_PRIORITY, S_WITHIN, S_AT, S_FORESEEN, S_CHANCE, S_SIZE, S_LASTS, S_SPOT, S_FIRST_SPOT,
 S_RATE, S_GROW, S_GROWN, S_SPREAD, S_SPREADED) = range(15)  # fmt: skip
SOURCE = 15
E_CHANCE, E_AFTER, E_BY = range(3)
ESCALATION = 3
C_NUMBER, C_TO, C_CHANCE, C_AFTER, C_REACH = range(5)
MOST_SPOTS = 64
CONTAGION = C_REACH + MOST_SPOTS
X_KIND, X_START, X_STOP, X_AMOUNT, X_CHANCE, X_FORCES, X_HOSTS, X_VEHICLE = range(8)
SHOCK = 8
B_CLASS, B_ADDRESS, B_MASKS = range(3)  # of groups: the first class, where it is, its masks
GROUPED = 3
V_VALUE, V_BOUND = range(2)  # of tables of distributions
VALUE = 2
B_HOST, B_ORDER = range(2)  # of spots: the host, and the forces, the nearest first
F_REGION, F_HELD, F_NEED = range(3)  # of forces: the region, then held and need by kind
M_UNITS, M_MINUTES = range(2)  # of marks
MARK = 2
ASKED = 3  # the first marks are only asked about: the first, tenth and hundredth unit

# The head of a room: a result, what is counted on the way, the policy, one more, and addresses.
(R_WANTED, R_IN_TIME, R_LATE, R_NEVER, R_LATE_MINUTES, R_INCIDENTS, R_STOOD_DOWN, R_ACTIVATED,
 R_FIRST, R_TENTH, R_HUNDREDTH, R_TRUNCATED, R_MET, R_EXPOSED, R_BINDING,
 R_SHORT_MINUTES) = range(16)  # fmt: skip
RESULTS = 16
(N_HAPPENINGS, N_INCIDENTS, N_WANTS, N_GROUPS, N_OPEN, N_WAITING, N_DIRTY, N_CHANGES, N_LINES,
 N_TICK, N_FIRST_CALL, N_CAME, N_NOW, N_CALLS) = range(16, 30)  # fmt: skip
N_STAMP, N_ROOT, N_STEADY, N_BLOCK = 30, 31, 39, 47
(P_DISPATCH, P_ACTIVATE_AT, P_OPEN_INCIDENTS, P_SHORT_UNITS, P_STAND_TO, P_ORDER_AHEAD,
 P_LINES) = range(32, 39)  # fmt: skip
(O_FORCE, O_KIND, O_MASK, O_VEHICLE, O_UNITS, O_THERE, O_COMES) = range(40, 47)
(A_FLOORS, A_HEAD, A_BITS, A_ENTRIES, A_INCIDENTS, A_WANTS, A_GROUPS, A_WAITING, A_ENDED, A_FORCES,
 A_LUCK, A_UNITS, A_SOURCES, A_SHOCKS, A_STEPS, A_BOTTLE, A_SENT, A_CAME, A_COST, A_FLOW, A_ENDS,
 A_REACH, A_FITTING, A_DRAWN, A_RAISED, A_DRY) = range(48, 74)  # fmt: skip
N_FRESH, N_GONE, N_NEXT_END = 74, 75, 76
ROOM_HEAD = 80

# Columns of a room's tables.
K_NEXT, K_WHAT, K_WHO, K_WHICH = range(4)  # of the calendar
ENTRY = 4
I_KEY, I_SOURCE, I_SPOT, I_KNOWN, I_NEEDED, I_ENDS, I_REAL, I_WANT = range(8)
INCIDENT = 8
(W_KEY, W_INCIDENT, W_LEFT, W_COUNT, W_NEEDED, W_ENDS, W_PRIORITY, W_UNIT, W_SPOT, W_HOST, W_REAL,
 W_ROUND, W_ASKED, W_SEEN, W_FRESH, W_CALLING, W_RELIEF, W_TOO_LATE) = range(18)  # fmt: skip
WANT = 18
G_WANT, G_FORCE, G_NOTICE, G_COUNT, G_ORDERED, G_LEAVES, G_ARRIVES, G_DUE, G_HOME = range(9)
GROUP = 9
D_THERE, D_COMES, D_STAMP, D_LUCKY, D_OUT = range(5)  # of forces; the last two by kind
U_STAMP, U_KNOWN, U_LIMIT, U_MOST, U_UNITS = range(5)  # of units by force, kind and block
L_LIMIT, L_MOST = range(2)  # of classes of people: the stamp and what limits, and units
RAISED = 2
J_NONE, J_TOLD = range(2)  # of kinds: forces that have none left in a block, and marked so
DRY = 2
T_STRUCK, T_RUNNING, T_GAP, T_NTH = range(4)  # of sources
TURN = 4
Q_LEFT, Q_FORCE, Q_NOTICE, Q_OWN = range(4)  # of ends: where units flow from
END = 4
Y_COST, Y_END, Y_FROM = range(3)  # of ways between wants
WAY = 3

# What happens, how units are sent, what shocks strike.
HOME, OPEN, ORDER, GROW, STRIKE, OVER, CALL_END, RELIEF, ARRIVE, NEXT, TICK, ACTIVATE = range(12)
NEAREST, PHONE, OPTIMAL = range(3)
TRAVEL_SHOCK, PEOPLE_SHOCK, ANSWER_SHOCK, VEHICLE_SHOCK = range(4)


class Sheet:
    """Tables laid one after another behind a head that says where each begins."""

    def __init__(self, head: int) -> None:
        """Begin with an empty head."""
        self.head = np.zeros(head, dtype=np.int64)
        self._parts: list[Ints] = []
        self._end = head

    def lay(self, address: int, table: Ints | Iterable[int]) -> None:
        """Lay a table behind the others, and write where it begins at a place in the head."""
        own = np.asarray(table, dtype=np.int64).ravel()
        self.head[address] = self._end
        self._parts.append(own)
        self._end += len(own)

    def column(self) -> Ints:
        """Return the whole as one column."""
        return np.concatenate([self.head, *self._parts])
