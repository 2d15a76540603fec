"""Page numbers and running titles: not part of what the report says."""

import pytest

from ingest.document import ParsedDocument
from ingest.parse import parse
from ingest.readers import read_source
from ingest.segments import faults
from ingest.source import Source, SourcePage


def paged(*pages: str, labels: tuple[str, ...] = ()) -> ParsedDocument:
    starts = [sum(len(page) + 1 for page in pages[:number]) for number in range(len(pages))]
    ranges = tuple(
        SourcePage(number, labels[number - 1] if labels else None, start, start + len(page))
        for number, (start, page) in enumerate(zip(starts, pages, strict=True), 1)
    )
    return parse(Source("r.pdf", "application/pdf", "\f".join(pages), ranges, markup=False))


def parsed(text: str) -> ParsedDocument:
    return parse(read_source("r.txt", text.encode()))


def passages(document: ParsedDocument) -> list[str]:
    assert faults(document.segments, document.source.text, document.text) == []
    return [document.passage_text(passage) for passage in document.passages]


def paragraphs(document: ParsedDocument) -> list[str]:
    """What the passages hold, whether short paragraphs are joined or not."""
    return [paragraph for passage in passages(document) for paragraph in passage.split("\n\n")]


BODIES = ["One school was opened in", "the north. Two were opened in", "the south. Three were closed."]
READ = ["One school was opened in the north.", "Two were opened in the south.", "Three were closed."]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("", "{}"),
        ("Pg. {}", ""),
        ("", "Page {} of 12"),
        ("", "{}/12"),
        ("", "VET in Malta 2023 | page {} | Cedefop"),
        ("", "Getting started {}"),
        ("{} VET in Malta", ""),
        ("", "Online help (01, en) 4 Settings\n01 (2020-09-07) Copyright © Huawei {}"),
    ],
)
def test_numbers_and_running_titles_of_pages(head: str, foot: str) -> None:
    pages = [f"{head.format(n)}\n{body}\n{foot.format(n)}".strip() for n, body in enumerate(BODIES, 7)]
    cover = "Cover of the report."
    found = passages(paged(cover, *pages))
    assert found[0].startswith(cover)
    assert [passage for passage in found if "Online help" not in passage][-2:] == READ[1:]


def test_a_number_inside_a_sentence_is_none_of_a_page() -> None:
    sentences = [f"Pay rose by {number} per cent in that year." for number in (3, 4, 5)]
    read = passages(paged(*sentences))
    assert [sentence for sentence in sentences if any(sentence in passage for passage in read)] == sentences


def test_roman_page_numbers() -> None:
    pages = [f"{body}\n{number}" for body, number in zip(BODIES, ("iii", "iv", "v"), strict=True)]
    assert passages(paged("Cover of the report.", *pages))[-2:] == READ[1:]


def test_the_first_running_title_stays() -> None:
    assert passages(paged(*[f"VET in Malta\n{body}" for body in BODIES])) == [
        "VET in Malta One school was opened in the north.",
        *READ[1:],
    ]


def test_no_running_title_at_the_foot_stays() -> None:
    assert passages(paged(*[f"{body}\nVET in Malta" for body in BODIES])) == READ


@pytest.mark.parametrize("line", ["See the notes to this table.", "Source: annual survey"])
def test_sentences_and_sources_stay(line: str) -> None:
    assert " ".join(passages(paged(*[f"{body}\n{line}" for body in BODIES]))).count(line) == 3


def test_labels() -> None:
    pages = (f"{BODIES[0]}\niv", f"{BODIES[1]}\n1", BODIES[2])
    assert passages(paged(*pages, labels=("iv", "1", "2"))) == READ


def test_numbers_that_do_not_count_with_the_pages_stay() -> None:
    pages = ["Learners\n120", "Learners in the south\n340", "Learners in the north\n560"]
    read = " ".join(passages(paged(*pages)))
    assert [number for number in ("120", "340", "560") if number in read] == ["120", "340", "560"]


def test_a_page_of_running_titles_alone_keeps_them() -> None:
    assert " ".join(passages(paged(*["Electronic records"] * 4))).count("Electronic records") == 4


CUT = "For 2023 the key indicators of the financial bonuses awarded to companies were"
GOES_ON = "3 425 in Flanders."


@pytest.mark.parametrize("gap", ["\n12\n\f", "\n\n12\n\n\f", "\f12\n\n", "\n\n\f12\n"])
def test_a_page_number_at_a_form_feed(gap: str) -> None:
    assert paragraphs(parsed(f"1. Introduction\n\n{CUT}{gap}{GOES_ON}")) == [f"{CUT} {GOES_ON}"]


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_page_numbers_that_count_up_through_a_text(blank: str) -> None:
    parts = [f"{CUT}{blank}{number}\n\n{GOES_ON}\n\nThen the council met." for number in (12, 13, 14)]
    found = paragraphs(parsed("1. Introduction\n\n" + "\n\n".join(parts)))
    assert found == [f"{CUT} {GOES_ON}", "Then the council met."] * 3


def test_numbers_of_a_table_stay() -> None:
    table = "Learners in the three regions of the country\n12\n13\n14"
    assert "12 13 14" in paragraphs(parsed(f"1. Introduction\n\n{table}\n\nText."))[0]
    (lone, *_) = paragraphs(parsed(f"1. Introduction\n\n{CUT}\n\n12\n\nbonuses."))
    assert "12" in lone


LONG_SENTENCE = "The council met the schools of the region to speak of the plan for the year."


def test_passages_keep_to_a_page_where_it_ends_with_a_sentence() -> None:
    steps = "Steps:\n• one is first.\n• two is next."
    assert passages(paged(steps, "• three is last.\nThen text."))[1].startswith("• three")


def test_a_title_stays_with_the_text_below_it() -> None:
    charging = "1.2 Charging\n\n" + " ".join(["Connect it. It takes an hour."] * 7)
    wearing = "1.3 Wearing\n\n" + " ".join(["Wear it. It takes a day."] * 7)
    found = passages(paged(f"{charging}\n\n{wearing}", "Then text."))
    assert found == [charging, wearing, "Then text."]


def test_a_long_run_is_cut_at_page_boundaries() -> None:
    page = " ".join([LONG_SENTENCE] * 9)
    found = passages(paged(f"{page} It was", f"adopted. {page} It was", f"adopted. {page}"))
    assert [passage.count("It was adopted.") for passage in found] == [1, 1, 0]
    assert [passage.count(LONG_SENTENCE) for passage in found] == [9, 9, 9]
    assert all(passage.startswith(LONG_SENTENCE) for passage in found)


def test_what_never_ends_does_not_run_over_pages() -> None:
    cells = " ".join(["Learners 120"] * 80)
    assert passages(paged(cells, cells)) == [cells, cells]
