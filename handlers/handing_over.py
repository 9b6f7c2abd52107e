"""`/baton handover … to @person`: another creator."""

import re

from handlers import acting
from handlers.acting import Acting
from handlers.asking import Answer, Asked
from handlers.permission import Action
from handlers.slack_text import PERSON, plain
from handlers.views import act_answers, command_answers
from handlers.views.words import Message
from scheduler.handing_over import hand_over
from scheduler.members import is_full_member
from storage.models import Member

_TO = re.compile(r"(?:^|\s+)to\s*$", re.IGNORECASE)


class HandingOver:
    """Hands a process over to another creator."""

    def __init__(self, acting_: Acting) -> None:
        """Hand over by way of `acting_`."""
        self.acting = acting_

    def hand_over(self, asked: Asked) -> Answer:
        """Answer `/baton handover`."""
        people = list(PERSON.finditer(asked.rest))
        if len(people) != 1:
            return Answer(act_answers.to_whom())
        line, to = asked.rest[: people[0].start()], people[0][1]
        # Slack is asked before the unit of work, which looks once more at what is known by then.
        why_not = self.acting.directory.why_not(to, asked.now)
        if why_not:
            return Answer(act_answers.cannot_take_over(why_not))
        return Answer(self._hand_over(asked, _TO.sub("", plain(line)), to))

    def _hand_over(self, asked: Asked, name: str, to: str) -> Message:
        with self.acting.database.work() as session:
            process = acting.named(session, asked, Action.HANDOVER, name)
            if isinstance(process, Message):
                return process
            if not is_full_member(session.get(Member, to)):
                return command_answers.failed()
            before = process.creator_id
            if before == to:
                return act_answers.theirs_already(process)
            hand_over(session, process, to, asked.member.id, asked.now)
            session.commit()
            return act_answers.handed_over(process, before, asked.member.id)
