"""Shared by the tests of the index: small reports, put into a library by the writer itself."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from index.candidates import Candidate
from index.catalogue.reading import Catalogue
from index.derived import Derived
from index.embedding.embedder import Embedder
from index.options import RETRIEVAL_OPTIONS, RetrievalOptions
from index.paths import LibraryPaths
from index.question import read_question
from index.retrieval import Mode, Retriever
from index.scope import EVERYTHING, Scope
from index.writer import Change, Incoming, Place, Writer, open_writer
from ingest.parse import parse
from ingest.readers import read_source

Report = Callable[..., Path]
Put = Callable[..., Place]
Ingest = Callable[..., list[Place]]
Search = Callable[..., list[Candidate]]

SECTIONS = {
    "1 Introduction": "The report describes vocational training in Belgium. It counts 3 425 bonuses.",
    "2 Policies": "Policies changed in 2023.",
    "2.1 Flanders": "Flanders approved a decree on dual learning[^1]. Learners receive a contract.",
    "2.2 Wallonia": "Wallonia opened a centre for teachers (Cedefop, 2023a).",
}
REST = """
## References

Cedefop (2023a). Teachers in Wallonia. https://example.org/a
"""
NOTE = "\n[^1]: The decree of 2 February.\n"


@pytest.fixture
def paths(tmp_path: Path) -> LibraryPaths:
    return LibraryPaths(tmp_path / "library")


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Write a report; `changes` are sections that differ from the usual ones, None leaves one out."""

    def write(name: str = "report.md", changes: Mapping[str, str | None] | None = None) -> Path:
        sections = {**SECTIONS, **(changes or {})}
        levels = {heading: "#" * (2 + heading.count(".")) for heading in sections}
        parts = [f"{levels[heading]} {heading}\n\n{text}\n" for heading, text in sections.items() if text is not None]
        path = tmp_path / name
        text = "# Country report\n\n" + "\n".join(parts) + REST
        path.write_text(text + NOTE if "[^1]" in text else text, encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def put(embedder: Embedder) -> Put:
    """Put one file by an open writer, as the service does."""

    def put_file(writer: Writer, path: Path, manifest: Mapping[str, object] | None = None) -> Place:
        incoming = Incoming(path, path.read_bytes(), manifest or {})
        place = writer.place(incoming)
        if place.change is Change.UPDATED:
            writer.touch(place, incoming)
        if place.change is Change.DUPLICATE:
            writer.note_copy(place, incoming)
        if place.change in (Change.ADDED, Change.REPLACED):
            parsed = parse(read_source(path.name, incoming.content))
            writer.put(place, incoming, parsed, embedder, lambda *_: None)
        return place

    return put_file


@pytest.fixture
def ingest(paths: LibraryPaths, put: Put) -> Ingest:
    """Put files into the library and publish its indexes."""

    def ingest_files(*files: Path, manifest: Mapping[str, object] | None = None) -> list[Place]:
        with open_writer(paths) as writer:
            places = [put(writer, path, manifest) for path in files]
            writer.publish()
        return places

    return ingest_files


@pytest.fixture
def catalogue(paths: LibraryPaths, ingest: Ingest, report: Report) -> Iterator[Catalogue]:
    """The catalogue of a library that holds one report."""
    ingest(report())
    with closing(Catalogue(paths.catalogue)) as opened:
        yield opened


@pytest.fixture
def search(paths: LibraryPaths, embedder: Embedder) -> Search:
    """Search the newest indexes of the library."""

    def find(
        question: str,
        k: int = 10,
        scope: Scope = EVERYTHING,
        mode: Mode = Mode.HYBRID,
        options: RetrievalOptions = RETRIEVAL_OPTIONS,
    ) -> list[Candidate]:
        indexes = Derived(paths.derived).open_newest()
        assert indexes is not None
        with closing(Catalogue(paths.catalogue)) as catalogue:
            retriever = Retriever(catalogue, lambda: embedder, options)
            read = read_question(question, definitions=catalogue.definitions())
            return retriever.retrieve(indexes, read, k, scope, mode)

    return find


@pytest.fixture
def state(paths: LibraryPaths) -> Callable[[], tuple[object, ...]]:
    """Everything that a library holds, to be compared."""

    def look() -> tuple[object, ...]:
        with closing(sqlite3.connect(paths.catalogue)) as connection:
            rows = tuple(connection.iterdump())
        return rows, sorted(path.name for path in paths.originals.iterdir()), Derived(paths.derived).newest()

    return look


@pytest.fixture
def change(paths: LibraryPaths) -> Callable[..., None]:
    """Change the database behind the catalogue's back."""

    def execute(sql: str, *values: object) -> None:
        with closing(sqlite3.connect(paths.catalogue, isolation_level=None)) as connection:
            assert connection.execute(sql, values).rowcount != 0

    return execute


@pytest.fixture
def read(paths: LibraryPaths) -> Callable[[str], list[tuple[object, ...]]]:
    """Rows of the catalogue."""

    def rows(sql: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(paths.catalogue)) as connection:
            return connection.execute(sql).fetchall()

    return rows


@pytest.fixture(scope="session")
def ingesting() -> Callable[..., list[dict[str, object]]]:
    """Run `ingesting.py`: its arguments; what those processes that lived to the end have printed."""
    if not hasattr(os, "fork"):
        pytest.skip("needs a system that forks")
    script = Path(__file__).with_name("ingesting.py")
    environment = {**os.environ, "PYTHONPATH": str(script.parents[2]), "OPENBLAS_NUM_THREADS": "1"}

    def run(*arguments: object) -> list[dict[str, object]]:
        command = [sys.executable, str(script), *map(str, arguments)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run
