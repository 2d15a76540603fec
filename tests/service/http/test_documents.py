"""GET /v1/documents and what is below it."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from service.library import Library

Call = Callable[..., httpx.Response]
DOCUMENT = "/v1/documents/belgium-vet-2023"


def test_lists_documents_with_facets(reading: Call) -> None:
    response = reading("GET", "/v1/documents")
    assert response.status_code == 200
    assert [document["id"] for document in response.json()["documents"]] == ["belgium-vet-2023"]
    assert response.json()["facets"]["country"] == [{"value": "BE", "documents": 1}]


def test_shows_a_document(reading: Call) -> None:
    shown = reading("GET", DOCUMENT).json()
    assert shown["metadata"]["year"] == 2024
    assert shown["provenance"]["year"] == "manifest"
    (version,) = shown["versions"]
    assert list(version) == ["version", "content_hash", "ingested_at"]


def test_shows_the_heading_tree(reading: Call) -> None:
    sections = reading("GET", f"{DOCUMENT}/sections").json()
    quality = next(section for section in sections if section["number"] == "2.6")
    assert quality["labels"] == ["11", "12"]
    assert [section["start"] for section in sections] == sorted(section["start"] for section in sections)


def test_shows_the_references(reading: Call) -> None:
    assert {"2023i", "2023j"} <= {entry["label"] for entry in reading("GET", f"{DOCUMENT}/references").json()}


def test_hands_out_the_original(reading: Call, corpus: Path) -> None:
    response = reading("GET", f"{DOCUMENT}/file")
    assert response.content == (corpus / "belgium-vet-2023.txt").read_bytes()
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.headers["content-disposition"] == 'inline; filename="belgium-vet-2023.txt"'


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8", "utf-8-sig"])
def test_tells_the_encoding_of_the_original(http: Call, small: Library, tmp_path: Path, encoding: str) -> None:
    path, text = tmp_path / "wine.txt", "1. Wine\n\nWine is pressed in autumn. Café.\n"
    path.write_bytes((("\ufeff" if encoding[-3:] in ("-le", "-be") else "") + text).encode(encoding))
    (file,) = small.ingest([path]).files
    response = http("GET", f"/v1/documents/{file.document}/file")
    assert response.headers["content-type"] == f"text/plain; charset={encoding[:6].rstrip('-')}"
    assert response.text.removeprefix("\ufeff") == text
    assert response.headers["x-content-type-options"] == "nosniff"


def test_hands_out_a_part_of_the_original(reading: Call, corpus: Path) -> None:
    response = reading("GET", f"{DOCUMENT}/file", headers={"range": "bytes=0-9"})
    assert response.status_code == 206
    assert response.content == (corpus / "belgium-vet-2023.txt").read_bytes()[:10]


def test_a_missing_original_is_a_problem(http: Call, small: Library) -> None:
    small.original("quality").unlink()
    response = http("GET", "/v1/documents/quality/file")
    assert response.status_code == 503
    assert response.json()["detail"] == "the original of 'quality' is missing. Ingest quality.md again."


@pytest.mark.parametrize("name", ['a"; filename="b.md', "a\r\nset-cookie: b.md", "été.md"])
def test_a_file_name_injects_no_header(http: Call, small: Library, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("# 1. Wine\n\nWine is pressed in autumn.\n", encoding="utf-8")
    (file,) = small.ingest([path]).files
    response = http("GET", f"/v1/documents/{file.document}/file")
    assert response.status_code == 200
    assert "set-cookie" not in response.headers
    assert response.headers["content-disposition"].startswith("inline; filename*=utf-8''")


def test_head_has_the_headers_without_the_body(reading: Call) -> None:
    for path in ("/v1/documents", f"{DOCUMENT}/file", "/healthz"):
        got, head = reading("GET", path), reading("HEAD", path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == got.headers["content-length"]
