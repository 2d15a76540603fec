"""Made-up reports: what is known of one is what its PDF holds."""

from dataclasses import replace

import pypdfium2
import pytest

from evaluation.designs.composing import compose, wording
from evaluation.designs.designs import DESIGNS, Design
from evaluation.designs.setting import Specimen, set_report
from evaluation.goldpdf import digest, normalised

# Justified lines are broken at hyphens, which belong to no word.
DESIGN = replace(DESIGNS[0], name="test", columns=1)


@pytest.fixture(scope="module")
def specimen() -> Specimen:
    return set_report(DESIGN)


@pytest.fixture(scope="module")
def pages(specimen: Specimen) -> list[str]:
    with pypdfium2.PdfDocument(specimen.content) as document:
        return [normalised(page.get_textpage().get_text_range()) for page in document]


def test_headings_stand_on_their_pages(specimen: Specimen, pages: list[str]) -> None:
    titles = {
        digest(f"{e['number']} {e['title']}"): f"{e['number']} {e['title']}"
        for e in compose(DESIGN)
        if e["kind"] == "heading"
    }
    assert len(specimen.gold.headings) == len(titles) > 20
    for heading in specimen.gold.headings:
        assert normalised(titles[heading.hash]) in pages[heading.page - 1]


def test_sentences_begin_on_their_pages(specimen: Specimen, pages: list[str]) -> None:
    said = {digest(text): normalised(text) for e in compose(DESIGN) for text in e.get("sentences", ())}
    whole = [one for one in specimen.gold.sentences if not one.crosses]
    assert len(said) == len(specimen.gold.sentences) > len(whole) > 100
    for sentence in whole:
        assert said[sentence.hash][:12] in pages[sentence.first_page - 1]


def test_rows_are_known_apart(specimen: Specimen) -> None:
    rows = [row for e in compose(DESIGN) if e["kind"] == "table" for row in e["rows"]]
    assert [one.hash for one in specimen.rows.sentences] == [digest("".join(row)) for row in rows]


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.name)
def test_designs_can_be_set(design: Design) -> None:
    assert len(design.headings) == 4
    assert {element["kind"] for element in compose(design)} >= {
        "heading",
        "paragraph",
        "list",
        "table",
        "figure",
        "box",
    }
    assert wording(design.language)["sentences"]
