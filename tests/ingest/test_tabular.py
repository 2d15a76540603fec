"""Tables in text and Markdown, found by their rows."""

import pytest

from ingest.tabular import find_tables


def parts(text: str) -> list[tuple[list[str], int, str | None, str]]:
    """Of each table its rows, how many are its head, its caption, and all of it."""
    return [
        (
            [text[start:end] for start, end in table.rows],
            table.head,
            text[slice(*table.caption)] if table.caption else None,
            text[table.start : table.end],
        )
        for table in find_tables(text)
    ]


def test_rows_between_tabs() -> None:
    text = "They are many.\n\nTable 1. Learners\nInitial\t20\nContinuing\t5\nSource: CSB,\nown count.\n\nThen text."
    (table,) = parts(text)
    assert table == (["Initial\t20", "Continuing\t5"], 0, "Table 1. Learners", text[16:-12])


def test_rows_between_bars_have_their_head_above_the_rule() -> None:
    text = "| Programme | 2022 |\n|:---|---:|\n| Initial | 20 |\n\nTabelle 1: Lernende\n"
    (table,) = parts(text)
    assert table == (["| Programme | 2022 |", "| Initial | 20 |"], 1, "Tabelle 1: Lernende", text[:-1])


@pytest.mark.parametrize("text", ["", "One\tline.", "Text.\n-----\nText.", "2.1\tAgile VET\n2.2\tFlexible VET"])
def test_what_is_no_table(text: str) -> None:
    assert parts(text) == []
