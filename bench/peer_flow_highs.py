"""The plan by HiGHS, as linear programmes and as it would first be written; in its own process.

HiGHS and OR-Tools cannot be loaded into one process.
"""

import highspy
import numpy as np

from plan_given import Given, answer, capacity_within, own_arcs, possible_shares

HALF = 0.5  # costs are whole, so a reduced cost is nought or at least one


def _programme(given: Given, *, whole: bool, with_share: bool) -> highspy.Highs:
    """Return the network as a programme: a column an arc, a row a node, and the shares."""
    arcs, nodes = len(given["tail"]), len(given["supply"])
    own = own_arcs(given)
    donors = np.flatnonzero(given["donor"] & (given["offered"] > 0)) if with_share else []
    rows = [given["tail"], given["head"]]
    columns = [np.arange(arcs), np.arange(arcs)]
    values = [np.ones(arcs), -np.ones(arcs)]
    at = nodes + np.arange(len(donors))
    if with_share:
        rows += [at, at]
        columns += [np.arange(own.start, own.stop)[donors], np.full(len(donors), arcs)]
        values += [np.ones(len(donors)), -given["offered"][donors].astype(float)]
    rows, columns, values = (np.concatenate(each) for each in (rows, columns, values))
    order = np.lexsort((rows, columns))
    width = arcs + int(with_share)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = width, nodes + len(donors)
    share = [1.0] * int(with_share)
    lp.col_cost_ = np.append(given["cost"], np.zeros(len(share))).astype(float)
    lp.col_lower_ = np.zeros(width)
    lp.col_upper_ = np.append(given["capacity"], share).astype(float)
    most = np.zeros(len(donors))
    lp.row_lower_ = np.append(given["supply"].astype(float), np.full(len(donors), -np.inf))
    lp.row_upper_ = np.append(given["supply"].astype(float), most)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.searchsorted(columns[order], np.arange(width + 1)).astype(np.int32)
    lp.a_matrix_.index_ = rows[order].astype(np.int32)
    lp.a_matrix_.value_ = values[order]
    if whole:
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger] * arcs + [kinds.kContinuous] * int(with_share)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.0)
    solver.passModel(lp)
    return solver


def _run(solver: highspy.Highs) -> np.ndarray | None:
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(solver.getSolution().col_value)


def _set_cost(solver: highspy.Highs, cost: np.ndarray) -> None:
    solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost.astype(float))


def highs_first(given: Given) -> np.ndarray:
    """Return the best by the first level alone."""
    return np.rint(_run(_programme(given, whole=False, with_share=False))).astype(np.int64)


def highs(given: Given) -> np.ndarray:
    """Return the best by every level, as linear programmes, each begun from the last basis.

    Every level's reduced costs fix the arcs it leaves no choice; the least share of the
    relaxed programme is raised to the least that whole units allow.
    """
    arcs = len(given["tail"])
    solver = _programme(given, whole=False, with_share=True)
    flow = np.rint(_run(solver)[:arcs]).astype(np.int64)
    reduced = np.array(solver.getSolution().col_dual)[:arcs]
    low = np.where(reduced < -HALF, given["capacity"], 0)
    high = np.where(reduced > HALF, 0, given["capacity"])
    index = np.arange(arcs, dtype=np.int32)
    solver.changeColsBounds(arcs, index, low.astype(float), high.astype(float))
    _set_cost(solver, np.append(np.zeros(arcs), 1.0))
    least = _run(solver)[arcs]
    shares = possible_shares(given, flow)
    _set_cost(solver, np.append(given["cost_last"], 0.0))
    for at in np.flatnonzero(shares[0] / shares[1] >= least - 1e-7):
        capped = capacity_within(given, high, shares, at)
        if (capped < low).any():
            continue
        solver.changeColsBounds(arcs, index, low.astype(float), capped.astype(float))
        found = _run(solver)
        if found is not None:
            return np.rint(found[:arcs]).astype(np.int64)
    raise RuntimeError("no share leaves a flow")


def highs_by_level(given: Given) -> np.ndarray:
    """Return the best by every level as it would first be written.

    Units are whole, one level is sought at a time, and a row holds each that was reached.
    """
    arcs = len(given["tail"])
    solver = _programme(given, whole=True, with_share=True)
    found = None
    for cost in given["levels"]:
        _set_cost(solver, cost)
        found = _run(solver)
        value = float(cost @ found)
        own = np.flatnonzero(cost).astype(np.int32)
        solver.addRow(-highspy.kHighsInf, value + 1e-6, len(own), own, cost[own].astype(float))
    return np.rint(found[:arcs]).astype(np.int64)


if __name__ == "__main__":
    answer({"HiGHS": highs, "HiGHS, first level": highs_first, "HiGHS, as written": highs_by_level})
