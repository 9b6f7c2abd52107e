"""The simulation in pytest: the product's log is left out, and given back afterwards."""

import pytest
import structlog

from simulation.__main__ import be_quiet


@pytest.fixture(autouse=True)
def quiet():
    be_quiet()
    yield
    structlog.reset_defaults()
