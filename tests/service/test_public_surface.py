"""What callers may hold on to: nothing leaks, nothing is forgotten."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import fields
from types import ModuleType
from typing import Any

import pytest

from service import answer, asking, documents, filtering, ingesting, intake, library

SURFACE = {
    library: {"Library"},
    asking: {"FARTHEST_OFFSET", "LONGEST_QUESTION", "MOST_HITS", "Given", "Query", "ask", "checked", "search"},
    filtering: {
        "LONGEST_VALUE", "MOST_VALUES", "FiltersBody", "Year", "YearRangeBody", "is_unicode", "read_filters",
        "refusal", "scope_of", "shown",
    },
    ingesting: {"REFUSED", "FileReport", "IngestReport", "OnProgress", "Progress", "find_files"},
    intake: {"AHEAD", "Advance", "Intake", "ahead"},
    documents: {
        "DocumentList", "DocumentView", "Facet", "ReferenceView", "SectionView",
        "checked_changes", "listed", "reference_view", "section_view", "view",
    },
    answer: {
        "Answer", "Citation", "CitedDocument", "CitedEntity", "CitedFootnote", "CitedMention", "CitedPages",
        "CitedPassage", "CitedReference", "CitedSection", "Interpretation", "PassageView", "Quote", "Readiness",
        "SearchResult", "Why",
    },
}  # fmt: skip


def _defined(module: ModuleType) -> Iterator[str]:
    for node in ast.parse(inspect.getsource(module)).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield name
            case _:
                pass


@pytest.mark.parametrize("module", SURFACE, ids=lambda module: module.__name__)
def test_modules_define_what_is_listed(module: ModuleType) -> None:
    assert {name for name in _defined(module) if not name.startswith("_")} == SURFACE[module]


def test_a_library_offers() -> None:
    assert {name for name in vars(library.Library) if not name.startswith("_")} == {
        "open", "close", "paths",
        "ask", "search",
        "documents", "document", "text", "page_texts", "page_starts", "sections", "references", "passages",
        "footnotes", "passage", "regions",
        "original", "model", "readiness", "models", "verify",
        "ingest", "reindex", "set_metadata", "remove",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(SURFACE[answer]))
def test_results_are_frozen_and_slotted(name: str) -> None:
    kind: Any = getattr(answer, name)
    assert kind.__dataclass_params__.frozen
    assert set(kind.__slots__) == {field.name for field in fields(kind)}
