"""Slack's error names: one table of what each means, and of the words that say what to do."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Meaning(StrEnum):
    """The one action that follows from an error."""

    LATER = "later"  # tried again, for as long as it takes
    UNKNOWN = "unknown"  # looked up before it is tried again
    PERSON_GONE = "person_gone"  # the work moves to the next person
    CHANNEL_GONE = "channel_gone"  # given up there, whoever can mend it is told
    REFUSED = "refused"  # given up, the next person is asked
    TOKEN_DEAD = "token_dead"  # noqa: S105 - a meaning. Everything waits for the operator
    OUR_BUG = "our_bug"  # given up, the developers should hear of it


@dataclass(frozen=True)
class SlackError:
    """What an error means: its action, a clause that says why, a sentence that says what to do."""

    meaning: Meaning
    why: str
    remedy: str


WAITS = "Nothing is lost: Baton tries again by itself."
INVITE = "Please write `/invite @Baton` in that channel; the next message will then arrive."
LOOK = "Please look whether Baton may post there, and invite it with `/invite @Baton`."
TAKEN = "Baton takes it from .env by itself, from elsewhere once it is restarted."
REINSTALL = f"Install the app again and put the new token into SLACK_BOT_TOKEN. {TAKEN}"
REPORT = "This is a mistake in Baton: please report it with the line of the log."
ASK_AN_ADMIN = "Please ask an admin of this workspace to let Baton post there."
SOMEONE_ELSE = "Please put somebody else in their place in the process."
UPDATE_APP = "Update the app from manifest.yml and install it again."


def _all(meaning: Meaning, why: str, remedy: str, *names: str) -> dict[str, SlackError]:
    return dict.fromkeys(names, SlackError(meaning, why, remedy))


ERRORS: dict[str, SlackError] = {
    # Slack documents for these that a part of the work may have been done before the error.
    **_all(
        Meaning.UNKNOWN,
        "Slack failed half-way and may have done it all the same",
        "Baton looks whether it is there before it tries again.",
        "internal_error",
        "fatal_error",
        "request_timeout",
    ),
    **_all(
        Meaning.LATER,
        "Slack takes no more of these calls for the moment",
        WAITS,
        "ratelimited",
        "rate_limited",
    ),
    **_all(
        Meaning.LATER,
        "this workspace sends more messages than its Slack plan allows",
        WAITS,
        "message_limit_exceeded",
    ),
    **_all(
        Meaning.LATER,
        "Slack is not available, or is moving this workspace",
        WAITS,
        "service_unavailable",
        "team_added_to_org",
    ),
    **_all(
        Meaning.LATER,
        "the app lacks a scope that it needs",
        UPDATE_APP,
        "missing_scope",
    ),
    **_all(
        Meaning.REFUSED,
        "user groups are part of Slack's paid plans only",
        "Name the people themselves instead of a user group.",
        "paid_teams_only",
    ),
    **_all(
        Meaning.LATER,
        "the app's Messages tab is switched off, so nobody can be written to",
        "Under App Home switch the Messages tab on, or update the app from manifest.yml.",
        "messages_tab_disabled",
    ),
    **_all(
        Meaning.LATER,
        "the organisation's sign-in or encryption rules shut the app out",
        "Please ask an admin of the organisation to approve the app.",
        "org_login_required",
        "ekm_access_denied",
        "team_access_not_granted",
    ),
    **_all(
        Meaning.TOKEN_DEAD,
        "SLACK_BOT_TOKEN is not a token of this workspace",
        f"Copy it anew. {TAKEN}",
        "invalid_auth",
        "not_authed",
    ),
    **_all(
        Meaning.TOKEN_DEAD,
        "SLACK_BOT_TOKEN was revoked or has expired",
        REINSTALL,
        "token_revoked",
        "token_expired",
    ),
    **_all(
        Meaning.TOKEN_DEAD,
        "the app was removed from the workspace",
        REINSTALL,
        "account_inactive",
        "app_uninstalled",
    ),
    **_all(
        Meaning.PERSON_GONE,
        "this person is no longer in the workspace",
        SOMEONE_ELSE,
        "user_not_found",
        "user_disabled",
        "person_gone",
        "users_not_found",
        "user_not_visible",
    ),
    **_all(
        Meaning.REFUSED,
        "Slack does not let an app write to this person",
        SOMEONE_ELSE,
        "cannot_dm",
        "cannot_dm_bot",
        "user_is_bot",
    ),
    **_all(
        Meaning.CHANNEL_GONE,
        "Baton is not a member of the channel",
        INVITE,
        "not_in_channel",
    ),
    **_all(
        Meaning.CHANNEL_GONE,
        "the channel is gone, or private and Baton is not a member of it",
        INVITE,
        "channel_not_found",
    ),
    **_all(
        Meaning.CHANNEL_GONE,
        "the channel is archived",
        "Please unarchive it, or create the process anew with another channel.",
        "is_archived",
    ),
    **_all(
        Meaning.CHANNEL_GONE,
        "only some people may post in the channel",
        ASK_AN_ADMIN,
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
    ),
    **_all(
        Meaning.REFUSED,
        "Slack does not allow the app to do this there",
        ASK_AN_ADMIN,
        "access_denied",
        "no_permission",
    ),
    **_all(
        Meaning.REFUSED,
        "the message that was to be edited, or its thread, is gone",
        "Nothing needs to be done: the work itself goes on.",
        "message_not_found",
        "thread_not_found",
        "cant_update_message",
        "edit_window_closed",
        "is_inactive",
    ),
    **_all(
        Meaning.REFUSED,
        "the file is gone, or Slack does not let the app open it",
        "Please post it again from your device.",
        "file_not_found",
        "file_deleted",
    ),
    **_all(
        Meaning.REFUSED,
        "the window was opened or changed too late",
        "Please open it again.",
        "trigger_expired",
        "expired_trigger_id",
        "trigger_exchanged",
        "exchanged_trigger_id",
        "hash_conflict",
        "view_not_found",
    ),
    **_all(
        Meaning.OUR_BUG,
        "Slack did not understand what Baton sent",
        REPORT,
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_arguments",
        "invalid_arg_name",
        "invalid_array_arg",
        "invalid_cursor",
        "invalid_form_data",
        "invalid_json",
        "invalid_limit",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "invalid_post_type",
        "invalid_trigger_id",
        "invalid_ts_latest",
        "invalid_ts_oldest",
        "json_not_object",
        "metadata_must_be_sent_from_app",
        "metadata_too_large",
        "missing_argument",
        "missing_post_type",
        "method_deprecated",
        "method_not_supported_for_channel_type",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "not_allowed_token_type",
        "unknown_method",
        "view_too_large",
    ),
}

# Anything else is a page of something between us and Slack, which says nothing of what Slack did.
NAME = re.compile(r"[a-z][a-z0-9_]*")
NOT_SLACKS = SlackError(
    Meaning.UNKNOWN,
    "something between Baton and Slack answered instead of Slack",
    "If it lasts, look at the network or the proxy (SLACK_API_URL).",
)


def known(error: str) -> SlackError:
    """Return what one of Slack's error names means; one that is new to us is a refusal."""
    if not NAME.fullmatch(error):
        return NOT_SLACKS
    return ERRORS.get(error) or SlackError(Meaning.REFUSED, f"Slack refused it ({error})", LOOK)


def meaning_of(error: str) -> Meaning:
    """Return what follows from one of Slack's error names."""
    return known(error).meaning


def explain(error: str) -> tuple[str, str]:
    """Return why, as a clause, and what to do, as a sentence."""
    found = known(error)
    return found.why, found.remedy
