"""The gold of what the Belgian report's paragraphs are about: each paragraph of chapters 2 to 5, where it stands."""

import json
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from service.library import Library

DOCUMENT = "belgium-vet-2023"
GOLD = Path(__file__).resolve().parents[2] / "evaluation" / "gold" / "entities-belgium.jsonl"
LINES: list[dict[str, Any]] = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
NAMES = {
    "Belgium",
    "Brussels",
    "European Union",
    "Flanders",
    "French Community",
    "French-speaking part of Belgium",
    "German-speaking Community",
    "Wallonia",
}


@pytest.fixture(scope="module")
def paragraphs(belgium: Library) -> list[tuple[str, str]]:
    """The paragraphs of chapters 2 to 5 with their section's number; the parts of a long one are one again."""
    text, spans = belgium.text(DOCUMENT), dict[str, tuple[int, int]]()
    for passage in belgium.passages(DOCUMENT):
        number = passage.section.number or ""
        if number.startswith(("2.", "3.", "4.", "5.")):
            start, _ = spans.get(number, (passage.start, 0))
            spans[number] = (start, passage.end)
    return [(number, part) for number, (start, end) in spans.items() for part in text[start:end].split("\n\n")]


def test_ids_are_unique() -> None:
    ids = [line["id"] for line in LINES]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("line", LINES, ids=itemgetter("id"))
def test_a_line_is_well_formed(line: dict[str, Any]) -> None:
    assert set(line) - {"note"} == {"id", "document", "section", "snippet", "entities", "split", "named"}
    assert line["document"] == DOCUMENT
    assert line["entities"]
    assert set(line["entities"]) <= NAMES
    assert len(set(line["entities"])) == len(line["entities"])
    assert isinstance(line["named"], bool)
    assert 8 <= len(line["snippet"].split()) <= 14


@pytest.mark.parametrize("line", [line for line in LINES if not line["named"]], ids=itemgetter("id"))
def test_what_is_not_named_has_its_reason(line: dict[str, Any]) -> None:
    assert line["note"]


@pytest.mark.parametrize("line", LINES, ids=itemgetter("id"))
def test_a_snippet_occurs_once(belgium: Library, line: dict[str, Any]) -> None:
    assert belgium.text(DOCUMENT).count(line["snippet"]) == 1


def test_every_paragraph_has_its_line_in_reading_order(paragraphs: list[tuple[str, str]]) -> None:
    found = [
        (section, line["snippet"])
        for (section, paragraph), line in zip(paragraphs, LINES, strict=True)
        if line["section"] == section and paragraph.startswith(line["snippet"])
    ]
    assert found == [(line["section"], line["snippet"]) for line in LINES]


def test_splits_take_turns_within_a_section() -> None:
    for section, lines in groupby(LINES, itemgetter("section")):
        splits = [line["split"] for line in lines]
        assert splits[0] == ("train" if int(section[-1]) % 2 else "test")
        assert all({one, other} == {"train", "test"} for one, other in pairwise(splits))
