"""What the tests of the service share."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from index.embedding.embedder import Embedder
from service.library import Library

Write = Callable[[str, str], Path]

QUALITY = """# 2. Policies

## 2.1 Quality assurance

The agency approved 23 programmes in 2023. Inspectors visit every provider once.

## 2.2 Dual learning

Companies received 3 425 bonuses for dual learning.
"""
TRANSPORT = """# 1. Railways

The ministry electrified two railway lines. Freight moved to the harbour.
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a report into a folder of its own."""
    folder = tmp_path / "reports"

    def write_file(name: str, text: str) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


@pytest.fixture
def write_pdf(write: Write) -> Callable[..., Path]:
    """Writes a PDF with a sentence on each page, encrypted where a password is given."""

    def write_pages(name: str, *sentences: str, password: str | None = None) -> Path:
        writer, file = PdfWriter(), io.BytesIO()
        face = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        font = DictionaryObject({NameObject(key): NameObject(value) for key, value in face.items()})
        for sentence in sentences:
            page, stream = writer.add_blank_page(400, 300), DecodedStreamObject()
            stream.set_data(f"BT /F1 12 Tf 20 200 Td ({sentence}) Tj ET".encode())
            fonts = DictionaryObject({NameObject("/F1"): font})
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
            page[NameObject("/Contents")] = writer._add_object(stream)
        if password:
            writer.encrypt(password, algorithm="AES-256")
        writer.write(file)
        path = write(name, "")
        path.write_bytes(file.getvalue())
        return path

    return write_pages


@pytest.fixture
def small(tmp_path: Path, write: Write, embedder: Embedder) -> Iterator[Library]:
    """A library of its own with two short reports, `quality` and `transport`."""
    with Library.open(tmp_path / "library", embedder=embedder) as library:
        report = library.ingest([write("quality.md", QUALITY), write("transport.md", TRANSPORT)])
        assert not report.refused, report
        yield library


@pytest.fixture(scope="session")
def other_embedder(embedder: Any) -> Embedder:
    """Another model than `embedder`."""
    other: Embedder = type(embedder)("other", 32)
    return other


@pytest.fixture(scope="session")
def default_library(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """A library with the Belgian report, made by the default model, for what only reads."""
    folder = tmp_path_factory.mktemp("default") / "library"
    with Library.open(folder) as library:
        library.ingest([corpus])
    return folder
