"""A made-up report set in a design, and what is known of the PDF that comes of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

import typst

from evaluation.designs.composing import Element, compose, wording
from evaluation.designs.designs import Design, Running
from evaluation.goldpdf import digest, normalised
from evaluation.structuregold import GoldFile, GoldHeading, GoldSentence
from evaluation.structurerunning import running_digest

_LAYOUT = Path(__file__).with_name("design.typ")
_MARKS = "<mark>"
TEXT, TABLES = "designs", "tables of designs"


@dataclass(frozen=True, slots=True)
class Specimen:
    """A PDF; what is known of its headings, sentences and running lines; and of the rows of its tables."""

    content: bytes
    gold: GoldFile
    rows: GoldFile


def set_report(design: Design) -> Specimen:
    """The same bytes for the same design."""
    words, body = wording(design.language), list(_identified(compose(design)))
    given = {"design": asdict(design), "words": words, "body": body}
    inputs = {"given": json.dumps(given, ensure_ascii=False)}
    compiler = typst.Compiler(_LAYOUT, ignore_system_fonts=True, sys_inputs=inputs)
    pages: dict[int, list[int]] = {}
    for mark in json.loads(compiler.query(_MARKS, field="value")):
        pages.setdefault(mark["id"], []).append(mark["page"])
    content = compiler.compile(format="pdf")
    assert isinstance(content, bytes)  # other formats have a file for each page
    return Specimen(content, _gold(design, words, body, pages), _rows(design, body, pages))


def _identified(body: list[Element]) -> Iterator[Element]:
    """The elements, with an id for each heading, sentence and row."""
    ids = count()
    for element in body:
        found = dict(element)
        if element["kind"] == "heading":
            found["id"] = next(ids)
        if "sentences" in element:
            found["sentences"] = [{"id": next(ids), "text": text} for text in element["sentences"]]
        if "rows" in element:
            found["rows"] = [{"id": next(ids), "cells": cells} for cells in element["rows"]]
        yield found


def _gold(design: Design, words: Mapping[str, Any], body: list[Element], pages: Mapping[int, list[int]]) -> GoldFile:
    headings = [one for one in body if one["kind"] == "heading"]
    found = [GoldHeading(digest(_title(one)), one["level"], pages[one["id"]][0]) for one in headings]
    contents = [GoldHeading(digest(words["contents"]), 1, 2)] * design.contents
    boxes = [GoldHeading(digest(words["box"]), 4, 1)] * sum(one["kind"] == "box" for one in body)
    sentences = [_sentence(s["id"], s["text"], pages) for one in body for s in one.get("sentences", ())]
    chapters = [_title(one) for one in headings if one["level"] == 1]
    heads = {Running.NONE: [], Running.TITLE: [words["title"]], Running.CHAPTER: [words["title"], *chapters]}
    running = {running_digest(line) for line in (*heads[design.running], design.footer) if normalised(line)}
    return GoldFile(TEXT, design.name, tuple(found), (*contents, *boxes), tuple(sentences), frozenset(running))


def _rows(design: Design, body: list[Element], pages: Mapping[int, list[int]]) -> GoldFile:
    rows = [_sentence(row["id"], "".join(row["cells"]), pages) for one in body for row in one.get("rows", ())]
    return GoldFile(TABLES, design.name, sentences=tuple(rows))


def _title(heading: Element) -> str:
    return f"{heading['number']} {heading['title']}"


def _sentence(own: int, text: str, pages: Mapping[int, list[int]]) -> GoldSentence:
    return GoldSentence(digest(text), len(normalised(text)), pages[own][0], pages[own][-1])
