"""What Slack refuses as one too many is not asked again before its time."""

from collections import deque
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from structlog.testing import capture_logs

from bot.slack import SlackGateway
from handlers.inbox import NotYetError
from scheduler.letters import Later, Letter, Refused, Sent
from scheduler.sweep import Thread

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
THREAD = Thread("D0ANA", "1.000000")


class SlackOnTheWire(WebClient):
    """Slack's Web API at the seam below slack-sdk: answers in turn, and the calls that came."""

    def __init__(self):
        super().__init__(token="xoxb-1", retry_handlers=[])
        self.answers = deque()
        self.calls = []

    def api_call(self, api_method, **arguments):
        self.calls.append((api_method, arguments.get("params") or arguments.get("json") or {}))
        status, headers, data = self.answers.popleft() if self.answers else (200, {}, {})
        data = {"ok": status == 200 and "error" not in data, **data}
        response = SlackResponse(
            client=self,
            http_verb="POST",
            api_url=api_method,
            req_args={},
            data=data,
            headers=headers,
            status_code=status,
        )
        if not data["ok"]:
            raise SlackApiError("refused", response)
        return response

    def says(self, status=200, headers=None, **data):
        self.answers.append((status, headers or {}, data))

    def count(self, method):
        return sum(called == method for called, _ in self.calls)


class Desk:
    """A gateway, the Slack behind it, and a monotonic clock that the test turns."""

    def __init__(self, **settings):
        self.seconds = 1000.0
        self.gateway = SlackGateway(
            "xoxb-1", "https://slack.com/api/", steady=lambda: self.seconds, **settings
        )
        self.slack = self.gateway.client = SlackOnTheWire()


@pytest.fixture
def desk():
    return Desk()


def letter(conversation="C0OPS"):
    return Letter("digest:1", conversation, None, None, "text", [])


def too_many(slack, seconds):
    slack.says(429, {"Retry-After": str(seconds)}, error="ratelimited")


def test_a_thread_is_not_read_again_before_slack_allows_it(desk):
    too_many(desk.slack, 30)
    assert desk.gateway.replies(THREAD) is None
    desk.seconds += 29
    assert desk.gateway.replies(THREAD) is None
    assert desk.slack.count("conversations.replies") == 1
    desk.seconds += 1
    assert desk.gateway.replies(THREAD) == []
    assert desk.slack.count("conversations.replies") == 2


def test_other_methods_go_on(desk):
    too_many(desk.slack, 30)
    desk.gateway.replies(THREAD)
    desk.slack.says(user={"id": "U0ANA"})
    assert desk.gateway.user_info("U0ANA") == {"id": "U0ANA"}


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "soon"}])
def test_without_a_time_it_waits_half_a_minute(desk, headers):
    desk.slack.says(429, headers, error="ratelimited")
    desk.gateway.replies(THREAD)
    desk.seconds += 29
    desk.gateway.replies(THREAD)
    assert desk.slack.count("conversations.replies") == 1


def test_nobody_is_written_to_while_it_is_unknown_whether_they_are_still_here(desk):
    too_many(desk.slack, 20)
    outcome = desk.gateway.post(letter("U0ANA"))
    assert isinstance(outcome, Later)
    assert outcome.after == timedelta(seconds=20)
    assert desk.slack.count("chat.postMessage") == 0
    desk.seconds += 5
    again = desk.gateway.post(letter("U0ANA"))
    assert again.after == timedelta(seconds=15)
    assert desk.slack.count("users.info") == 1


def test_somebody_unknown_to_slack_is_gone(desk):
    desk.slack.says(error="user_not_found")
    assert desk.gateway.post(letter("U0ANA")) == Refused("person_gone", person_gone=True)


def test_a_file_that_cannot_be_looked_at_now_is_looked_at_later(desk):
    too_many(desk.slack, 20)
    for _ in range(2):
        with pytest.raises(NotYetError) as caught:
            desk.gateway.file_info("F1")
        assert caught.value.after == timedelta(seconds=20)
    assert desk.slack.count("files.info") == 1
    desk.seconds += 20
    desk.slack.says(error="file_not_found")
    assert desk.gateway.file_info("F1") is None


def test_a_post_that_was_one_too_many_says_so_and_when(desk):
    too_many(desk.slack, 7)
    assert desk.gateway.post(letter()) == Later("ratelimited", timedelta(seconds=7), is_limit=True)
    desk.slack.says(error="rate_limited")
    desk.seconds += 7
    assert desk.gateway.post(letter()).is_limit, "Slack says it with 200 as well"


def test_fifty_a_minute_are_never_exceeded(desk):
    for _ in range(600):
        desk.gateway.replies(THREAD)
        desk.seconds += 0.1
    assert 30 <= desk.slack.count("conversations.replies") <= 50


def test_a_look_for_a_lost_message_waits_for_the_budget_as_well(desk):
    too_many(desk.slack, 12)
    for _ in range(2):
        outcome = desk.gateway.find(letter("D0ANA"), NOW)
        assert isinstance(outcome, Later)
        assert outcome.after == timedelta(seconds=12)
        assert not outcome.is_limit
    assert desk.slack.count("conversations.history") == 1


def page(slack, first, cursor=""):
    messages = [{"ts": f"{number}.0"} for number in range(first, first + 15)]
    slack.says(messages=messages, response_metadata={"next_cursor": cursor})


def test_under_one_call_a_minute_a_long_thread_is_read_page_after_page():
    desk = Desk(history_per_minute=1)
    page(desk.slack, 0, "next")
    assert desk.gateway.replies(THREAD) is None, "the second page has to wait"
    assert desk.gateway.replies(THREAD) is None
    assert desk.slack.count("conversations.replies") == 1
    desk.seconds += 60
    page(desk.slack, 15)
    assert len(desk.gateway.replies(THREAD)) == 30
    (_, first), (_, second) = desk.slack.calls
    assert first["limit"] == second["limit"] == 15
    assert first.get("cursor") is None
    assert second["cursor"] == "next"
    desk.seconds += 60
    page(desk.slack, 0)
    assert len(desk.gateway.replies(THREAD)) == 15, "and the next time from its beginning"


def test_a_dead_token_is_said_once_and_forgotten_when_it_works(desk):
    with capture_logs() as logs:
        for _ in range(3):
            desk.slack.says(error="token_revoked")
            assert desk.gateway.post(letter()) == Later("token_revoked")
        assert desk.gateway.dead_token == "token_revoked"
        desk.slack.says(channel="C0OPS", ts="2.0")
        assert desk.gateway.post(letter()) == Sent("C0OPS", "2.0")
    assert desk.gateway.dead_token is None
    (said,) = [line for line in logs if line["action"] == "token_dead"]
    assert said["log_level"] == "error"
    assert "SLACK_BOT_TOKEN" in said["remedy"]


def test_while_the_token_is_dead_no_thread_counts_as_read(desk):
    desk.slack.says(error="token_revoked")
    assert desk.gateway.replies(THREAD) is None
    desk.slack.says(503, error="service_unavailable")
    assert desk.gateway.replies(THREAD) is None
    desk.slack.says(error="thread_not_found")
    assert desk.gateway.replies(THREAD) == [], "what is gone for good holds nothing up"


def test_each_answer_tells_slacks_time_also_one_that_refuses():
    desk, heard = Desk(), []
    desk.gateway.on_date = lambda date, asked_at: heard.append((date, asked_at))
    desk.slack.says(headers={"Date": "Mon, 23 Nov 2026 07:00:00 GMT"})
    desk.slack.says(429, {"date": "Mon, 23 Nov 2026 07:00:01 GMT", "retry-after": "1"})
    assert desk.gateway.is_there()
    desk.seconds += 5
    began = desk.seconds
    assert desk.gateway.is_there()
    assert [date[-6:-4] for date, _ in heard] == ["00", "01"]
    assert [asked_at for _, asked_at in heard] == [began - 5, began]
    assert not desk.gateway.is_there(), "it is not asked before it allows it"


def test_a_search_that_the_budget_ends_goes_on_where_it_was():
    desk, row = Desk(history_per_minute=1), {"ts": "9.0", "metadata": {}}
    ours = {"ts": "1.0", "metadata": {"event_payload": {"key": "ask:1"}}}
    about = Letter("ask:1", "D0ANA", None, None, "text", [])
    pages = {"response_metadata": {"next_cursor": "older"}}, {"response_metadata": {}}
    desk.slack.says(messages=[row], **pages[0])
    assert isinstance(desk.gateway.find(about, NOW), Later)
    desk.seconds += 61
    desk.slack.says(messages=[ours], **pages[1])
    assert desk.gateway.find(about, NOW) == Sent("D0ANA", "1.0")
    assert desk.slack.calls[-1][1]["cursor"] == "older"
    desk.seconds += 61
    desk.gateway.find(about, NOW)
    assert desk.slack.calls[-1][1]["cursor"] is None, "the next search begins anew"


def test_a_home_tab_says_what_came_in_its_way(desk):
    view = {"type": "home", "blocks": []}
    assert desk.gateway.publish_home("U0ANA", view) is None
    too_many(desk.slack, 30)
    assert desk.gateway.publish_home("U0ANA", view) == Later(
        "ratelimited", timedelta(seconds=30), is_limit=True
    )
    paused = desk.gateway.publish_home("U0ANA", view)
    assert isinstance(paused, Later)
    assert paused.after == timedelta(seconds=30)
    assert desk.slack.count("views.publish") == 2
    desk.seconds += 30
    desk.slack.says(error="user_not_found")
    assert isinstance(desk.gateway.publish_home("U0ANA", view), Refused)
