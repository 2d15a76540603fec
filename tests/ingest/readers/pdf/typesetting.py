"""PDFs of a page or two, typeset for tests."""

import typst

from ingest.document import ParsedDocument
from ingest.parse import parse
from ingest.readers import read_source
from ingest.source import Source

_PAGE = """
#set page(width: 420pt, height: 520pt, margin: 60pt)
#set text(font: "Libertinus Serif", size: 10pt)
#set par(justify: true)
"""


def typeset(body: str) -> bytes:
    """The PDF of a body in the markup of typst, on pages of 420 by 520 points."""
    content = typst.compile(f"{_PAGE}{body}".encode(), format="pdf")
    assert isinstance(content, bytes)
    return content


def source_of(body: str) -> Source:
    return read_source("report.pdf", typeset(body))


def document_of(body: str) -> ParsedDocument:
    return parse(source_of(body))


def rows(source: Source) -> list[list[str]]:
    """The rows of each table; lines of a cell are joined."""
    return [[source.text[start:end].replace("\n", " ") for start, end in table.rows] for table in source.tables]
