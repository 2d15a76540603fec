"""What holds for every text, whatever its form."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import ParsedDocument, SectionKind
from ingest.parse import parse
from ingest.passages import passage_ids
from ingest.readers.text import LONGEST_LINE
from ingest.segments import faults, replay
from ingest.source import HeadingHint, Source, SourcePage

WORDS = st.sampled_from(
    ["training", "Flanders", "the", "of", "3 425", "work-based", "(VET)", "EUR", "e.g.", "2023", "école", "A"]
)
ODD = st.sampled_from(["\u00a0", "\u00ad", "\u200b", "\t", "  ", "\\*", "*", "[", "](", ")", "¹", "⁽¹⁾", "…", "\x07"])
TITLES = st.sampled_from(["Introduction", "Main policy developments", "Quality of training in 2023", "References"])
NUMBERS = st.sampled_from(["CHAPTER 1. ", "2. ", "1.1 ", "2.1.1 ", "Annex A. ", "", "### ", "IV. "])
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: "The " + " ".join(words) + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
LONG_SENTENCES = st.lists(WORDS, min_size=10, max_size=12).map(lambda words: "The " + " ".join(words) + ".")
# of 44 to 175 words: neither joined with a neighbour nor split
LONG_PARAGRAPHS = st.lists(LONG_SENTENCES, min_size=4, max_size=7).map(" ".join)
PIECES = st.one_of(
    st.tuples(NUMBERS, TITLES).map("".join),
    PARAGRAPHS,
    PARAGRAPHS.map(lambda text: text.replace(" ", "\n")),
    st.lists(SENTENCES, min_size=1, max_size=3).map(lambda items: "As follows:\n" + "\n".join(f"- {i}" for i in items)),
    st.lists(WORDS, min_size=1, max_size=3).map(lambda items: "\n".join(f"{n}. {i}" for n, i in enumerate(items, 1))),
    SENTENCES.map(lambda text: f"⁽¹⁾ {text}"),
    SENTENCES.map(lambda text: f"[^1]: {text}"),
    SENTENCES.map(lambda text: f"[{text}](#) *{text}* (Cedefop, & ReferNet, 2023a) ⁽¹⁾"),
    SENTENCES.map(lambda text: f"- Cedefop and ReferNet (2023a). {text} <https://example.org/{len(text)}>"),
    st.sampled_from(["Contents\nIntroduction\t5\nMain policy developments.....6", "\f", "-----", "Author: Jo Doe"]),
    st.lists(st.one_of(WORDS, ODD), max_size=6).map("".join),
)
REPORTS = st.lists(st.tuples(PIECES, st.sampled_from(["\n\n", "\n", " \n \n", "\r\n"])), max_size=14).map(
    lambda pieces: "".join(piece + gap for piece, gap in pieces)
)
ANY_TEXT = st.one_of(REPORTS, st.text(max_size=300), st.text(alphabet="*[](\\)1.a \n-⁽¹⁾#", max_size=120))


def parsed(text: str) -> ParsedDocument:
    return parse(Source("report.txt", "text/plain", text))


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_the_text_follows_from_the_source_by_allowed_edits(text: str) -> None:
    document = parsed(text)
    assert faults(document.segments, text, document.text) == []
    for note in document.footnotes:
        assert replay(note.segments, text) == note.text


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_sections_nest_and_passages_stay_inside_them(text: str) -> None:
    document = parsed(text)
    for section in document.sections:
        assert 0 <= section.start <= section.end <= len(document.text)
        if section.parent is not None:
            parent = document.sections[section.parent]
            assert parent.start <= section.start
            assert section.end <= parent.end
            assert parent.path == section.path[:-1]
            assert parent.level < section.level
    for passage in document.passages:
        section = document.sections[passage.section]
        assert section.start <= passage.start < passage.end <= section.end
        assert not any(passage.start < other.start < passage.end for other in document.sections)
        assert section.kind is not SectionKind.CONTENTS


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_passages_are_ordered_disjoint_and_not_blank(text: str) -> None:
    document = parsed(text)
    assert [passage.ordinal for passage in document.passages] == list(range(len(document.passages)))
    assert all(before.end <= after.start for before, after in pairwise(document.passages))
    for passage in document.passages:
        inside = document.passage_text(passage)
        assert inside == document.text[passage.start : passage.end] == inside.strip() != ""
    ids = passage_ids("report", document.text, document.passages)
    assert len(set(ids)) == len(ids)


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_every_word_of_a_body_section_is_in_its_heading_or_a_passage(text: str) -> None:
    document = parsed(text)
    covered = [(passage.start, passage.end) for passage in document.passages]
    for section in document.sections:
        if section.path:
            covered.append((section.start, section.start + len(section.path[-1])))
    for section in document.sections:
        if section.kind is not SectionKind.BODY:
            continue
        for word in re.finditer(r"\S+", document.text[section.start : section.end]):
            at = section.start + word.start()
            inner = [s for s in document.sections if s.start <= at < s.end]
            if inner[-1].kind is SectionKind.BODY:
                assert any(low <= at < high for low, high in covered), word.group()


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
def test_the_same_source_gives_the_same_document(text: str) -> None:
    assert parsed(text) == parsed(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=8))
def test_pages_and_hints_of_any_kind_do_no_harm(pieces: list[str]) -> None:
    pages, hints, at = [], [], 0
    for number, piece in enumerate(pieces, 1):
        pages.append(SourcePage(number, str(number), at, at + len(piece)))
        first_line = piece.split("\n")[0].split("\f")[0].rstrip()
        lead = len(first_line) - len(first_line.lstrip())
        if first_line.strip() and number % 2:
            hints.append(HeadingHint(at + lead, at + len(first_line), number % 3 + 1))
        at += len(piece) + 1
    source = Source("r.pdf", "application/pdf", "\f".join(pieces), tuple(pages), heading_hints=tuple(hints))
    document = parse(source)
    assert faults(document.segments, source.text, document.text) == []


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=8))
def test_nothing_on_a_page_is_lost(pages: list[str]) -> None:
    starts = [sum(len(page) + 1 for page in pages[:number]) for number in range(len(pages))]
    ranges = tuple(SourcePage(n, None, at, at + len(pages[n - 1])) for n, at in enumerate(starts, 1))
    document = parse(Source("r.pdf", "application/pdf", "\f".join(pages), ranges))
    covered = [(passage.start, passage.end) for passage in document.passages]
    covered.extend((reference.start, reference.end) for reference in document.references)
    for section in document.sections:
        covered.append((section.start, section.start + len("".join(section.path[-1:]))))
        if section.kind is SectionKind.CONTENTS:
            covered.append((section.start, section.end))
    for word in re.finditer(r"[^\W\d_]{2,}", document.text):
        assert any(low <= word.start() < high for low, high in covered), word.group()


@settings(max_examples=60, deadline=None)
@given(st.lists(LONG_PARAGRAPHS, min_size=1, max_size=6, unique=True), st.integers(0, 5))
def test_ids_of_unchanged_paragraphs_survive_a_new_one(paragraphs: list[str], place: int) -> None:
    before = parsed("\n\n".join(["1. Introduction", *paragraphs]))
    paragraphs.insert(place, " ".join(["A paragraph that is new."] * 9))
    after = parsed("\n\n".join(["1. Introduction", *paragraphs]))
    ids_before = set(passage_ids("report", before.text, before.passages))
    ids_after = set(passage_ids("report", after.text, after.passages))
    assert ids_before <= ids_after
    assert len(ids_after) == len(ids_before) + 1


REPEATED = [
    *["(", "[", "*", "\\", ".", "a.", "1", " ", "\t", ". ", "*a ", "**a ***b ", "[a](", "[a](b(", "¹", ".¹", ".)"],
    *["a", "A ", "A (2023) ", "(A, 2023; ", "A and ", "©a ", "data from ", "creative commons ", "cite as: a. "],
    *["-\n", "a-\nb", "http://a/\n", "1. a\n", "1.1 A\n", "- a\n", "A\n\n", "A\t5\n", "Contents\n\n", "\f", "a\f"],
    *["1\n\na\n\n", "1\n\f", "# a¹\n", "# a", "a¹ ", "⁽¹⁾ a\n\n", "A\t5\n\n", "A 5\n", "A, 2023 a. "],
]


@pytest.mark.parametrize("repeated", REPEATED)
@pytest.mark.parametrize("lead", ["", "Contents\n", "References\n"])
def test_no_repetition_makes_it_slow(repeated: str, lead: str) -> None:
    text = lead + repeated * (LONGEST_LINE // 8 // len(repeated)) + "a"
    start = time.process_time()
    parsed(text)
    assert time.process_time() - start < 3


def test_a_long_report_takes_seconds() -> None:
    sentence = "Training of learners in the dual system (Cedefop, & ReferNet, 2023a) is *supported* [here](#). "
    chapters = [f"CHAPTER {n}. Part\n\n" + "\n\n".join([sentence * 5] * 40) for n in range(1, 80)]
    references = [f"- Cedefop and ReferNet ({2000 + n % 24}a). Title {n}." for n in range(400)]
    text = "\n\n".join([*chapters, "References", *references])
    start = time.process_time()
    document = parsed(text)
    assert time.process_time() - start < 10
    assert len(document.passages) == 79 * 40


def test_a_text_without_headings_is_one_section_with_a_warning() -> None:
    document = parsed("The dual system was reformed in 2023. It serves 200 schools.")
    assert [(section.kind, section.path) for section in document.sections] == [(SectionKind.BODY, ())]
    assert [document.passage_text(p) for p in document.passages] == [document.text]
    assert document.warnings == (
        "no headings found: passages can be cited by document only; "
        "number the headings (2.1 Title) or mark them as in Markdown (## Title)",
    )


def test_a_text_with_references_only_keeps_its_body() -> None:
    document = parsed("The dual system was reformed in 2023\n\nReferences\n\n- Cedefop (2023). Title. https://a.eu")
    assert [document.passage_text(p) for p in document.passages] == ["The dual system was reformed in 2023"]
    assert [reference.title for reference in document.references] == ["Title"]


def test_an_empty_text_is_an_empty_document() -> None:
    document = parsed(" \n\n ")
    assert (document.text, document.sections, document.passages) == ("", (), ())


def test_a_footnote_without_its_marker_is_told() -> None:
    document = parsed("1. Introduction\n\nThe system grew.\n\n⁽⁴⁾ See Cedefop.")
    assert document.warnings == ("footnote 4 has no marker in the text and stays where it is",)


@pytest.mark.parametrize(("notes", "shown"), [(2, "1, 2"), (12, "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …")])
def test_footnotes_without_their_markers_are_told_at_once(notes: int, shown: str) -> None:
    bodies = "\n\n".join(f"[^{number}]: See Cedefop." for number in range(1, notes + 1))
    document = parsed(f"1. Introduction\n\nThe system grew.\n\n{bodies}")
    assert document.warnings == (f"{notes} footnotes have no marker in the text and stay where they are: {shown}",)
