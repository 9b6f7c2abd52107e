"""`/baton templates`: processes that people start from."""

import re
from datetime import datetime

from handlers.asking import Answer, Asked, ClickAnswer
from handlers.creating import Creating
from handlers.slack_requests import SlackClick
from handlers.views import command_answers
from handlers.views.form_preset import digest_channel
from handlers.views.template_list import SEPARATOR, template_list
from handlers.views.words import Message
from scheduler import templates

CHANNEL = re.compile(r"[CG][A-Z0-9]{1,31}")


class Templating:
    """Lists the templates and opens the creation form filled in with one."""

    def __init__(self, creating: Creating) -> None:
        """Open the form that `creating` reads."""
        self.creating = creating

    def list_all(self, asked: Asked) -> Answer:
        """Answer `/baton templates`."""
        return Answer(template_list(templates.ALL, digest_channel(asked.channel_id)))

    def use(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Answer “Use this”: nothing is said when the form is open."""
        member = self.creating.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        refusal = self.creating.barred(member)
        if refusal:
            return ClickAnswer(refusal)
        key, _, channel = click.value.partition(SEPARATOR)
        template = templates.with_key(key)
        if template is None:
            return ClickAnswer(command_answers.failed())
        channel_id = channel if CHANNEL.fullmatch(channel) else None
        plan = template.plan(member.zone, now, digest_channel_id=channel_id)
        return self.creating.acting.open(click, self.creating.form_like(plan, member.id, now))
