"""Copies of proofs: made beside the cycle, taken over from whoever died, given up by nobody."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Event

import pytest
from cafe import ANA, AtOnce
from paper_slack import PHOTO
from sqlalchemy import select
from structlog.testing import capture_logs

from scheduler.archiving import LEASE, Archiving, Copier, DownloadError
from scheduler.plan import StepPlan
from storage.models import LedgerEntry, Proof

ONE = (StepPlan(title="Unlock doors"),)
PATIENCE = 20


class Desk:
    """A Slack whose downloads do what they are told."""

    def __init__(self, during):
        self.during = during
        self.downloads = 0

    @contextmanager
    def download(self, url, mimetype):
        self.downloads += 1
        self.during()
        yield iter([PHOTO])


def kept(cafe):
    """How often a copy was written down as kept."""
    with cafe.database.look() as session:
        is_kept = LedgerEntry.action == "proof_kept"
        return len(list(session.scalars(select(LedgerEntry).where(is_kept))))


def dies():
    raise KeyboardInterrupt


@pytest.fixture
def offered(cafe, tmp_path):
    """A café in which a proof waits to be copied; it makes a bot that copies."""
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.slack.download = lambda url, mimetype: dies()
    with pytest.raises(KeyboardInterrupt):
        cafe.posts(ANA, "door.jpg")
    cafe.now += LEASE

    def bot(during=lambda: None, executor=None):
        copier = Copier(tmp_path / "proofs", executor or AtOnce())
        return Archiving(cafe.database, Desk(during), lambda: cafe.now, copier)

    return bot


def test_who_has_the_database_alone_takes_over_at_once(cafe, offered):
    with pytest.raises(KeyboardInterrupt):
        offered(dies).run(cafe.now)
    restarted = offered()
    restarted.run(cafe.now)
    assert kept(cafe) == 0, "the lease of the dead one still holds"
    restarted.reclaim(cafe.now)
    restarted.run(cafe.now)
    assert kept(cafe) == 1


def test_a_file_that_was_left_half_written_is_removed_by_the_next(cafe, offered):
    folder = cafe.folder / "proofs"
    folder.mkdir(exist_ok=True)
    (folder / ".incoming-x").write_bytes(PHOTO[:100])
    restarted = offered()
    restarted.reclaim(cafe.now)
    restarted.run(cafe.now)
    assert not list(folder.glob(".*"))
    assert kept(cafe) == 1


def test_a_copy_that_takes_long_holds_nobody_up(cafe, offered):
    goes_on, begun = Event(), Event()

    def slowly():
        begun.set()
        assert goes_on.wait(PATIENCE)

    with ThreadPoolExecutor(1) as threads:
        archiving = offered(slowly, threads)
        archiving.run(cafe.now)
        assert begun.wait(PATIENCE)
        archiving.run(cafe.now)  # nor does it begin a second one
        goes_on.set()
    assert archiving.downloader.downloads == 1
    assert kept(cafe) == 1


def test_a_copy_that_hangs_at_a_stop_is_made_at_once_by_the_next(cafe, offered):
    goes_on, begun = Event(), Event()

    def hangs():
        begun.set()
        goes_on.wait(PATIENCE)
        raise DownloadError("the connection is closed")

    with ThreadPoolExecutor(1) as threads:
        stopped = offered(hangs, threads)
        stopped.run(cafe.now)
        assert begun.wait(PATIENCE)
        stopped.close()
        stopped.hand_back(cafe.now)
        offered().run(cafe.now)
        assert kept(cafe) == 1
        goes_on.set()
    assert kept(cafe) == 1, "what hung has nothing to say any more"


def test_after_a_stop_no_copy_begins(cafe, offered):
    stopped = offered()
    stopped.close()
    stopped.run(cafe.now)
    assert stopped.downloader.downloads == 0


def test_a_copy_that_outlives_its_lease_counts_if_it_succeeds(cafe, offered):
    def until_the_lease_is_over():
        cafe.now += LEASE
        with pytest.raises(KeyboardInterrupt):
            offered(dies).run(cafe.now)  # another bot has begun as well

    offered(until_the_lease_is_over).run(cafe.now)
    assert kept(cafe) == 1
    with cafe.database.look() as session:
        assert session.scalars(select(Proof)).one().next_at is None


def test_a_copy_that_fails_beyond_its_lease_leaves_the_proof_to_the_other_bot(cafe, offered):
    def fails_late():
        cafe.now += LEASE
        with pytest.raises(KeyboardInterrupt):
            offered(dies).run(cafe.now)
        raise DownloadError("Slack answers 500")

    offered(fails_late).run(cafe.now)
    with cafe.database.look() as session:
        assert session.scalars(select(Proof)).one().next_at == cafe.now + LEASE


def test_a_mistake_of_ours_is_logged_and_the_proof_is_tried_again(cafe, offered):
    with capture_logs() as lines:
        offered(lambda: 1 / 0).run(cafe.now)
    assert [line["action"] for line in lines] == ["copy_failed"]
    cafe.now += LEASE + timedelta(seconds=1)
    offered().run(cafe.now)
    assert kept(cafe) == 1
