"""The archive of proofs."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from storage.proofs import ProofArchive, ProofTooLargeError


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_proof_lies_under_the_hash_of_its_bytes(tmp_path):
    archive = ProofArchive(tmp_path)
    sha256 = archive.keep([b"fridge ", b"photo"])
    assert sha256 == hashlib.sha256(b"fridge photo").hexdigest()
    assert archive.path(sha256).read_bytes() == b"fridge photo"


def test_the_same_bytes_are_kept_once(tmp_path):
    archive = ProofArchive(tmp_path)
    assert archive.keep([b"photo"]) == archive.keep([b"pho", b"to"])
    assert len(files_in(tmp_path)) == 1


def test_a_download_that_breaks_off_leaves_nothing_behind(tmp_path):
    def broken():
        yield b"half"
        raise OSError("connection lost")

    with pytest.raises(OSError, match="connection lost"):
        ProofArchive(tmp_path).keep(broken())
    assert files_in(tmp_path) == []


def test_a_proof_that_is_too_large_is_refused_before_it_fills_the_disk(tmp_path):
    archive = ProofArchive(tmp_path, largest_megabytes=1)
    with pytest.raises(ProofTooLargeError):
        archive.keep(b"x" * 65536 for _ in range(1000))
    assert files_in(tmp_path) == []


def test_what_a_killed_copy_left_behind_is_removed_once_it_is_old(tmp_path):
    left, archive = tmp_path / ".incoming-abc", ProofArchive(tmp_path)
    left.write_bytes(b"half a pho")
    kept = archive.path(archive.keep([b"photo"]))
    written = datetime.fromtimestamp(left.stat().st_mtime, UTC)
    archive.forget_unfinished(written)
    assert left.exists(), "somebody may still be writing it"
    archive.forget_unfinished(written + timedelta(seconds=1))
    assert files_in(tmp_path) == [kept]
    ProofArchive(tmp_path / "not there yet").forget_unfinished(written)
