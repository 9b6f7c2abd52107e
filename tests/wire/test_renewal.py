"""A new token is taken up without a restart, if it is one of this workspace."""

import pytest
from conversations import asked, create, start
from workspace_client import wait_for

from bot.app import Baton
from bot.identity import identify
from bot.renewal import Renewal

pytestmark = pytest.mark.wire


class Operator:
    """Somebody who puts tokens into the settings, and a monotonic clock."""

    def __init__(self, gateway, team_id):
        self.seconds = 0.0
        self.token = None
        self.reads = 0
        self.renewal = Renewal(gateway, team_id, self.read, lambda: self.seconds)

    def read(self):
        self.reads += 1
        return self.token


@pytest.fixture
def operator(gateway):
    return Operator(gateway, identify(gateway.client).team_id)


def die(gateway):
    gateway.client.token = "xoxb-dead"
    gateway.user_info("U0ANA")
    assert gateway.dead_token == "invalid_auth"


def test_a_token_that_works_is_taken(operator, gateway, workspace):
    die(gateway)
    operator.token = workspace.bot_token
    operator.renewal.look()
    assert gateway.user_info(workspace.people[0]) is not None
    assert gateway.dead_token is None


def test_nothing_is_read_while_the_token_works(operator):
    operator.renewal.look()
    assert operator.reads == 0


def test_it_looks_every_half_minute(operator, gateway):
    die(gateway)
    for second in range(60):
        operator.seconds = float(second)
        operator.renewal.look()
    assert operator.reads == 2


@pytest.mark.parametrize("token", [None, "xoxb-dead", "xoxb-also-dead"])
def test_a_token_that_does_not_work_is_not_taken(operator, gateway, token):
    die(gateway)
    operator.token = token
    operator.renewal.look()
    assert gateway.client.token == "xoxb-dead"


def test_a_token_of_another_workspace_is_not_taken(gateway, workspace):
    operator = Operator(gateway, "T0OTHER")
    die(gateway)
    operator.token = workspace.bot_token
    operator.renewal.look()
    assert gateway.client.token == "xoxb-dead"


def test_what_was_to_be_said_meanwhile_is_said_then(baton: Baton, team, gateway, workspace):
    create(team.ana)
    gateway.client.token = "xoxb-dead"
    start(team.ana)
    wait_for(lambda: gateway.dead_token)
    gateway.client.token = workspace.bot_token
    asked(team.ana)
    assert gateway.dead_token is None
