"""A plan as a general model, solved level by level by CP-SAT; run in a process of its own.

Reads problems as JSON lines, and prints the values of their levels, or null for none. It knows
nothing of Muster: only columns of numbers.
"""

import json
import sys

from ortools.sat.python import cp_model


def solve(given):
    """Return the least value of each level in order, the share as a fraction of two numbers."""
    held = []
    values = []
    for level in given["levels"]:
        model, sent, unmet, share = build(given)
        for row, value in held:
            bind(model, row, value, sent, unmet, share, given)
        objective(model, level, sent, unmet, share, given)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.random_seed = 1
        if solver.solve(model) != cp_model.OPTIMAL:
            return None
        value = round(solver.objective_value)
        values.append(value)
        held.append((level, value))
    return values


def build(given):
    """Return the model with every rule, and its variables."""
    model = cp_model.CpModel()
    sent = [model.new_int_var(0, most, f"x{i}") for i, most in enumerate(given["reach"])]
    unmet = [model.new_int_var(0, most, f"u{i}") for i, most in enumerate(given["wanted"])]
    kept = [model.new_int_var(0, most, f"k{i}") for i, most in enumerate(given["count"])]
    share = model.new_int_var(0, given["scale"], "share")
    by_step, by_demand = {}, {}
    for arc, (step, demand) in enumerate(zip(given["step"], given["demand"], strict=True)):
        by_step.setdefault(step, []).append(sent[arc])
        by_demand.setdefault(demand, []).append(sent[arc])
    for demand, wanted in enumerate(given["wanted"]):
        model.add(sum(by_demand.get(demand, [])) + unmet[demand] == wanted)
    for step, count in enumerate(given["count"]):
        model.add(sum(by_step.get(step, [])) + kept[step] <= count)
    for group, keep in enumerate(given["keep"]):
        own = [step for step, of in enumerate(given["group"]) if of == group]
        model.add(sum(kept[step] for step in own) == keep)
        if given["donor"][group] and given["offered"][group]:
            taken = sum(v for step in own for v in by_step.get(step, []))
            model.add(taken * (given["scale"] // given["offered"][group]) <= share)
    for arcs, count in given["pins"]:
        model.add(sum(sent[arc] for arc in arcs) == count)
    for rows, each, stock in given["limits"]:
        used = sum(
            n * (sum(by_step.get(step, [])) + kept[step])
            for step, n in zip(rows, each, strict=True)
        )
        model.add(used <= stock)
    return model, sent, unmet, share


def expression(level, sent, unmet, share):
    """Return what a level counts."""
    kind, cost = level
    if kind == "share":
        return share
    over = unmet if kind == "unmet" else sent
    return sum(c * v for c, v in zip(cost, over, strict=True))


def objective(model, level, sent, unmet, share, _given):
    model.minimize(expression(level, sent, unmet, share))


def bind(model, level, value, sent, unmet, share, _given):
    model.add(expression(level, sent, unmet, share) <= value)


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(solve(json.loads(line))), flush=True)
