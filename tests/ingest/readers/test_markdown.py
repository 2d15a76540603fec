"""Markdown: which ranges of the source are headings."""

import pytest

from ingest.readers import read_source


def headings(text: str) -> list[tuple[str, int]]:
    source = read_source("report.md", text.encode())
    return [(source.text[hint.start : hint.end], hint.level) for hint in source.heading_hints]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\n### 2.1 *Two* #\n\nText", [("One", 1), ("2.1 *Two*", 3)]),
        ("One\n===\n\nTwo\n---\n\nText", [("One", 1), ("Two", 2)]),
        ("A title that\ngoes on\n=====\n", [("A title that\ngoes on", 1)]),
        ("```\n# a comment\n```\n\n#hashtag\n", []),
        ("#\n\ntext", []),
        ("- # in a list\n\n> ## quoted\n", [("in a list", 1), ("quoted", 2)]),
        ("   ## Indented ##  \r\n", [("Indented", 2)]),
    ],
)
def test_headings(text: str, expected: list[tuple[str, int]]) -> None:
    assert headings(text) == expected


def test_it_is_text_with_markup() -> None:
    source = read_source("report.markdown", b"# One")
    assert (source.media_type, source.markup, source.pages) == ("text/markdown", True, ())
