"""Other people's documents, read where they lie: counts of what is in them, none of their words."""

from collections import Counter
from pathlib import Path

import pytest

from intake.documents import outline_of
from intake.found import Upload
from intake.outline import Kind, Outline

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "intake"
ROOMS = ("sop_md", "sop_docx", "sop_pdf", "scribe", "tango", "sweetprocess")
FILES = sorted(path for room in ROOMS for path in (FOLDER / room).glob("*"))
COUNTS = {
    "nhs_update_benchmarking_report_sop.docx": {Kind.ITEM: 34, Kind.HEADING: 0, Kind.ROW: 0},
    "lab_sap_general.pdf": {Kind.ITEM: 7, Kind.HEADING: 3},
    "scribe_mapbox_tileset.md": {Kind.ITEM: 9, Kind.HEADING: 3},
    "tango_players_h3_steps_excerpt.md": {Kind.ITEM: 0, Kind.HEADING: 8},
    "tango_html_in_markdown_fragment.md": {Kind.HEADING: 2},
    "sweetprocess_public_kb_article_rendered_text.txt": {Kind.ITEM: 6, Kind.HEADING: 1},
    "robojackets_calendar_of_tasks.rst": {Kind.ITEM: 23, Kind.HEADING: 9},
    "taproom_opening-checklist.md": {Kind.ITEM: 24},
    "taproom_mid-shift-checklist.md": {Kind.ITEM: 18},
    "makers_leaving_the_shop.md": {Kind.ITEM: 11, Kind.HEADING: 3},
    "es_equipment_maintenance_sop.md": {Kind.ITEM: 5, Kind.ROW: 3},
    "it_backup_verification_runbook.md": {Kind.ITEM: 20, Kind.HEADING: 8, Kind.ROW: 6},
    "nonprofit_compliance_calendar_quick_reference.md": {Kind.ROW: 10},
    "roofing_daily_safety_inspection_form_excerpt.md": {Kind.ROW: 3},
}


def outline(path: Path) -> Outline:
    found = outline_of(Upload(path.name, path.read_bytes()))
    assert found
    return found


@pytest.mark.skipif(not FILES, reason="the real documents are not beside this repository")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_document_is_read(path):
    blocks = outline(path).blocks
    counts = Counter(block.kind for block in blocks)
    assert {kind: counts[kind] for kind in COUNTS.get(path.name, {})} == COUNTS.get(path.name, {})
    lines = [block.line for block in blocks]
    assert lines == sorted(lines)
    assert len(blocks) > 3
    assert all(path.suffix == ".md" or not block.text.startswith("-") for block in blocks)
