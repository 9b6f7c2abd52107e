"""DOCX files, made with a library that Baton itself does not use."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as Made
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from intake.documents import docx
from intake.draft import UnreadableError
from intake.outline import Outline

BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'


def saved(made: Made) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(build: Callable[[Made], object]) -> Outline:
    made = Document()
    build(made)
    return docx.read(saved(made))


def shown(found: Outline) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.marker, b.text) for b in found.blocks]


def add(made: Made, inner: str) -> None:
    """Add a paragraph of which the inside is given as WordprocessingML."""
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    made.add_paragraph()._p.addnext(parse_xml(f"<w:p {nsdecls('w', 'r')} {w14}>{inner}</w:p>"))


def zipped(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return file.getvalue()


def test_numbers_are_counted_as_word_draws_them():
    def build(made: Made) -> None:
        made.add_heading("Closing", 0)
        made.add_heading("Kitchen", 2)
        made.add_paragraph("Fryer", "List Number")
        made.add_paragraph("All of it, always")
        made.add_paragraph("Hood", "List Number")
        made.add_paragraph("filters", "List Bullet 2")
        made.add_paragraph("2. typed by hand")

    assert shown(read(build)) == [
        ("heading", 1, "", "Closing"),
        ("heading", 2, "", "Kitchen"),
        ("item", 0, "1.", "Fryer"),
        ("paragraph", 0, "", "All of it, always"),
        ("item", 0, "2.", "Hood"),
        ("item", 0, "•", "filters"),
        ("item", 0, "2.", "typed by hand"),
    ]


def test_deleted_and_hidden_words_are_left_out_and_inserted_ones_kept():
    def build(made: Made) -> None:
        add(
            made,
            "<w:r><w:t>Lock</w:t></w:r><w:del><w:r><w:delText> no</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t> the door</w:t></w:r></w:ins>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t> unseen</w:t></w:r>",
        )

    assert [block.text for block in read(build).blocks] == ["Lock the door"]


def test_check_boxes_and_line_breaks_make_items():
    def build(made: Made) -> None:
        box = '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
        glyph = "<w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"
        add(made, f"{box}{glyph}<w:r><w:t> Lights</w:t></w:r>")
        add(made, "<w:r><w:t>☐ Door</w:t><w:br/><w:t>☐ Alarm</w:t></w:r>")

    assert sorted(shown(read(build)), key=str) == [
        ("item", 0, "[ ]", "Alarm"),
        ("item", 0, "[ ]", "Door"),
        ("item", 0, "[x]", "Lights"),
    ]


def test_a_bold_beginning_is_a_lead_and_a_link_is_kept():
    def build(made: Made) -> None:
        paragraph = made.add_paragraph()
        paragraph.add_run("Weekly:").bold = True
        paragraph.add_run(" clean the hood")
        target = made.part.relate_to("https://x.test/sop", RT.HYPERLINK, is_external=True)
        add(made, f'<w:hyperlink r:id="{target}"><w:r><w:t>the SOP</w:t></w:r></w:hyperlink>')

    first, second = read(build).blocks
    assert (first.lead, first.text) == ("Weekly:", "Weekly: clean the hood")
    assert [(link.text, link.url) for link in second.links] == [("the SOP", "https://x.test/sop")]


def test_tables_give_rows_that_count_as_paragraphs():
    def build(made: Made) -> None:
        made.add_paragraph("Before")
        table = made.add_table(3, 3)
        for row, cells in enumerate(
            [("Task", "Who", "When"), ("Hood", "Ann", "Mon"), ("", "Bo", "Tue")]
        ):
            for cell, text in zip(table.rows[row].cells, cells, strict=True):
                cell.text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        made.add_paragraph("After")

    found = read(build)
    assert [(block.line, block.cells) for block in found.blocks] == [
        (1, ()),
        (3, ("Hood", "Ann", "Mon")),
        (4, ("Hood", "Bo", "Tue")),
        (5, ()),
    ]
    assert found.blocks[1].header == ("Task", "Who", "When")
    assert found.unit == "paragraph"


def test_a_text_box_is_read_once():
    def build(made: Made) -> None:
        box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
        mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        add(made, f"<w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice>"
                  f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>")  # fmt: skip

    assert [block.text for block in read(build).blocks] == ["In a box"]


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"PK\x03\x04 broken", "damaged"),
        (zipped(other="<a/>"), "damaged"),
        (zipped(document="<a>"), "damaged"),
        (zipped(document=BOMB), "entities"),
        (zipped(document=f"<a>{' ' * 29_000_000}</a>"), "unpacks"),
        (zipped(document=f"<a>{'<b/>' * 1_000_001}</a>"), "unpacks"),
        (zipped(document="<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"), "entities"),
    ],
)
def test_what_is_broken_or_a_bomb_is_refused(data, because):
    with pytest.raises(UnreadableError, match=because):
        docx.read(data)
