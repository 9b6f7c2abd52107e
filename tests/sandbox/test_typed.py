"""What people type, as the app receives it."""

import pytest

from sandbox import seed
from sandbox.state import State
from sandbox.typed import as_command, as_message


@pytest.fixture
def state() -> State:
    state = State()
    for person in seed.PEOPLE:
        state.put(person)
    for channel in seed.CHANNELS:
        state.put(channel)
    return state


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("a & b < c > d", "a &amp; b &lt; c &gt; d"),
        ("@ana, look", "<@U0ANA>, look"),
        ("ask @Ben.", "ask <@U0BEN>."),
        ("@nobody", "@nobody"),
        ("mail ana@ana.example", "mail ana@ana.example"),
        ("in #operations!", "in <#C0OPS|operations>!"),
        ("#1 of 2", "#1 of 2"),
        ("see https://a.example/x?a=1&b=2.", "see <https://a.example/x?a=1&amp;b=2>."),
        ("https://a.example/@ana#random", "<https://a.example/@ana#random>"),
        ("<@U0ANA> <!channel>", "&lt;@U0ANA&gt; &lt;!channel&gt;"),
    ],
)
def test_a_message_is_sent_with_entities_and_ids(state: State, typed: str, sent: str):
    assert as_message(typed, state) == sent


def test_a_command_gets_ids_with_names_if_the_app_asks_for_them(state: State):
    typed = "@ana in #random & more"
    escaped = as_command(typed, state, should_escape=True)
    assert escaped == "<@U0ANA|ana> in <#C0RANDOM|random> &amp; more"
    assert as_command(typed, state, should_escape=False) == "@ana in #random &amp; more"
