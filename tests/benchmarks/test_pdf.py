"""The words that two readers of PDFs find, compared."""

from pathlib import Path

import pytest

from benchmarks.pdf import Extracted, broken_by_spaces, extract, glued, shared, table, verbatim, vocabulary, words_of
from evaluation.goldpdf import digest
from evaluation.structuregold import GoldFile, GoldSentence


def extracted(**texts: list[str | None]) -> Extracted:
    return Extracted({f"{name}.pdf": pages for name, pages in texts.items()}, refused=0, seconds=2.0, peak=100.0)


@pytest.mark.parametrize(
    "text", ["Infor-\nmation", "infor\N{SOFT HYPHEN}\r\n mation", "Infor\ufffemation", "infor\x02mation"]
)
def test_line_ends_in_words_do_not_count(text: str) -> None:
    assert words_of(text) == {"information": 1}


def test_ligatures_are_dissolved() -> None:
    assert words_of("o\ufb03ce 2023, Office") == {"office": 2}


def test_the_vocabulary_is_what_both_find_in_two_files() -> None:
    first = extracted(a=["the o ffice"], b=["the office"], c=["the office"])
    second = extracted(a=["the office"], b=["the office"], c=["the office once"])
    assert vocabulary([{"first": first, "second": second}]) == {"the", "office"}


def test_words_with_a_space_in_them() -> None:
    known = {"office", "the", "of", "fi", "an"}
    assert broken_by_spaces("the o ffice, the offi ce", known) == 2
    assert broken_by_spaces("of fice", known) == 1
    assert broken_by_spaces("the office\noffi, ce", known) == 0


def test_words_without_a_space_between() -> None:
    known = {"school", "office", "schools"}
    assert glued("schooloffice", known)
    assert not glued("schools", known)
    assert not glued("xschool", known)


def test_words_that_the_other_has_on_the_same_page() -> None:
    first = extracted(a=["one two two", None, "three"])
    second = extracted(a=["two one", "four", "five three"], b=["one"])
    assert shared(first, second) == (3, 4)
    assert shared(second, first) == (3, 4)


def test_golden_sentences_of_a_page() -> None:
    there, over, lost = (
        GoldSentence(digest("It rose."), 6, 1, 1),
        GoldSentence(digest("It rose."), 6, 1, 2),
        GoldSentence(digest("It rose."), 6, 2, 2),
    )
    gold = [GoldFile("made", "a.pdf", sentences=(there, over, lost))]
    assert verbatim(extracted(a=["Then it ro-\nse. It fell.", None]), gold) == (1, 2)


def test_both_readers_side_by_side() -> None:
    pair = {"pypdf": extracted(a=["one two"]), "pdfium": extracted(a=["one", None])}
    lines = table({"made": pair}, {"one"}).splitlines()
    assert lines[0] == "| measured | made: pypdf | made: pdfium |"
    assert "| pages that fail | 0 | 1 |" in lines
    assert "| words that the other has on the page | 0.500 | 1.000 |" in lines
    assert "| words in the vocabulary | 0.5000 | 1.0000 |" in lines


@pytest.mark.parametrize("reader", ["pypdf", "pdfium"])
def test_a_file_that_cannot_be_read_is_counted(tmp_path: Path, reader: str) -> None:
    path = tmp_path / "no.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing of the kind")
    found = extract(reader, [path])
    assert (found.texts, found.refused) == ({}, 1)
