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
            _, violation = live(Scenario(seed, days=21, processes=3, bots=2))
        if violation is not None and violation.guarantee in guarantees:
            return seed, violation
    return None


@pytest.mark.simulation
@pytest.mark.timeout(300)
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_mutation_is_caught(mutation):
    found = caught(mutation)
    assert found is not None, "no seed noticed anything"
    print(f"{mutation.__name__} | seed {found[0]} | {found[1]}")
