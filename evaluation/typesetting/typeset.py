"""The report as a PDF: pages begin where its contents page and the breaks in its text say."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from evaluation.typesetting.report import Block, Entry, Kind, Report
from evaluation.typesetting.runs import runs

_LAYOUT = Path(__file__).with_name("report.typ")


def typeset(report: Report) -> bytes:
    """A tagged PDF, the same bytes for the same report; only fonts that come with typst are used."""
    inputs = {"report": json.dumps(_content(report), ensure_ascii=False)}
    return typst.compile(_LAYOUT, format="pdf", sys_inputs=inputs, ignore_system_fonts=True)


def _content(report: Report) -> dict[str, Any]:
    """What the layout reads."""
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
        "body": list(_body(report.body)),
        "notes": dict(zip(report.notes, _texts(list(report.notes.values())), strict=True)),
    }


def _texts(blocks: Sequence[str]) -> list[list[dict[str, Any]]]:
    return [[asdict(run) for run in runs(block)] for block in blocks]


def _entry(entry: Entry) -> dict[str, Any]:
    return asdict(entry) | {"heading": entry.heading, "level": entry.level}


def _body(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    page, breaks = 0, 0
    for block in blocks:
        breaks += block.after_break
        element: dict[str, Any] = {"kind": block.kind, "after_break": block.after_break}
        element["runs"] = [asdict(run) for run in runs(block.text)]
        if block.kind is Kind.ITEM:
            element["target"] = next((run["text"] for run in element["runs"] if run["address"]), None)
        if block.entry:
            # The layout breaks here as well where the breaks shown since the heading before are too few.
            too_few = page and breaks < block.entry.page - page
            element |= _entry(block.entry) | {"from_page": block.entry.page if too_few else None}
            page, breaks = block.entry.page, 0
        yield element
