"""Paragraphs over page breaks, lists with their lead-in, front matter and contents."""

import pytest

from ingest.document import ParsedDocument, PrintedPages, SectionKind
from ingest.joints import continues
from ingest.parse import parse
from ingest.readers import read_source
from ingest.segments import faults
from ingest.source import Source, SourcePage


def parsed(text: str) -> ParsedDocument:
    return parse(read_source("r.txt", text.encode()))


def passages(text: str) -> list[str]:
    document = parsed(f"1. Introduction\n\n{text}")
    return [document.passage_text(passage) for passage in document.passages]


def paragraphs(text: str) -> list[str]:
    """What the passages hold, whether short paragraphs are joined or not."""
    return [paragraph for passage in passages(text) for paragraph in passage.split("\n\n")]


LONG = "For 2023 the key indicators of the financial incentives to companies are: 3 425"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (LONG, "bonuses awarded.", True),
        (LONG, "Bonuses awarded.", True),
        (LONG, "500 bonuses awarded.", True),
        (f"{LONG}.", "Bonuses awarded.", False),
        (f"{LONG}:", "Bonuses awarded.", False),
        (f"{LONG}.⁽¹⁾", "bonuses", False),
        ("and the Recovery and", "Resilience Plan", True),
        ("Short line", "Another line", False),
        ("It works. Short line", "Another line", True),
        ("Short line", "goes on", True),
        ("The centres Logisticity", "(transport and logistics)", True),
        (LONG, "- an item", False),
        ("", "text", False),
    ],
)
def test_continues(before: str, after: str, expected: bool) -> None:
    assert continues(before, after) is expected


def test_lists_stay_with_their_lead_in() -> None:
    assert paragraphs("Several services, for example:\n\n- (a) one;\n- (b) two.\n\nThen text.") == [
        "Several services, for example:\n(a) one;\n(b) two.",
        "Then text.",
    ]


def test_an_item_goes_on_after_a_page_break() -> None:
    text = "Services:\n\n- one;\n\n- two of the Recovery and Resilience\n\nPlan;\n\n- three of\n\nmany.\n\nThen text."
    assert paragraphs(text) == [
        "Services:\n- one;\n- two of the Recovery and Resilience Plan;\n- three of many.",
        "Then text.",
    ]


def test_text_after_a_list_without_full_stops_is_a_paragraph() -> None:
    text = (
        "Priorities:\n- strengthening dual learning in secondary and adult education for all\n\nThe Government agreed."
    )
    assert paragraphs(text)[1] == "The Government agreed."


def test_nested_lists_and_further_paragraphs_of_an_item() -> None:
    text = "Run by:\n* schools\n  * 30 public\n* others\n\n  as said before.\n\nThen text."
    assert paragraphs(text) == ["Run by:\n* schools\n* 30 public\n* others as said before.", "Then text."]


def test_tables_keep_their_rows() -> None:
    text = "Table 1. Learners.\nProgramme\t2022\nInitial\t20 100\nSource: CSB.\n\nThen text."
    assert paragraphs(text) == ["Table 1. Learners.\nProgramme\t2022\nInitial\t20 100\nSource: CSB.", "Then text."]


def test_an_announcement_stays_with_what_it_announces() -> None:
    long = " ".join(["It works as it should."] * 10)
    assert passages(f"{long}\n\nHe said:\n\n{long}\n\n{long}") == [long, f"He said:\n\n{long}", long]


def test_nothing_crosses_a_heading() -> None:
    document = parsed("1. One\n\nThe reform of the dual system in all of the regions was\n\n2. Two\n\nadopted.")
    assert [document.passage_text(p) for p in document.passages] == [
        "The reform of the dual system in all of the regions was",
        "adopted.",
    ]


REPORT = """VET REPORT

Malta

Author: Jo Borg

Contents

Foreword\tii
1. Introduction\t1
2. Main\t2
2.1 Agile\t2
References\t4

Foreword

Thanks to all.

1. Introduction

Malta is small.

2. Main

2.1 Agile

It is agile.

Training for teachers

They are trained well.

References

- Borg, J. (2023). Title.
"""


def test_sections() -> None:
    document = parsed(REPORT)
    found = [(s.kind, s.level, s.path, s.printed) for s in document.sections]
    assert found == [
        (SectionKind.FRONT, 1, ("Front matter",), None),
        (SectionKind.CONTENTS, 1, ("Contents",), None),
        (SectionKind.BODY, 1, ("Foreword",), PrintedPages("ii", "1")),
        (SectionKind.BODY, 1, ("1. Introduction",), PrintedPages("1", "2")),
        (SectionKind.BODY, 1, ("2. Main",), PrintedPages("2", "4")),
        (SectionKind.BODY, 2, ("2. Main", "2.1 Agile"), PrintedPages("2", "4")),
        (SectionKind.BODY, 3, ("2. Main", "2.1 Agile", "Training for teachers"), PrintedPages("2", "4")),
        (SectionKind.REFERENCES, 1, ("References",), PrintedPages("4", None)),
    ]
    assert [s.parent for s in document.sections] == [None, None, None, None, None, 4, 5, None]


def test_covers_contents_and_references_hold_no_passages() -> None:
    document = parsed(REPORT)
    assert [document.passage_text(p) for p in document.passages] == [
        "Author: Jo Borg",
        "Thanks to all.",
        "Malta is small.",
        "It is agile.",
        "They are trained well.",
    ]


def test_pages_out_of_order_are_not_believed() -> None:
    document = parsed("Contents\n\n1. One\t9\n2. Two\t5\n\n1. One\n\nText.\n\n2. Two\n\nText.")
    assert [s.printed for s in document.sections[1:]] == [PrintedPages("9", None), PrintedPages("5", None)]


def test_text_between_contents_and_chapters_is_front_matter() -> None:
    document = parsed("Contents\n\n1. One\t1\n2. Two\t2\n\nA word before.\n\n1. One\n\nText.\n\n2. Two\n\nText.")
    assert [s.kind for s in document.sections] == ["contents", "front", "body", "body"]


def test_a_marked_contents_heading_holds_no_passages() -> None:
    source = read_source("r.md", b"# T\n\n## Contents\n\n- One\n- Two\n\n## One\n\nText.\n\n## Two\n\nText.")
    document = parse(source)
    assert [document.passage_text(p) for p in document.passages] == ["Text.", "Text."]


def test_chapters_do_not_hang_below_front_matter() -> None:
    document = parsed("Jo wrote this.\n\n2.1 Agile\n\nText.")
    assert all(section.parent is None for section in document.sections)


def over_pages(first: str, second: str, *, joined: bool = True) -> list[str]:
    """The passages of two pages, of which the second goes on with the first."""
    text, turn = f"{first}\f{second}", len(first)
    pages = (SourcePage(1, None, 0, turn), SourcePage(2, None, turn + 1, len(text)))
    source = Source(
        "report.pdf",
        "application/pdf",
        text,
        pages=pages,
        markup=False,
        joints=((turn, turn + 1),) if joined else (),
    )
    document = parse(source)
    assert faults(document.segments, source.text, document.text) == []
    return [document.passage_text(passage) for passage in document.passages]


def test_what_the_reader_sees_go_on_is_one_sentence() -> None:
    assert over_pages("The decree was adopted by", "Parliament in 2021.") == [
        "The decree was adopted by Parliament in 2021."
    ]
    assert over_pages("It has three parts:", "rights, duties and costs.") == [
        "It has three parts: rights, duties and costs."
    ]


def test_what_it_does_not_see_go_on_is_no_sentence() -> None:
    first = "The decree on dual learning was adopted by all of the parties in the parliament"
    assert over_pages(first, "58\n\nIt works.", joined=False)[0] == first


def test_a_word_that_a_page_breaks_is_mended() -> None:
    assert over_pages("The regions support appren-", "ticeship.") == ["The regions support apprenticeship."]


def test_a_compound_that_a_page_breaks_keeps_its_hyphen() -> None:
    first = "There is work-based learning in each of\nthe regions of Bel-\ngium. They support work-"
    assert over_pages(first, "based learning.")[0].endswith("They support work-based learning.")
    assert over_pages("There is pre-", "and post-training.") == ["There is pre- and post-training."]


ROWS = ["Programme\t2022", *(f"Programme {n} of all {'the other schools of ' * 8}it\t{n}00" for n in range(1, 13))]
BARS = ["| Programme | 2022 |", "|---|---|", *(f"| {row.replace(chr(9), ' | ')} |" for row in ROWS[1:])]


@pytest.mark.parametrize("name", ["r.txt", "r.md"])
def test_a_long_table_is_split_between_rows_and_its_parts_know_its_caption(name: str) -> None:
    rows = "\n".join(ROWS if name == "r.txt" else BARS)
    text = f"1. Introduction\n\nThey are many.\n\nTable 1. Learners by programme\n\n{rows}\n\nSo it is."
    document = parse(read_source(name, text.encode()))
    first, *parts, last = document.passages
    assert [document.passage_text(first), document.passage_text(last)] == ["They are many.", "So it is."]
    lines = [line for part in parts for line in document.passage_text(part).split("\n")]
    assert lines == ["Table 1. Learners by programme", *ROWS]
    assert len(parts) > 2
    caption = "Table 1. Learners by programme" + ("\nProgramme\t2022" if name == "r.md" else "")
    assert [part.caption for part in parts] == [None, *[caption] * (len(parts) - 1)]


def test_two_tables_are_two_passages() -> None:
    assert passages("Table 1. A\nx\t1\ny\t2\n\nTable 2. B\nx\t3\ny\t4") == [
        "Table 1. A\nx\t1\ny\t2",
        "Table 2. B\nx\t3\ny\t4",
    ]
