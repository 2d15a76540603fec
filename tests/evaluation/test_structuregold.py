"""Golden files of PDFs."""

import json
from pathlib import Path

import pytest

from evaluation.goldpdf import digest
from evaluation.structuregold import GOLD, GoldFile, GoldHeading, GoldSentence, find_pdf, read_gold
from ingest.errors import EvaluationError

TOLD = {
    "headings": [{"hash": digest("Findings"), "level": 1, "page": 2, "characters": 8}],
    "optional_headings": [{"hash": digest("Box"), "level": 2, "page": 2, "characters": 3}],
    "sentences": [{"hash": digest("It rose."), "characters": 6, "first_page": 2, "last_page": 3}],
    "headers": [digest("Annual report #")],
    "pages_read": 60,
}


def test_a_golden_file(tmp_path: Path) -> None:
    path = tmp_path / "reports.json"
    path.write_text(json.dumps({"a.pdf": TOLD, "b.pdf": {**TOLD, "broken_text_layer": True}}))
    first, second = read_gold(path)
    assert first == GoldFile(
        "reports",
        "a.pdf",
        headings=(GoldHeading(digest("Findings"), 1, 2),),
        optional=(GoldHeading(digest("Box"), 2, 2),),
        sentences=(GoldSentence(digest("It rose."), 6, 2, 3),),
        running=frozenset({digest("Annual report")}),
        pages_read=60,
    )
    assert first.sentences[0].crosses
    assert second.broken


@pytest.mark.parametrize("content", ["[]", "nothing", '{"a.pdf": {"headings": []}}', '{"a.pdf": {"headings": [1]}}'])
def test_another_form_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(content)
    with pytest.raises(EvaluationError, match=r"gold\.json: is no golden file of PDFs"):
        read_gold(path)


def test_a_pdf_lies_in_the_folder_of_its_collection(tmp_path: Path) -> None:
    gold = GoldFile("reports", "a.pdf")
    assert find_pdf(tmp_path, gold) is None
    path = tmp_path / "reports" / "pdfs" / "a.pdf"
    path.parent.mkdir(parents=True)
    path.touch()
    assert find_pdf(tmp_path, gold) == path


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.json")), ids=lambda path: path.stem)
def test_the_golden_files_of_the_project_hold_together(path: Path) -> None:
    files = read_gold(path)
    assert any(file.headings for file in files)
    for file in files:
        assert all(one.level >= 1 and one.page >= 1 for one in (*file.headings, *file.optional)), file.name
        assert all(one.first_page <= one.last_page and one.characters > 0 for one in file.sentences), file.name
