"""Each error of Slack has one meaning and one sentence, for operators and people alike."""

import pytest

from bot.slack_errors import ERRORS, Meaning, explain, known, meaning_of


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_every_known_error_is_said_in_words(name):
    why, remedy = explain(name)
    assert name not in f"{why} {remedy}"
    assert not why.endswith(".")
    assert remedy.endswith(".")


@pytest.mark.parametrize(
    "name", ["token_revoked", "invalid_auth", "account_inactive", "token_expired", "not_authed"]
)
def test_a_dead_token_is_the_operators_to_mend(name):
    assert meaning_of(name) == Meaning.TOKEN_DEAD
    assert "token" in " ".join(explain(name)).casefold()


def test_an_error_that_is_new_to_us_is_a_refusal_that_quotes_it():
    assert known("an_error_of_next_year").meaning == Meaning.REFUSED
    assert "(an_error_of_next_year)" in explain("an_error_of_next_year")[0]


def test_a_page_of_a_proxy_says_nothing_of_what_slack_did():
    assert meaning_of("Received a response in a non-JSON format: <html>") == Meaning.UNKNOWN
