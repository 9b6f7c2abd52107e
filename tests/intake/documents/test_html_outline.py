"""HTML pages: Notion's, word processors', anybody's."""

import pytest

from intake.documents import html
from intake.draft import UnreadableError
from intake.outline import Outline

PAGE = """<!doctype html><html><head><title>My SOP</title><style>p{}</style></head><body>
<nav><ul><li>Menu</li></ul></nav>
<h1>Open &amp; close</h1>
<table class="properties"><tr><th>Owner</th><td>Ann</td></tr></table>
<ul class="to-do-list"><li><div class="checkbox checkbox-off"></div> <span>Unlock</span>
<ul><li><div class="checkbox checkbox-on"></div><span>Alarm</span></li></ul></li></ul>
<ol start="1"><li>One</li></ol><ol start="2"><li>Two<p>How</p><img src="https://x.test/a"></li></ol>
<p><b>Weekly:</b> scrub<br>1. hood</p>
<p style="display: none">unseen</p><div hidden>unseen</div><script>unseen()</script>
<ul><li><input type="checkbox" checked> done</li></ul>
</body></html>"""


def shown(found: Outline) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.marker, b.text) for b in found.blocks if b.text]


def test_a_page_is_read_as_it_is_seen():
    found = html.read(PAGE.encode())
    assert shown(found) == [
        ("heading", 1, "", "Open & close"),
        ("item", 0, "[ ]", "Unlock"),
        ("item", 1, "[x]", "Alarm"),
        ("item", 0, "1.", "One"),
        ("item", 0, "2.", "Two"),
        ("paragraph", 0, "", "How"),
        ("paragraph", 0, "", "Weekly: scrub"),
        ("item", 0, "1.", "hood"),
        ("item", 0, "[x]", "done"),
    ]
    assert found.properties == (("title", "My SOP"), ("Owner", "Ann"))
    assert [block.line for block in found.blocks][:2] == [3, 5]
    assert found.blocks[6].pictures == ("https://x.test/a",)


@pytest.mark.parametrize(
    ("rows", "cells", "header"),
    [
        ("<tr><th>A<th>B<tr><td>1<td>2", [("1", "2")], ("A", "B")),
        ("<tr><td rowspan=2>1<td>2<tr><td>3", [("1", "2"), ("1", "3")], ()),
        ("<tr><td colspan=2>1<td>2", [("1", "", "2")], ()),
        ("<tr><td>☐<td><input type=checkbox>", [("☐", "☐")], ()),
        ("<tr><th>A<th>B", [("A", "B")], ()),
    ],
)
def test_tables_give_rows(rows, cells, header):
    found = html.read(f"<html><table>{rows}</table>".encode()).blocks
    assert [block.cells for block in found] == cells
    assert {block.header for block in found} == {header}


def test_a_table_that_only_places_things_is_none():
    found = html.read(b"<table><tr><td><h2>Left</h2><p>words</p></td><td>right</td></tr></table>")
    assert [block.text for block in found.blocks] == ["Left", "words", "right"]


def test_the_encoding_that_a_page_declares_is_believed():
    page = '<meta charset="windows-1251"><p>Открыть бар</p>'.encode("cp1251")
    assert html.read(page).blocks[0].text == "Открыть бар"


@pytest.mark.parametrize("tag", ["<div>", "<ul><li>", "<table><tr><td>", "<b>", "<a href=x>"])
def test_endless_nesting_is_read_up_to_a_depth(tag):
    assert html.read(f"<html><p>first</p>{tag * 20_000}last".encode()).blocks[0].text == "first"


def test_a_page_without_end_is_refused():
    with pytest.raises(UnreadableError, match="too long"):
        html.read(b"<p>a</p>" * 200_000)
