"""Ingest: which files, what becomes of each, and what is said of it."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.embedding.embedder import Embedder
from service.ingesting import FileReport, Progress, find_files
from service.library import Library
from service.reading.limits import Limits
from service.settings import Settings

Write = Callable[[str, str], Path]

NOWHERE = Path("nowhere")


def _one(library: Library, path: Path) -> FileReport:
    (file,) = library.ingest([path]).files
    return file


def test_finds_readable_files_below_folders_in_order_and_once(write: Write) -> None:
    for name in ("b.txt", "a.md", "sub/c.pdf", "image.png", ".hidden.txt", ".git/d.txt"):
        write(name, "text")
    folder = write("b.txt", "text").parent
    found = find_files([folder / "b.txt", folder], NOWHERE)
    assert [str(path.relative_to(folder)) for path in found] == ["b.txt", "a.md", "sub/c.pdf"]


def test_a_file_that_is_named_counts_whatever_it_is(write: Write) -> None:
    named = [write("image.png", "text"), Path("missing.txt")]
    assert find_files(named, NOWHERE) == named


def test_what_the_library_keeps_is_not_found(write: Write) -> None:
    report = write("a.txt", "text")
    write("library/originals/0.txt", "text")
    assert find_files([report.parent], report.parent / "library") == [report]


def test_reports_what_was_found(small: Library, write: Write) -> None:
    path = write("new.md", "# 1. Soil\n\nSoil is studied (OECD, 2020).\n\n# References\n\nOECD. (2020). Soil.\n")
    file = _one(small, path)
    assert (file.status, file.document, file.path) == ("added", "new", str(path))
    assert (file.sections, file.passages, file.references, file.footnotes) == (2, 1, 1, 0)
    assert file.message is None


def test_an_unchanged_file_stays_and_a_changed_one_is_replaced(small: Library, write: Write) -> None:
    path = write("quality.md", "# 1. Quality\n\nOther words.\n")
    assert (_one(small, path).status, _one(small, path).status) == ("replaced", "unchanged")
    assert small.document("quality").version == 2


def test_an_unchanged_file_was_not_counted(small: Library, tmp_path: Path) -> None:
    file = _one(small, tmp_path / "reports/quality.md")
    assert (file.status, file.passages) == ("unchanged", None)


def test_a_moved_file_keeps_its_document(small: Library, tmp_path: Path) -> None:
    before, after = tmp_path / "reports/quality.md", tmp_path / "elsewhere.md"
    before.rename(after)
    file = _one(small, after)
    assert (file.status, file.document) == ("updated", "quality")
    assert file.message == f"moved here from {before.resolve()}"
    assert small.document("quality").source_name == "elsewhere.md"


def test_a_copy_is_not_stored_twice(small: Library, write: Write, tmp_path: Path) -> None:
    original = tmp_path / "reports/quality.md"
    file = _one(small, write("copy.md", original.read_text(encoding="utf-8")))
    assert (file.status, file.document) == ("duplicate", "quality")
    assert file.message == f"the same content as {original.resolve()}; not stored twice"


def test_a_copy_stays_citable_when_the_file_it_was_a_copy_of_changes(
    small: Library, write: Write, tmp_path: Path
) -> None:
    path = tmp_path / "reports/quality.md"
    copy = write("copy.md", path.read_text(encoding="utf-8"))
    small.ingest([copy])
    write("quality.md", "# 1. Quality\n\nInspectors visit twice.\n")
    replaced, added = small.ingest([path]).files
    assert (replaced.status, replaced.document) == ("replaced", "quality")
    assert replaced.message == f"no longer the content of {copy.resolve()}"
    assert (added.path, added.status, added.document) == (str(copy.resolve()), "added", "copy")
    assert "visit every provider once" in small.text("copy")
    assert [file.status for file in small.ingest([path, copy]).files] == ["unchanged", "unchanged"]


@pytest.mark.parametrize("first", ["copy.md", "zinc.md"])
def test_a_folder_with_a_copy_of_what_changes_tells_of_each_file(
    small: Library, write: Write, tmp_path: Path, first: str
) -> None:
    """Whether the copy comes before the file that changes or after it, in the order of the names."""
    path = tmp_path / "reports/quality.md"
    copy = write(first, path.read_text(encoding="utf-8"))
    small.ingest([copy])
    write("quality.md", "# 1. Quality\n\nInspectors visit twice.\n")
    files = small.ingest([path.parent]).files
    statuses = {Path(file.path).name: file.status for file in files}
    assert len(files) == len(statuses) == 3
    assert (statuses[first], statuses["quality.md"]) == ("added", "replaced")
    assert {document.id for document in small.documents()} == {"quality", "transport", copy.stem}


def test_a_copy_that_is_gone_is_not_missed(small: Library, write: Write, tmp_path: Path) -> None:
    path = tmp_path / "reports/quality.md"
    copy = write("copy.md", path.read_text(encoding="utf-8"))
    small.ingest([copy])
    copy.unlink()
    write("quality.md", "# 1. Quality\n\nInspectors visit twice.\n")
    (file,) = small.ingest([path]).files
    assert (file.status, file.message) == ("replaced", None)


def test_warns_where_another_document_has_the_name(small: Library, write: Write) -> None:
    file = _one(small, write("other/Quality.md", "# 1. Wood\n\nWood is dried.\n"))
    assert (file.status, file.document) == ("added", "quality-2")
    said = "'quality' names another document of this library, present or removed, so this one is 'quality-2'"
    assert any(said in warning for warning in file.warnings)
    small.remove("quality")
    removed = _one(small, write("third/Quality.md", "# 1. Iron\n\nIron is cast.\n"))
    assert removed.document == "quality-3"
    assert any("names another document of this library, present or removed" in w for w in removed.warnings)
    again = _one(small, write("other/Quality.md", "# 1. Wood\n\nWood is sawn.\n"))
    assert not any("another document" in warning for warning in again.warnings)


def test_a_year_at_the_end_of_a_name_is_no_number_behind_it(small: Library, write: Write) -> None:
    assert not any("another" in w for w in _one(small, write("vet-2023.md", "# 1. Vet\n\nWords.\n")).warnings)


def test_a_refused_file_does_not_stop_the_others(small: Library, write: Write) -> None:
    paths = [
        write("empty.txt", ""),
        write("table.xlsx", "1"),
        write("missing.txt", "x").with_name("nope.txt"),
        write("good.md", "# 1. Good\n\nGood words.\n"),
    ]
    report = small.ingest(paths)
    assert [file.status for file in report.files] == ["refused", "refused", "refused", "added"]
    messages = [file.message or "" for file in report.refused]
    assert "the file is empty" in messages[0]
    assert "no reader for .xlsx" in messages[1]
    assert "no such file" in messages[2]
    assert {document.id for document in small.documents()} == {"quality", "transport", "good"}


def test_a_manifest_that_cannot_be_used_refuses_its_file(small: Library, write: Write) -> None:
    write("manifest.toml", '["good.md"]\ncolour = "red"\n')
    file = _one(small, write("good.md", "# 1. Good\n\nGood words.\n"))
    assert file.status == "refused"
    assert "'colour': unknown" in (file.message or "")


def test_a_manifest_that_changed_updates_the_metadata(small: Library, write: Write, tmp_path: Path) -> None:
    write("manifest.toml", '["quality.md"]\nyear = 2021\n')
    assert _one(small, tmp_path / "reports/quality.md").status == "updated"
    assert small.document("quality").metadata.year == 2021


def test_says_that_a_folder_holds_nothing_to_read(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "void").mkdir()
    with Library.open(tmp_path / "library", embedder=embedder) as library:
        file = _one(library, tmp_path / "void")
    assert file.status == "refused"
    assert "no file in this folder that Pincite reads; it reads .markdown, .md, .pdf" in (file.message or "")
    assert not (tmp_path / "library").exists()


def test_a_missing_file_makes_no_library(tmp_path: Path, embedder: Embedder) -> None:
    with Library.open(tmp_path / "library", embedder=embedder) as library:
        assert _one(library, tmp_path / "nope.txt").message == f"{tmp_path}/nope.txt: no such file. Check the path."
    assert not (tmp_path / "library").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_not_utf8_is_refused(small: Library, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(name)).write_text("words", encoding="utf-8")
    file = _one(small, Path(os.fsdecode(name)))
    assert file.message == f"{tmp_path}/caf\\xe9.txt: its name is not UTF-8. Rename it."
    assert file.path.isprintable()


WritePdf = Callable[..., Path]


def test_a_pdf_comes_in_by_a_process_of_its_own(small: Library, write_pdf: WritePdf) -> None:
    pages: list[tuple[int, int]] = []
    (file,) = small.ingest(
        [write_pdf("rye.pdf", "Rye grows in the north.", "Oats grow in the west.")],
        lambda now: pages.append((now.done, now.total)) if now.stage == "reading" else None,
    ).files
    assert (file.status, file.pages, file.error) == ("added", 2, None)
    assert file.seconds > 0
    assert pages[-1] == (2, 2)
    assert "Oats grow in the west." in small.text("rye")


@pytest.mark.parametrize(
    ("limits", "error", "said"),
    [
        (Limits(file_s=0), "SlowFile", "gave up after 0 s for the whole file"),
        (Limits(page_s=0), "SlowFile", "gave up after 0 s before its first page"),
    ],
)
def test_a_limit_that_is_set_holds(
    tmp_path: Path, write: Write, write_pdf: WritePdf, embedder: Embedder, limits: Limits, error: str, said: str
) -> None:
    good = write("good.md", "# 1. Good\n\nGood words.\n")
    with Library(Settings(tmp_path / "library", limits=limits), embedder) as library:
        refused, added = library.ingest([write_pdf("rye.pdf", "Rye grows."), good]).files
    assert (refused.status, refused.error, added.status) == ("refused", error, "added")
    assert said in (refused.message or "")


def test_a_password_opens_an_encrypted_file(small: Library, write_pdf: WritePdf, tmp_path: Path) -> None:
    path = write_pdf("rye.pdf", "Rye grows in the north.", password="s3cret")
    (without,), (wrong,) = small.ingest([path]).files, small.ingest([path], password="secr3t").files
    assert (without.status, wrong.status) == ("refused", "refused")
    assert "needs a password. Give it with --password" in (without.message or "")
    assert "secr3t" not in (wrong.message or "")
    (file,) = small.ingest([path], password="s3cret").files
    assert (file.status, small.text("rye").strip()) == ("added", "Rye grows in the north.")
    kept = [each for each in (tmp_path / "library").rglob("*") if each.is_file()]
    assert not any(b"s3cret" in each.read_bytes() for each in kept)


def test_a_file_that_cannot_be_opened_again_is_verified_but_for_that(small: Library, write_pdf: WritePdf) -> None:
    small.ingest([write_pdf("rye.pdf", "Rye grows in the north.", password="s3cret")], password="s3cret")
    found = [each for each in small.verify() if each.subject == "rye"]
    assert [each.fault for each in found] == [False]
    assert found[0].message.startswith("its file was not read again: rye.pdf: needs a password.")


def test_tells_how_far_it_is(small: Library, write: Write) -> None:
    seen: list[Progress] = []
    paths = [write("good.md", "# 1. Good\n\nGood words.\n"), write("empty.txt", "")]
    small.ingest(paths, seen.append)
    assert [(p.file, p.name, p.stage, p.done, p.total) for p in seen] == [
        (1, "good.md", "reading", 0, 0),
        (1, "good.md", "embedding", 0, 1),
        (1, "good.md", "embedding", 1, 1),
        (1, "good.md", "added", 0, 0),
        (2, "empty.txt", "reading", 0, 0),
        (2, "empty.txt", "refused", 0, 0),
        (2, "", "indexing", 0, 0),
    ]
    assert {progress.files for progress in seen} == {2}


def test_what_was_done_before_an_interrupt_is_in(small: Library, write: Write) -> None:
    paths = [write("first.md", "# 1. First\n\nBarley grows.\n"), write("second.md", "# 1. Second\n\nRye grows.\n")]

    def interrupt(progress: Progress) -> None:
        if progress.file == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        small.ingest(paths, interrupt)
    assert small.ask("barley", k=1).passages[0].citation.document.id == "first"
    assert small.ingest(paths).files[1].status == "added"
