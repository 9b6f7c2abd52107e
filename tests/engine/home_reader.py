"""Somebody who opens their Home tab."""

from storage.models import HomeTab
from tests.block_kit import problems_of_view

OPENED = {"type": "app_home_opened", "tab": "home"}


def opens(cafe, person):
    cafe.tell(OPENED | {"user": person})
    return shown(cafe, person)


def shown(cafe, person):
    view = cafe.slack.homes[person]
    assert problems_of_view(view) == []
    return str(view["blocks"])


def tab(cafe, person):
    with cafe.database.look() as session:
        return session.get(HomeTab, person)
