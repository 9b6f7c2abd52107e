import io
import tracemalloc
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zips import locked, with_member, zipped

from intake.archives import MOST_BYTES, MOST_DEPTH, MOST_MEMBERS, is_archive, unpack
from intake.draft import UnreadableError
from intake.found import Upload

TEXT = frozenset({".md", ".csv"})
LINK = zipfile.ZipInfo("page.md")
LINK.external_attr = 0o120777 << 16


def opened(data: bytes):
    return unpack(Upload("export.zip", data), TEXT)


def names(data: bytes) -> list[str]:
    return [file.name for file in opened(data).files]


def nested(depth: int, name: str = "page.md") -> bytes:
    data = zipped({name: "# Page"})
    for level in range(depth - 1):
        data = zipped({f"Part-{level}.zip": data})
    return data


def test_files_of_inner_archives_come_in_their_order() -> None:
    inner = zipped({"Folder/b.md": "b", "a.csv": "a"})
    archive = opened(zipped({"first.md": "1", "Export-Part-1.zip": inner, "last.md": "2"}))
    assert [(file.name, file.data) for file in archive.files] == [
        ("first.md", b"1"),
        ("Folder/b.md", b"b"),
        ("a.csv", b"a"),
        ("last.md", b"2"),
    ]
    assert archive.notes == ()


def test_other_kinds_of_files_are_counted_and_those_of_systems_are_not() -> None:
    files = {"a.md": "a", "p.png": "p", "q.JPG": "q", "__MACOSX/._a.md": "x", ".DS_Store": "x"}
    archive = opened(zipped(files))
    assert [file.name for file in archive.files] == ["a.md"]
    assert archive.notes == ("2 files of other kinds, such as pictures, were not read.",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Caf%C3%A9%20check.md", "Café check.md"),
        ("100% sure.md", "100% sure.md"),
        ("50%ff.md", "50%ff.md"),
        ("a%2Fb.md", "a%2Fb.md"),
        ("Folder\\page.md", "Folder/page.md"),
        ("./Folder//page.md", "Folder/page.md"),
        ("Cafe\u0301.md", "Café.md"),
        ("1: first.md", "1: first.md"),
    ],
)
def test_a_name_comes_as_it_was_meant(written: str, meant: str) -> None:
    assert names(zipped({written: "x"})) == [meant]


def test_a_name_in_utf8_that_does_not_say_so_is_read_as_utf8() -> None:
    data = zipped({"Öffnung.md": "x"})
    unmarked = data.replace(b"\x00\x08", b"\x00\x00")
    with zipfile.ZipFile(io.BytesIO(unmarked)) as archive:
        assert archive.namelist() != ["Öffnung.md"]
    assert names(unmarked) == ["Öffnung.md"]


@pytest.mark.parametrize(
    "name",
    [
        "../a.md",
        "/a.md",
        "a/../../b.md",
        "C:/a.md",
        "C:\\a.md",
        "%2e%2e/a.md",
        "\\a.md",
        "x" * 1500,
    ],
)
def test_a_path_that_leads_out_is_left_out_with_a_note(name: str) -> None:
    archive = opened(zipped({name: "bad", "good.md": "good"}))
    assert [file.name for file in archive.files] == ["good.md"]
    assert archive.notes == (
        "Left out of the archive: 1 file with a path that leads out of the archive.",
    )


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (with_member(LINK, b"/etc/passwd"), "only link to another file"),
        (nested(MOST_DEPTH + 1), "packed more than 3 archives deep"),
        (zipped({"inner.zip": b"no archive"}), "damaged"),
        (with_member(zipfile.ZipInfo("a.md")).replace(b"text", b"next"), "damaged"),
    ],
)
def test_an_odd_member_is_left_out_with_a_note(data: bytes, note: str) -> None:
    archive = opened(data)
    assert archive.files == ()
    assert note in archive.notes[0]


def test_an_archive_as_deep_as_may_be_is_read() -> None:
    assert names(nested(MOST_DEPTH)) == ["page.md"]


def test_other_methods_of_packing_are_left_out() -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.md", "x" * 100)
    assert "packed in a way" in opened(whole.getvalue()).notes[0]


def test_the_first_of_two_members_of_a_name_counts() -> None:
    archive = opened(zipped({"a.md": "1", "Part.zip": zipped({"a.md": "2"})}))
    assert [file.data for file in archive.files] == [b"1"]
    assert "1 file with a name that stood before" in archive.notes[0]


def test_a_locked_archive_is_refused_and_says_what_to_do() -> None:
    with pytest.raises(UnreadableError, match="protected with a password; unpack it"):
        opened(locked(zipped({"a.md": "secret"})))


def flat_bomb() -> bytes:
    return zipped({"a.md": bytes(20 * 2**20)})


def spread_bomb() -> bytes:
    # Each member keeps to the ratio; all of them together do not keep to the size.
    line = bytes(range(256)) * 4
    part = b"".join(line + bytes([n % 256, n // 256]) for n in range(8 * 2**10))
    return zipped({f"{n}.md": part for n in range(MOST_BYTES // len(part) + 2)})


@pytest.mark.parametrize(
    "bomb",
    [
        flat_bomb(),
        spread_bomb(),
        zipped({"a.zip": zipped({"b.zip": flat_bomb()})}),
        zipped({f"{n}.zip": flat_bomb() for n in range(30)}),
        zipped(dict.fromkeys(map(str, range(MOST_MEMBERS + 1)), "")),
    ],
    ids=["flat", "spread", "nested", "many", "members"],
)
def test_a_bomb_is_refused_within_bounds(bomb: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(UnreadableError):
        opened(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * MOST_BYTES


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06", zipped({"a.md": "x"})[:-9]])
def test_what_is_no_whole_archive_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="damaged or incomplete"):
        opened(data)


def test_an_empty_archive_holds_nothing() -> None:
    assert opened(zipped({})).files == ()


def test_an_archive_is_known_by_its_beginning() -> None:
    assert is_archive(zipped({}))
    assert is_archive(zipped({"a": "b"}))
    assert not is_archive(b"%PDF")


@settings(max_examples=300)
@given(st.data())
def test_nothing_but_a_sentence_comes_of_damaged_archives(data: st.DataObject) -> None:
    whole = zipped({"Folder/a.md": "# A\n- [ ] one\n", "in.zip": nested(2)})
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    for hostile in (bytes(damaged), bytes(damaged[cut:]), bytes(damaged[:cut]) + whole[cut:]):
        with suppress(UnreadableError):
            opened(hostile)


@given(st.binary(max_size=300))
def test_nothing_but_a_sentence_comes_of_any_bytes(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        opened(data)
