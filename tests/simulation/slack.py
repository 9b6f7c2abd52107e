"""The simulated workspace: what Slack keeps, and what its methods do to that."""

from collections import defaultdict

from scheduler.clock import instant_of

BOT = "B0BATON"


class RefusedError(Exception):
    """Slack says no, by one of its error names."""


class Workspace:
    """People, conversations and files, and a record of everything that was said."""

    def __init__(self, clock, story):
        self.clock, self.story = clock, story
        self.people = {}
        self.files = {}
        self.messages = {}
        self.ever = {}
        self.told = set()
        self.places = defaultdict(set)
        self.conversations = defaultdict(list)
        self.threads = defaultdict(list)
        self.said = defaultdict(list)
        # When a thread was last read to its end by somebody who got the answer.
        self.read_at = {}
        self.fresh = []
        self.archived = lambda: False
        self.on_card = lambda message: None
        self.on_nudge = lambda message: None
        self.most_rows = 1000
        self._last_ts = 0

    # What people do.

    def dm(self, person):
        return f"D{person[1:]}"

    def post(self, channel, thread_ts, **content):
        """Put a message into a conversation."""
        message = {"type": "message", "channel": channel, "ts": self._ts(), **content}
        if thread_ts:
            message["thread_ts"] = thread_ts
        self.messages[channel, message["ts"]] = message
        self.ever[channel, message["ts"]] = message
        self.conversations[channel].append(message)
        for file in message.get("files", []):
            self.places[file["id"]].add((channel, thread_ts))
        if thread_ts:
            self.threads[channel, thread_ts].append(message)
        return message

    def remove(self, message):
        """Delete a person's message and its files, as Slack does: nothing of it can be read."""
        del self.messages[message["channel"], message["ts"]]
        self.conversations[message["channel"]].remove(message)
        if "thread_ts" in message:
            self.threads[message["channel"], message["thread_ts"]].remove(message)
        for file in message.get("files", []):
            self.files[file["id"]]["mode"] = "tombstone"

    def _ts(self):
        micro = round(self.clock.now.timestamp() * 1_000_000)
        self._last_ts = max(micro, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    # What the bot calls.

    def call(self, method, args):
        """Do what a Web API method does. Raises RefusedError."""
        return {"ok": True, **self._methods[method](self, args)}

    def _post_message(self, args):
        channel = args["channel"]
        if channel[0] == "C" and self.archived():
            raise RefusedError("is_archived")
        if "thread_ts" in args and (channel, args["thread_ts"]) not in self.messages:
            raise RefusedError("thread_not_found")
        key = args["metadata"]["event_payload"]["key"]
        content = {"text": args["text"], "blocks": args["blocks"], "key": key}
        content["first_said"] = f"{args['text']} {args['blocks']}"
        message = self.post(channel, args.get("thread_ts"), bot_id=BOT, **content)
        self.said[key].append(message)
        self.fresh.append(message)
        self.story.tell(f"Baton in {channel}: {key} ({message['ts']})")
        if key.startswith("ask:"):
            self.on_card(message)
        if key.startswith("nudge:"):
            self.on_nudge(message)
        return {"channel": channel, "ts": message["ts"]}

    def _update(self, args):
        message = self.messages.get((args["channel"], args["ts"]))
        if message is None:
            raise RefusedError("message_not_found")
        message.update(text=args["text"], blocks=args["blocks"])
        return {"channel": args["channel"], "ts": args["ts"]}

    def _open(self, args):
        if args["users"] not in self.people:
            raise RefusedError("user_not_found")
        return {"channel": {"id": self.dm(args["users"])}}

    def _open_view(self, args):
        # Nobody here fills a form in.
        return {"view": args["view"]}

    def _replies(self, args):
        parent = self.messages.get((args["channel"], args["ts"]))
        if parent is None:
            raise RefusedError("thread_not_found")
        oldest = float(args.get("oldest", 0))
        later = self.threads.get((args["channel"], args["ts"]), [])
        return self._page([parent] + [m for m in later if float(m["ts"]) >= oldest], args)

    def _history(self, args):
        oldest = float(args.get("oldest", 0))
        found = []
        for message in reversed(self.conversations[args["channel"]]):
            if float(message["ts"]) < oldest:
                break
            if "thread_ts" not in message:
                found.append(message)
        return self._page(found, args)

    def _page(self, messages, args):
        start = int(args.get("cursor") or 0)
        limit = min(int(args["limit"]), self.most_rows)
        page = [self._shown(m, args) for m in messages[start : start + limit]]
        following = str(start + limit) if len(messages) > start + limit else ""
        return {"messages": page, "response_metadata": {"next_cursor": following}}

    def _shown(self, message, args):
        shown = {
            key: value
            for key, value in message.items()
            if key not in {"key", "channel", "first_said"}
        }
        if "key" in message:
            told = {"key": message["key"]} if str(args.get("include_all_metadata")) == "1" else {}
            shown["metadata"] = {"event_type": "baton", "event_payload": told}
        if "files" in message:
            shown["files"] = [self.files[file["id"]] for file in message["files"]]
        return shown

    def _user(self, args):
        if args["user"] not in self.people:
            raise RefusedError("user_not_found")
        return {"user": self.people[args["user"]]}

    def _file(self, args):
        if args["file"] not in self.files:
            raise RefusedError("file_not_found")
        return {"file": self._scanned(self.files[args["file"]])}

    def _scanned(self, file):
        scanned_at = file["created"] + 8
        if file.get("hidden_type") and self.clock.now.timestamp() > scanned_at:
            file.update(mimetype=file["hidden_type"], filetype="jpg")
        if file.get("file_access") == "check_file_info":
            return {**file, "mode": "hosted", "file_access": "visible"}
        return file

    def _publish(self, args):
        return {"view": {"id": f"V{args['user_id']}"}}

    def _who_we_are(self, args):
        return {"team_id": "T0CAFE"}

    _methods = {  # noqa: RUF012 - a table of methods
        "auth.test": _who_we_are,
        "chat.postMessage": _post_message,
        "chat.update": _update,
        "conversations.open": _open,
        "conversations.replies": _replies,
        "conversations.history": _history,
        "users.info": _user,
        "files.info": _file,
        "views.publish": _publish,
        "views.open": _open_view,
    }


def posted_at(message):
    """When a message was posted, by Slack's clock."""
    return instant_of(message["ts"])
