"""The largest number of whole units as an integer programme, solved by HiGHS.

Two models of the same question. *By signature*: people who fit the same posts are one
flow, only the number of units is integer; the best model we know. *Person by person*: a
binary for each person and post that fit, as a planner would first write it.
"""

import highspy
import numpy as np

from muster.policing import Composition


def solve(matrix: tuple, lower, upper, column_upper, integer) -> int:
    """Return the greatest first column subject to lower <= Ax <= upper, x >= 0."""
    starts, indices, values = matrix
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(column_upper), len(lower)
    lp.col_cost_ = np.eye(1, len(column_upper))[0]
    lp.col_lower_ = np.zeros(len(column_upper))
    lp.col_upper_ = np.asarray(column_upper, dtype=float)
    lp.row_lower_, lp.row_upper_ = np.asarray(lower, float), np.asarray(upper, float)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, indices, values
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger if each else kinds.kContinuous for each in integer]
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.passModel(lp)
    highs.run()
    return round(highs.getInfo().objective_function_value)


def units_by_signature(masks: np.ndarray, unit: Composition, most: int) -> int:
    """Return the most units from people whose posts are these bits, and vehicles for `most`."""
    counts = np.bincount(masks, minlength=2 ** len(unit.posts))
    kinds = [kind for kind in range(1, len(counts)) if counts[kind]]
    return _solve_flow(kinds, [counts[kind] for kind in kinds], unit, most, whole=False)


def units_by_person(masks: np.ndarray, unit: Composition, most: int) -> int:
    """Return the same, with a binary for each person and post that fit."""
    kinds = [int(mask) for mask in masks if mask]
    return _solve_flow(kinds, [1] * len(kinds), unit, most, whole=True)


def _solve_flow(kinds, counts, unit, most, *, whole) -> int:
    posts = len(unit.posts)
    pairs = [
        (row, post) for row, kind in enumerate(kinds) for post in range(posts) if kind >> post & 1
    ]
    starts = np.concatenate([[0], posts + 2 * np.arange(len(pairs) + 1)]).astype(np.int32)
    indices = np.empty(starts[-1], dtype=np.int32)
    values = np.ones(starts[-1])
    indices[:posts] = np.arange(posts)
    values[:posts] = [-post.count for post in unit.posts]
    for place, (row, post) in enumerate(pairs):
        indices[posts + 2 * place : posts + 2 * place + 2] = (post, posts + row)
    return solve(
        (starts, indices, values),
        lower=[0] * posts + [-np.inf] * len(kinds),
        upper=[np.inf] * posts + list(counts),
        column_upper=[most] + [1 if whole else counts[row] for row, _ in pairs],
        integer=[True] + [whole] * len(pairs),
    )
