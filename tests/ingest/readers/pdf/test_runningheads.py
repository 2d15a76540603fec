"""Running heads that name the chapter."""

from collections.abc import Sequence

from ingest.readers.pdf.furniture import find_furniture
from ingest.readers.pdf.lines import PageLine
from tests.ingest.readers.pdf.making import HEIGHT, Block, assembled, line, sheet

BODY = 10.0
CHAPTERS = ("Schools", "Companies", "Councils", "Learners", "Teachers", "Reforms", "Outlook")
LONG = ("Foreword", "Foreword", "Foreword", "Schools", "Companies", "Councils", "Learners")


def head(words: str, size: float = BODY, font: str = "Serif") -> PageLine:
    return line(words, 40, size=size, font=font)


def found(heads: Sequence[PageLine | None], titles: Sequence[str] = ()) -> list[str]:
    """The furniture of pages with these heads, and below each its title in large type."""
    pages = [
        [*([top] if top else []), *sheet(*([Block(titles[at], 16)] if titles else []), f"Text of page {chr(65 + at)}.")]
        for at, top in enumerate(heads)
    ]
    result = assembled(*pages)
    return [result.text[start:end] for start, end in find_furniture(result, [HEIGHT] * len(pages)).ranges]


def test_words_that_change_where_others_come_again() -> None:
    assert found([head(words) for words in LONG]) == list(LONG)


def test_words_of_a_heading_in_larger_type() -> None:
    assert found([head(words) for words in CHAPTERS], CHAPTERS) == list(CHAPTERS)
    assert found([head(f"VET in Malta | {words}") for words in CHAPTERS], CHAPTERS) == [
        f"VET in Malta | {words}" for words in CHAPTERS
    ]


def test_words_that_nothing_else_tells_of_are_headings() -> None:
    assert found([head(words) for words in CHAPTERS]) == []


def test_words_in_type_larger_than_the_text_are_headings() -> None:
    assert found([head(words, size=12) for words in LONG]) == ["Foreword"] * 3


def test_words_in_other_type_are_headings() -> None:
    heads = [head(words, font="Serif" if words == "Foreword" else "Sans") for words in LONG]
    assert found(heads) == ["Foreword"] * 3


def test_words_right_above_the_text_are_text() -> None:
    pages = [[head(words), line(f"Text {chr(65 + at)} began", 52)] for at, words in enumerate(LONG)]
    result = assembled(*pages)
    assert [result.text[a:b] for a, b in find_furniture(result, [HEIGHT] * len(pages)).ranges] == ["Foreword"] * 3


def test_a_few_pages_far_apart_are_no_place_for_heads() -> None:
    sparse = [head(words) if page == 0 else None for words in CHAPTERS[:6] for page in range(6)]
    assert found([*(head("Foreword") for _ in range(4)), *sparse]) == ["Foreword"] * 4
    assert len(found([*(head("Foreword") for _ in range(4)), *filter(None, sparse)])) == 10
