import pytest
from cafe import ONE_STEP, Cafe


@pytest.fixture
def cafe(tmp_path, database_url):
    """A café, once on each kind of database."""
    cafe = Cafe(tmp_path, database_url)
    yield cafe
    cafe.database.close()


@pytest.fixture
def open_shop(cafe):
    """One process with one step, due at 7:00; it is 6:00."""
    cafe.process(steps=ONE_STEP)
    return cafe


@pytest.fixture
def drawn(cafe):
    """Whose Home tabs were drawn, in order; Slack answers with what `cafe.slack.says` holds."""
    people, publish = [], cafe.slack.publish_home
    cafe.slack.says = []

    def note(person, view):
        people.append(person)
        answer = cafe.slack.says.pop(0) if cafe.slack.says else None
        if answer is None:
            publish(person, view)
        return answer

    cafe.slack.publish_home = note
    return people
