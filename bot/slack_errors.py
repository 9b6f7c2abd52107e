"""Slack's error names, and what each means for something that was to be said."""

import re
from enum import StrEnum


class Meaning(StrEnum):
    """The one action that follows from an error."""

    LATER = "later"
    UNKNOWN = "unknown"
    PERSON_GONE = "person_gone"
    REFUSED = "refused"


# Slack documents for these that a part of the work may have been done before the error.
MAYBE_DONE = {"internal_error", "fatal_error", "request_timeout"}
NOT_NOW = {
    "ratelimited",
    "rate_limited",
    "message_limit_exceeded",
    "service_unavailable",
    "team_added_to_org",
    # A token that is dead now may be replaced: the operator is told by the log and `baton check`.
    "invalid_auth",
    "not_authed",
    "token_revoked",
    "token_expired",
    "account_inactive",
    "missing_scope",
    "org_login_required",
    "ekm_access_denied",
    "messages_tab_disabled",
}
GONE = {"user_not_found", "user_disabled", "person_gone"}


# Anything else is a page of something between us and Slack, which says nothing of what Slack did.
NAME = re.compile(r"[a-z][a-z0-9_]*")


def meaning_of(error: str) -> Meaning:
    """Return what follows from one of Slack's error names."""
    if error in MAYBE_DONE or not NAME.fullmatch(error):
        return Meaning.UNKNOWN
    if error in NOT_NOW:
        return Meaning.LATER
    if error in GONE:
        return Meaning.PERSON_GONE
    return Meaning.REFUSED
