"""slack-sdk on top of the simulated workspace, below its decoding and error handling."""

import json
from contextlib import contextmanager
from datetime import timedelta
from email.utils import format_datetime
from urllib.parse import parse_qsl, urlsplit

from slack_sdk import WebClient

from bot.slack import SlackGateway
from scheduler.archiving import DownloadError
from simulation.slack import RefusedError

URL = "https://slack.com/api/"
LATE = timedelta(seconds=6)
PHOTO = b"\xff\xd8\xff a photo"


class SimulatedClient(WebClient):
    """The real client, whose requests go to the world instead of the net."""

    def __init__(self, world, bot):
        super().__init__(token="xoxb-simulated", base_url=URL, retry_handlers=[])
        self.world, self.bot = world, bot
        self._logger.disabled = True

    def _perform_urllib_http_request(self, *, url, args):
        parts = urlsplit(url)
        method = parts.path.removeprefix("/api/")
        given = dict(parse_qsl(parts.query)) | (args.get("params") or {}) | (args["json"] or {})
        world = self.world
        world.before_call(self.bot)
        subject = _subject(given)
        fault = world.weather.over(method, subject)
        try:
            return self._answered(fault, method, given)
        finally:
            still = world.weather.stands_still(method, subject)
            if still:
                world.stand_still(self.bot, still)
            world.crashes.at(f"after {method}")

    def _answered(self, fault, method, given):
        if fault is None:
            answer = self._acted(method, given)
            if method == "conversations.replies" and 'next_cursor": ""' in answer["body"]:
                self.world.slack.read_at[given["channel"], given["ts"]] = self.world.clock.now
            return answer
        if fault.acts:
            self._acted(method, given)
        if fault.acts_late:
            self.world.late_in_slack(LATE, lambda: self._acted(method, given))
        self.world.pass_time(fault.takes)
        if fault.raises:
            raise fault.raises()
        headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after else {}
        return {"status": fault.status, "headers": headers | self._date(), "body": fault.body}

    def _date(self):
        return {"Date": format_datetime(self.world.clock.now, usegmt=True)}

    def _acted(self, method, given):
        self.world.pass_time(timedelta(milliseconds=self.world.pace.randint(40, 400)))
        try:
            answer = self.world.slack.call(method, given)
        except RefusedError as error:
            answer = {"ok": False, "error": str(error)}
        return {"status": 200, "headers": self._date(), "body": json.dumps(answer)}


def _subject(given):
    key = ((given.get("metadata") or {}).get("event_payload") or {}).get("key")
    told = (given.get(name) for name in ("channel", "ts", "users", "user", "file", "thread_ts"))
    return key or " ".join(filter(None, told))


class SimulatedGateway(SlackGateway):
    """The real gateway; only the bytes of files come from the world."""

    def __init__(self, world, bot):
        super().__init__(
            "xoxb-simulated",
            URL,
            history_per_minute=world.office.history_per_minute,
            steady=world.clock.seconds,
        )
        self.client = SimulatedClient(world, bot)
        self.world, self.bot = world, bot

    @contextmanager
    def download(self, url, mimetype):
        self._refuse_foreign(url)
        self.world.before_call(self.bot)
        fault = self.world.weather.over("download", url)
        if fault is not None:
            raise DownloadError("Slack answered 503")
        file_id = url.rsplit("/", 1)[-1]
        if self.world.slack.files[file_id].get("mode") == "tombstone":
            raise DownloadError("Slack answered 404")
        yield self._bytes(file_id)

    def _bytes(self, file_id):
        yield PHOTO
        self.world.crashes.at("in the middle of a download")
        yield file_id.encode()
