"""The report as a PDF: pages begin where its contents page and the breaks in its text say."""

import json
from collections.abc import Iterator, Sequence, Set
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from evaluation.typesetting.report import Block, Entry, Kind, Report
from evaluation.typesetting.runs import runs
from ingest.errors import EvaluationError

_LAYOUT = Path(__file__).with_name("report.typ")
_HEADINGS = "<heading>"


def typeset(report: Report) -> bytes:
    """A tagged PDF, the same bytes for the same report; its fonts are those that come with typst.

    Raises EvaluationError where a section does not begin on the printed page that the contents page names.
    """
    breaks: set[str] = set()
    while entry := _misplaced(report, breaks):
        if entry.heading in breaks:
            raise EvaluationError(
                f"{entry.heading!r} does not begin on page {entry.page}. Change the sizes in {_LAYOUT.name}."
            )
        breaks.add(entry.heading)
    content = _compiler(report, breaks).compile(format="pdf")
    assert isinstance(content, bytes)  # other formats have a file for each page
    return content


def _misplaced(report: Report, breaks: Set[str]) -> Entry | None:
    """The first section that does not begin on its page."""
    found = json.loads(_compiler(report, breaks).query(_HEADINGS, field="value"))
    pages = zip(report.contents, found, strict=True)
    return next((entry for entry, page in pages if entry.page != page), None)


def _compiler(report: Report, breaks: Set[str]) -> typst.Compiler:
    inputs = {"report": json.dumps(_content(report, breaks), ensure_ascii=False)}
    return typst.Compiler(_LAYOUT, ignore_system_fonts=True, sys_inputs=inputs)


def _content(report: Report, breaks: Set[str]) -> dict[str, Any]:
    """What the layout reads; `breaks` are headings that begin a page although the text shows no break there."""
    return {
        "title": report.title,
        "author": report.author,
        "year": report.year,
        "cover": report.cover,
        "title_page": _texts(report.title_page),
        "series": _texts(report.series),
        "colophon": _texts(report.colophon),
        "contents_title": report.contents_title,
        "contents": [_entry(entry) for entry in report.contents],
        "body": list(_body(report.body, breaks)),
        "notes": dict(zip(report.notes, _texts(list(report.notes.values())), strict=True)),
    }


def _texts(blocks: Sequence[str]) -> list[list[dict[str, Any]]]:
    return [[asdict(run) for run in runs(block)] for block in blocks]


def _entry(entry: Entry) -> dict[str, Any]:
    return asdict(entry) | {"heading": entry.heading, "level": entry.level}


def _body(blocks: Sequence[Block], breaks: Set[str]) -> Iterator[dict[str, Any]]:
    for block, block_runs in zip(blocks, _texts([block.text for block in blocks]), strict=True):
        element: dict[str, Any] = {"kind": block.kind, "runs": block_runs, "after_break": block.after_break}
        if block.kind is Kind.ITEM:
            element["target"] = next((run["text"] for run in block_runs if run["address"]), None)
        if block.entry:
            element |= _entry(block.entry) | {"after_break": block.entry.heading in breaks}
        yield element
