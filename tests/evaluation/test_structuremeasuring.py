"""A PDF measured as a whole, and one that is refused."""

from pathlib import Path

import pytest

from evaluation.goldpdf import digest, normalised
from evaluation.structuregold import GoldFile, GoldHeading, GoldSentence
from evaluation.structuremeasuring import measure, measure_apart
from evaluation.structureshares import Share

WORDS = "Hello, World!"


def gold(name: str) -> GoldFile:
    sentence = GoldSentence(digest(WORDS), len(normalised(WORDS)), 1, 1)
    return GoldFile("made", name, (GoldHeading(digest("A title"), 1, 1),), sentences=(sentence,))


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A page that says hello."""
    page = b"BT /F1 12 Tf 20 200 Td (Hello, World!) Tj ET"
    font = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources" + font + b">>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
    )
    content, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(content)
    content += b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\n" % table
    path = tmp_path / "hello.pdf"
    path.write_bytes(content + b"startxref\n%d\n%%%%EOF\n" % start)
    return path


def test_a_file_in_a_process_of_its_own(pdf: Path) -> None:
    measured = measure_apart(pdf, gold(pdf.name))
    assert measured.shares["whole"] == Share(1, 1)
    assert measured.shares["recall"] == Share(0, 1)
    assert measured.missed == (digest("A title"),)
    assert measured.effort
    assert measured.effort.pages == 1
    assert measured.refused is None


def test_all_that_a_refused_file_holds_is_missed(tmp_path: Path) -> None:
    path = tmp_path / "no.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing of the kind")
    measured = measure(path, gold(path.name))
    assert measured.refused
    assert measured.refused.startswith("no.pdf: ")
    assert measured.effort is None
    assert measured.shares["whole"] == Share(0, 1)
    assert measured.shares["recall"] == Share(0, 1)
    assert measured.sentences == ((digest(WORDS), "absent"),)
