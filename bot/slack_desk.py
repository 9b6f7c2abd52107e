"""What handlers ask of Slack: people, files and views."""

from typing import Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.limits import PausedError
from bot.slack_answers import (
    NET_ERRORS,
    error_name,
    in_short,
    is_passing,
    next_cursor,
    outcome_of,
    outcome_of_net,
    wait_after,
)
from bot.slack_calls import SlackCalls
from bot.slack_errors import explain
from handlers.inbox import NotYetError
from scheduler.letters import Later, Outcome

log = structlog.get_logger()

# Slack advises no more than 200 rows a page.
PEOPLE_A_PAGE = 200
MOST_PEOPLE = 10_000


class SlackDesk(SlackCalls):
    """Looks people and files up, and shows modals and Home tabs."""

    def user_info(self, person_id: str) -> dict[str, Any] | None:
        """Return Slack's user object; None when Slack does not give one."""
        return self._ask("user", "users.info", user=person_id)

    def everyone(self) -> list[Any] | None:
        """Return Slack's user objects, MOST_PEOPLE at most; None where it does not tell them."""
        people: list[Any] = []
        cursor = ""
        try:
            while True:
                place = {"cursor": cursor} if cursor else {}
                page = self.call("users.list", limit=PEOPLE_A_PAGE, **place)
                people += page.get("members") or []
                cursor = next_cursor(page)
                if not cursor or len(people) >= MOST_PEOPLE:
                    return people
        except (PausedError, SlackApiError, *NET_ERRORS) as error:
            log.warning("no list", action="slack_refused", what="people", error=in_short(error))
            return None

    def file_info(self, file_id: str) -> dict[str, Any] | None:
        """Return Slack's file object; None when there is none. Raises NotYetError."""
        try:
            answer = self.call("files.info", file=file_id).get("file")
        except (PausedError, SlackApiError, *NET_ERRORS) as error:
            log.warning("no file", action="slack_refused", what="file", error=in_short(error))
            if isinstance(error, SlackApiError) and not is_passing(error):
                return None
            raise NotYetError(
                "Slack does not say now what the file is", wait_after(error)
            ) from error
        return answer if isinstance(answer, dict) else None

    def open_view(self, trigger_id: str, view: dict[str, Any]) -> bool:
        """Open a modal; False when Slack does not, a trigger lasting three seconds."""
        opened = self._ask("view", "views.open", trigger_id=trigger_id, view=view)
        return opened is not None

    def push_view(self, trigger_id: str, view: dict[str, Any]) -> bool:
        """Put a modal on top of the one that a click came from; False when Slack does not."""
        return self._ask("view", "views.push", trigger_id=trigger_id, view=view) is not None

    def update_view(self, view_id: str, view_hash: str | None, view: dict[str, Any]) -> bool:
        """Draw an open modal anew, unless it has changed since `view_hash`."""
        where = {"view_id": view_id} | ({"hash": view_hash} if view_hash else {})
        return self._ask("view", "views.update", view=view, **where) is not None

    def publish_home(self, person_id: str, view: dict[str, Any]) -> Outcome | None:
        """Show a view as a person's Home tab; None once Slack does, else what came in the way."""
        try:
            self.call("views.publish", user_id=person_id, view=view)
        except PausedError as paused:
            return Later(str(paused), paused.after)
        except SlackApiError as error:
            return outcome_of(error)
        except NET_ERRORS as error:
            return outcome_of_net(error)
        return None

    def _ask(self, field: str, method: str, **arguments: Any) -> dict[str, Any] | None:
        try:
            answer = self.call(method, **arguments)
        except SlackApiError as error:
            name = error_name(error)
            log.warning(explain(name)[0], action="slack_refused", what=field, error=name)
            return None
        except (PausedError, *NET_ERRORS) as error:
            log.warning("not reached", action="slack_unreachable", what=field, error=repr(error))
            return None
        value = answer.get(field)
        return value if isinstance(value, dict) else None
