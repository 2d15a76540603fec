"""Lists and records as tables."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from index.embedding.listing import ListedModel
from ingest.source import SourcePage
from service.documents import DocumentView, ReferenceView, SectionView

# Copied from the screen into the next command, so never wrapped.
_WHOLE = {"id", "model"}
# Enough to tell contents apart; the JSON has all of it.
_SHORT_HASH = 16


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in _WHOLE)
    return table


def document_table(documents: Sequence[DocumentView]) -> Table:
    table = _table("id", "country", "year", "title", "source")
    for document in documents:
        known = document.metadata
        year = known["data_year"] or known["year"]
        cells = (document.id, known["country"], year, known["title"], document.source)
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in cells))
    return table


def with_page_marks(text: str, starts: Sequence[tuple[int, SourcePage]]) -> str:
    """The text with "[page 7, printed 5]" where a page begins, within a paragraph as between two."""
    parts, at = [], 0
    for start, page in starts:
        printed = f", printed {page.label}" if page.label and page.label != str(page.number) else ""
        parts += [text[at:start], f"[page {page.number}{printed}] "]
        at = start
    return "".join((*parts, text[at:]))


def model_table(models: Sequence[ListedModel]) -> Table:
    table = _table("model", "state", "precision", "licence", "")
    for model in models:
        forms = ", ".join(form.precision for form in model.compiled)
        marks = [mark for mark in ("default", "library") if getattr(model, mark)]
        cells = (model.name, model.state.value, forms, model.licence, ", ".join(marks))
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in cells))
    return table


def document_record(document: DocumentView) -> RenderableType:
    """Metadata with where each value comes from."""
    table = _table("field", "value", "from")
    for key, value in document.metadata.items():
        if value not in (None, ()):
            shown = "; ".join(value) if isinstance(value, tuple) else str(value)
            table.add_row(key, Text(shown), _source(document, key))
    about = Text(
        f"{document.id}, version {document.version}, from {document.source} ({document.media_type}), "
        f"ingested {document.ingested_at}",
        style="bold",
    )
    versions = (
        Text(f"version {v.version}: ingested {v.ingested_at}, sha256 {v.content_hash[:_SHORT_HASH]}…")
        for v in document.versions
    )
    copies = [Text(f"the same content: {', '.join(document.sources[1:])}")] if document.sources[1:] else []
    warnings = (Text(f"warning: {warning}", style="yellow") for warning in document.warnings)
    return Group(about, table, Text(f"cite as: {document.reference}"), *copies, *versions, *warnings)


def _source(document: DocumentView, key: str) -> str:
    """ "parsed (cover)"."""
    layer, origin = document.provenance.get(key, ""), document.origins.get(key)
    return f"{layer} ({origin})" if origin else layer


def section_tree(sections: Iterable[SectionView], name: str) -> Tree:
    root = Tree(name)
    open_nodes: list[tuple[int, Tree]] = [(0, root)]
    for section in sections:
        while open_nodes[-1][0] >= section.level:
            open_nodes.pop()
        label = Text(section.path[-1] if section.path else "(no headings)")
        if section.labels:
            label.append(f"  {'–'.join(section.labels)}", style="dim")
        open_nodes.append((section.level, open_nodes[-1][1].add(label)))
    return root


def reference_list(references: Iterable[ReferenceView]) -> RenderableType:
    return Group(*(Text(f"- {entry.text}") for entry in references))
