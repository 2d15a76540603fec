"""Footnotes taken out of the running text and bound to their marker."""

import pytest

from ingest.footnotes import markers, plain_marker
from ingest.parse import parse
from ingest.readers import read_source
from ingest.segments import replay


def notes(text: str) -> list[tuple[str, str, str | None]]:
    """Marker, text, and the word before the anchor."""
    document = parse(read_source("r.txt", text.encode()))
    for note in document.footnotes:
        assert replay(note.segments, text) == note.text
    before = [None if n.anchor is None else document.text[: n.anchor].split()[-1] for n in document.footnotes]
    return [(note.marker, note.text, word) for note, word in zip(document.footnotes, before, strict=True)]


def paragraphs(text: str) -> list[str]:
    """What the passages hold, whether short paragraphs are joined or not."""
    document = parse(read_source("r.txt", text.encode()))
    return [part for passage in document.passages for part in document.passage_text(passage).split("\n\n")]


@pytest.mark.parametrize(
    ("marker", "body"), [("⁽¹⁾", "⁽¹⁾"), ("¹", "¹"), ("(¹)", "(¹)"), ("[^1]", "[^1]:"), ("⁽ ¹ ⁾", "⁽¹⁾"), ("¹²", "¹²")]
)
def test_forms(marker: str, body: str) -> None:
    text = f"The pathway{marker} is new.\n\n{body} See *Cedefop* [here](#)."
    ((found, note, before),) = notes(text)
    assert (found, note) == (plain_marker(marker), "See Cedefop here.")
    assert before in ("pathway", f"pathway{marker[0]}")
    assert paragraphs(text) == [f"The pathway{marker} is new."]


def test_a_note_between_the_halves_of_a_sentence() -> None:
    text = "The pathway ⁽¹⁾ was\n\n⁽¹⁾ See Cedefop.\n\n⁽²⁾ Other.\n\nintroduced in 2023 ⁽²⁾."
    assert paragraphs(text) == ["The pathway ⁽¹⁾ was introduced in 2023 ⁽²⁾."]
    assert notes(text) == [("1", "See Cedefop.", "pathway"), ("2", "Other.", "2023")]


def test_numbers_that_start_anew_bind_to_the_nearest_marker_before() -> None:
    text = "One ⁽¹⁾.\n\n⁽¹⁾ First.\n\nTwo ⁽¹⁾.\n\n⁽¹⁾ Second."
    assert notes(text) == [("1", "First.", "One"), ("1", "Second.", "Two")]


def test_a_marker_at_the_head_of_a_line_is_no_note() -> None:
    text = "The pathway (with a seventh year)\n⁽¹⁾ and the modules\n⁽²⁾. It is new.\n\n⁽¹⁾ First.\n⁽²⁾ Second."
    assert notes(text) == [("1", "First.", "year)"), ("2", "Second.", "modules")]
    assert len(paragraphs(text)) == 1


def test_a_note_without_a_marker_stays_where_it_is() -> None:
    text = "The pathway is new.\n\n⁽³⁾ See Cedefop.\n\nIt grows.⁽⁴⁾\n\n⁽⁴⁾ Since 2020."
    assert notes(text) == [("4", "Since 2020.", "grows.")]
    assert paragraphs(text) == ["The pathway is new.", "⁽³⁾ See Cedefop.", "It grows.⁽⁴⁾"]


@pytest.mark.parametrize("heading", ["1. Introduction ⁽¹⁾", "1. Introduction¹", "## 1. Introduction[^1]"])
def test_the_note_of_a_heading_belongs_to_the_first_passage_below_it(heading: str) -> None:
    body = "[^1]: See Cedefop." if "^" in heading else "⁽¹⁾ See Cedefop."
    text = f"{heading}\n\nThe pathway is new.\n\nIt grows.\n\n{body}\n\n## 2. Outlook\n\nText."
    document = parse(read_source("r.txt", text.encode()))
    (note,) = document.footnotes
    assert (note.text, note.anchor) == ("See Cedefop.", document.passages[0].start)
    assert (document.sections[0].title, document.sections[0].path) == ("Introduction", (document.text.split("\n")[0],))
    assert document.text.startswith("1. Introduction\n\nThe pathway")
    assert document.warnings == ()


def test_powers_and_units_bear_no_notes() -> None:
    assert markers("20 m² and 5 km², CO² and R², text², word.³") == [(33, 34, "2"), (41, 42, "3")]
