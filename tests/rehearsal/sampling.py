"""What samples should come to, and how far off chance may leave them; players of replications."""

import math
from itertools import accumulate

import numpy as np
from tests.rehearsal.fast import Prepared
from tests.rehearsal.reference import play

UNLIKELY = 1e-5  # of a sample that is as it should be
SIGMAS = 4.4  # of a normal figure, as unlikely


def by_reference(world, policy):
    """Return a player of replications by the slow and obvious programme."""
    given = world.scenario, world.supply, world.minutes, world.assembly, policy, world.floors
    return lambda seed, replication: play(*given, seed, replication)


def by_programme(world, policy):
    """Return a player of replications by the programme itself."""
    given = world.scenario, world.supply, world.minutes, world.assembly, policy, world.floors
    return Prepared(*given).play


def poisson(mean, most):
    """Return the chance of 0 … most."""
    ratios = [math.exp(-mean), *(mean / n for n in range(1, most + 1))]
    return np.array(list(accumulate(ratios, lambda chance, ratio: chance * ratio)))


def binomial(count, chance):
    """Return the chance of 0 … count."""
    return np.array(
        [math.comb(count, k) * chance**k * (1 - chance) ** (count - k) for k in range(count + 1)]
    )


def chi_square_chance(observed, chances):
    """Return how likely counts at least so far from their chances are; rare classes join."""
    observed, expected = np.asarray(observed, float), np.asarray(chances) * np.sum(observed)
    joined, had, due = [], 0.0, 0.0
    for count, mean in zip(observed, expected, strict=True):
        had, due = had + count, due + mean
        if due >= 10:
            joined.append([had, due])
            had = due = 0.0
    joined[-1][0] += had
    joined[-1][1] += due
    statistic = sum((count - mean) ** 2 / mean for count, mean in joined)
    return _gamma_tail((len(joined) - 1) / 2, statistic / 2)


def _gamma_tail(shape, at):
    """Return the regularised upper incomplete gamma function, by its series."""
    if at == 0:
        return 1.0
    term = total = 1 / shape
    n = shape
    while term > total * 1e-16:
        n += 1
        term *= at / n
        total += term
    return max(0.0, 1 - total * math.exp(shape * math.log(at) - at - math.lgamma(shape)))


def standard_errors(samples, mean):
    """Return how many standard errors independent samples are off a mean."""
    samples = np.asarray(samples, float)
    return abs(samples.mean() - mean) / (samples.std(ddof=1) / math.sqrt(len(samples)))
