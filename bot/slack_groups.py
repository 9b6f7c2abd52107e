"""Slack's user groups, as its Web API tells of them."""

from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.limits import PausedError
from bot.slack_answers import NET_ERRORS, error_name
from bot.slack_calls import SlackCalls
from bot.slack_errors import explain
from handlers.user_groups import GroupUnreadError

NOT_REACHED = "Slack could not be reached; please try it again"


class SlackGroups(SlackCalls):
    """Reads user groups; only paid workspaces have them."""

    def user_groups(self) -> list[Any]:
        """Return Slack's user group objects. Raises GroupUnreadError."""
        return list(self._told("usergroups.list").get("usergroups") or [])

    def group_members(self, group_id: str) -> list[str]:
        """Return the ids of everybody in a group. Raises GroupUnreadError."""
        users = self._told("usergroups.users.list", usergroup=group_id).get("users") or []
        return [one for one in users if isinstance(one, str)]

    def _told(self, method: str, **arguments: Any) -> SlackResponse:
        try:
            return self.call(method, **arguments)
        except SlackApiError as error:
            name = error_name(error)
            raise GroupUnreadError(name, explain(name)[0]) from error
        except (PausedError, *NET_ERRORS) as error:
            raise GroupUnreadError(repr(error), NOT_REACHED) from error
