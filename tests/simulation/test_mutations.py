"""The simulation can fail: it catches each deliberate break of a guarantee."""

import pytest

from simulation.chance import Scenario
from simulation.mutations import MUTATIONS
from simulation.shrink import live


@pytest.mark.simulation
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_mutation_is_caught(mutation):
    seed, guarantee = MUTATIONS[mutation]
    with mutation():
        _, violation = live(Scenario(seed, days=21, processes=3, bots=2))
    assert violation is not None, "nothing was noticed"
    assert violation.guarantee == guarantee, str(violation)
    print(f"{mutation.__name__}: seed {seed}, {violation}")
