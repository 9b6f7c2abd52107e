"""The simulation can fail: it catches each deliberate break of a guarantee."""

import pytest

from simulation.chance import Scenario
from simulation.mutations import MUTATIONS
from simulation.shrink import live

# What a seed brings changes with the simulation: where the first one misses, these are tried.
FURTHER = (1, 2, 6, 7, 11)


def caught(mutation):
    """The first seed that catches a mutation, and the violation."""
    first, guarantees = MUTATIONS[mutation]
    for seed in dict.fromkeys((first, *FURTHER)):
        with mutation():
            _, violation = short_life(seed)
        if violation is not None and violation.guarantee in guarantees:
            return seed, violation
    return None


def short_life(seed):
    return live(Scenario(seed, days=21, processes=3, bots=2))


@pytest.mark.simulation
@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", sorted({*FURTHER, *(seed for seed, _ in MUTATIONS.values())}))
def test_without_a_mutation_the_same_lives_go_well(seed):
    assert short_life(seed)[1] is None


@pytest.mark.simulation
@pytest.mark.timeout(300)
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_mutation_is_caught(mutation):
    found = caught(mutation)
    assert found is not None, "no seed noticed anything"
    print(f"{mutation.__name__} | seed {found[0]} | {found[1]}")
