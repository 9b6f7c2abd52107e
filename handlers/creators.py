"""`/baton creators`: who may create processes, and the answer to whoever may not."""

from sqlalchemy.orm import Session

from handlers.asking import Answer, Asked, Verb
from handlers.people import Directory
from handlers.slack_text import GROUP, plain
from handlers.user_groups import GroupError
from handlers.views import command_answers
from handlers.views import creator_answers as views
from handlers.views.words import Message
from scheduler import creation, groups
from storage.database import Database
from storage.models import Member, UserGroup

EVERYONE = {"everyone", "everybody", "all"}


def barred(session: Session, member: Member) -> Message | None:
    """Return what somebody is told who may not create; None when they may."""
    if creation.may_create(session, member):
        return None
    group = creation.group_of_creators(session)
    assert group is not None, "where there is no group, everybody may"
    return views.not_yours(group.handle, groups.able_members(session, group.id))


class Creators:
    """Says and changes who may create."""

    def __init__(self, database: Database, directory: Directory) -> None:
        """Work on `database`; `directory` knows the groups."""
        self.database = database
        self.directory = directory

    def verbs(self) -> dict[str, Verb]:
        """Return the verbs by name."""
        return {"creators": self.answer}

    def answer(self, asked: Asked) -> Answer:
        """Answer `/baton creators`, `… everyone` and `… @group`."""
        typed = asked.rest.strip()
        if not typed:
            return Answer(self._as_it_is())
        if not asked.member.is_admin:
            return Answer(views.for_admins())
        if typed.casefold() in EVERYONE:
            return Answer(self._open(asked))
        return Answer(self._restrict(asked, typed))

    def _as_it_is(self) -> Message:
        with self.database.look() as session:
            group = creation.group_of_creators(session)
        return views.only_group(group.handle) if group else views.everyone()

    def _open(self, asked: Asked) -> Message:
        with self.database.work() as session:
            changed = creation.open_to_everyone(session, asked.member.id, asked.now)
            session.commit()
        return views.opened() if changed else views.everyone()

    def _restrict(self, asked: Asked, typed: str) -> Message:
        try:
            group = self._group(asked, typed)
        except GroupError as problem:
            return command_answers.not_understood(str(problem))
        if group is None:
            return views.which_group()
        with self.database.work() as session:
            creation.restrict(session, group, asked.member.id, asked.now)
            session.commit()
        return views.chosen(group.handle)

    def _group(self, asked: Asked, typed: str) -> UserGroup | None:
        found = GROUP.fullmatch(typed)
        if found is not None:
            label = plain(found[2] or "").removeprefix("@")
            return self.directory.groups.known(found[1], label, asked.now)
        name = plain(typed)
        if not name.startswith("@") or len(name.split()) > 1:
            return None
        return self.directory.groups.named(name, asked.now)
