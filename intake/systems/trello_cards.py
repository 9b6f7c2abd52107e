"""Trello's cards and their checklists as tasks, in the order that people see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from intake.found import Evidence, Said, Trust
from intake.systems import custom_fields
from intake.systems.labels import labelled
from intake.systems.links import web_link, without_link
from intake.systems.task import Task
from intake.systems.values import Record, number_of, record_of, records_of, text_of, texts_of
from intake.tables.days import day_of

_RULE = ("RRULE:", "FREQ=")


@dataclass(frozen=True)
class Surroundings:
    """What cards only refer to: people and labels by their ids, checklists by their card."""

    people: Mapping[str, str]
    labels: Mapping[str, str]
    fields: Mapping[str, Record]
    checklists: Mapping[str, list[Record]] = field(default_factory=dict)


def surroundings(source: Record) -> Surroundings:
    """Return what the cards of a board, or a single card, refer to."""
    checklists = defaultdict(list)
    for checklist in in_order(source.get("checklists")):
        checklists[text_of(checklist.get("idCard"))].append(checklist)
    return Surroundings(
        people={
            text_of(one.get("id")): text_of(one.get("fullName")) or text_of(one.get("username"))
            for one in records_of(source.get("members"))
        },
        labels={
            text_of(one.get("id")): text_of(one.get("name"))
            for one in records_of(source.get("labels"))
        },
        fields={text_of(one.get("id")): one for one in records_of(source.get("customFields"))},
        checklists=checklists,
    )


def in_order(things: object) -> list[Record]:
    """Return lists, cards or items by their `pos`: the order of the file means nothing."""
    return sorted(records_of(things), key=_position)


def _position(thing: Record) -> float:
    position = number_of(thing.get("pos"))
    return inf if position is None else position


def task_of_card(card: Record, around: Surroundings) -> Task:
    """Return a card with the items of its checklists."""
    name = text_of(card.get("name")) or "(no name)"
    where = f"card “{name}”"
    checklists = around.checklists.get(text_of(card.get("id")), [])
    custom = custom_fields.of_trello(card, around.fields, where)
    return Task(
        title=name,
        where=where,
        key=text_of(card.get("id")),
        detail=text_of(card.get("desc")),
        people=(*custom.people, *_people(texts_of(card.get("idMembers")), around, where)),
        backup=custom.backup,
        manager=custom.manager,
        evidence=(*_rule(card, where), *custom.cadence, *_labels(card, around, where)),
        due=day_of(text_of(card.get("due"))),
        url=web_link(text_of(card.get("shortUrl")) or text_of(card.get("url"))),
        proof=custom.proof,
        children=tuple(tasks_of_checklists(checklists, around, where)),
    )


def tasks_of_checklists(
    checklists: Sequence[Record], around: Surroundings, where: str
) -> Iterable[Task]:
    """Yield the items of checklists that belong together; completed ones are steps as well."""
    for checklist in checklists:
        name = text_of(checklist.get("name"))
        place = f"{where}, checklist “{name}”" if len(checklists) > 1 else where
        items = [one for one in in_order(checklist.get("checkItems")) if text_of(one.get("name"))]
        for number, item in enumerate(items, 1):
            yield _task_of_item(item, around, f"{place}, item {number}")


def _task_of_item(item: Record, around: Surroundings, where: str) -> Task:
    title, url = without_link(text_of(item.get("name")))
    return Task(
        title=title,
        where=where,
        people=_people([text_of(item.get("idMember"))], around, where),
        due=day_of(text_of(item.get("due"))),
        url=url,
    )


def _people(ids: Iterable[str], around: Surroundings, where: str) -> tuple[Said, ...]:
    return tuple(Said(around.people[one], where) for one in ids if around.people.get(one))


def _labels(card: Record, around: Surroundings, where: str) -> tuple[Evidence, ...]:
    own = [text_of(record_of(one).get("name")) for one in records_of(card.get("labels"))]
    named = own or [around.labels.get(one, "") for one in texts_of(card.get("idLabels"))]
    return labelled(named, f"{where}, label")


def _rule(card: Record, where: str) -> tuple[Evidence, ...]:
    """Return the rule that newer exports have a field for, where it is filled."""
    rule = text_of(card.get("recurrenceRule"))
    if not rule.startswith(_RULE):
        return ()
    said = Said(rule, f"{where}, field recurrenceRule")
    return (Evidence(said, Trust.RULE, rrule=rule.removeprefix("RRULE:")),)
