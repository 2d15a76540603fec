"""Intake: many files, some of which take their reader down, read ahead and taken in by order."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import pytest

from index.embedding.embedder import Embedder
from index.paths import LibraryPaths
from index.writer import Writer, open_writer
from service.ingesting import FileReport, OnProgress, Progress
from service.intake import Intake, ahead
from service.library import Library
from service.reading.limits import Limits
from service.reading.readers import Readers

Write = Callable[[str, str], Path]
Take = Callable[..., list[FileReport]]
BAD = "tests.service.reading.bad_readers"


@pytest.fixture
def take(tmp_path: Path, embedder: Embedder) -> Take:
    """Takes files into a library by readers that do what a file says."""
    paths = LibraryPaths(tmp_path / "library")

    @contextmanager
    def intake(on_progress: OnProgress) -> Iterator[Intake]:
        with ExitStack() as stack:

            @cache
            def writer() -> Writer:
                opened = stack.enter_context(open_writer(paths))
                stack.callback(opened.publish)
                return opened

            readers = stack.enter_context(Readers(Limits(page_s=1, memory_mib=200), module=BAD))
            yield Intake(writer, paths.catalogue.is_file, lambda: embedder, readers, on_progress)

    def take_in(*files: Path, on_progress: OnProgress = lambda _: None) -> list[FileReport]:
        with intake(on_progress) as opened:
            return opened.take(files)

    return take_in


def test_ahead_begins_what_comes_next_and_no_more() -> None:
    begun: list[int] = []

    def begin(item: int) -> int:
        begun.append(item)
        return item

    items = ahead(range(6), begin, 2)
    assert next(items) == 0
    assert begun == [0, 1, 2]
    assert next(items) == 1
    assert begun == [0, 1, 2, 3]
    assert list(items) == [2, 3, 4, 5]
    assert list(ahead([], str, 2)) == []


@pytest.mark.skipif(os.name == "nt", reason="no such signals")
def test_bad_files_are_refused_in_their_places_and_the_others_are_in(take: Take, write: Write) -> None:
    names = ["loop", "barley", "crash", "rye", "exit", "oats"]
    reports = take(*(write(f"{name}.pdf", f"{name} always") for name in names))
    assert [(Path(file.path).stem, file.status, file.error) for file in reports] == [
        ("loop", "refused", "SlowFile"),
        ("barley", "added", None),
        ("crash", "refused", "DamagedFile"),
        ("rye", "added", None),
        ("exit", "refused", "DamagedFile"),
        ("oats", "added", None),
    ]
    assert all("on page 2 of 9" in (file.message or "") for file in reports if file.status == "refused")


def test_a_library_is_not_made_for_a_file_that_is_refused(take: Take, write: Write, tmp_path: Path) -> None:
    (report,) = take(write("exit.pdf", "exit always"))
    assert report.status == "refused"
    assert not (tmp_path / "library").exists()


def test_what_is_in_already_is_not_read_again(take: Take, write: Write) -> None:
    files = [write(f"{name}.pdf", name) for name in ("barley", "rye", "oats")]
    take(*files[:2])
    pages: list[Progress] = []
    reports = take(*files, on_progress=lambda now: pages.append(now) if now.stage == "reading" and now.done else None)
    assert [report.status for report in reports] == ["unchanged", "unchanged", "added"]
    assert {now.name for now in pages} == {"oats.pdf"}


def test_a_copy_is_not_read_as_well(take: Take, write: Write) -> None:
    heard: list[Progress] = []
    files = [write("barley.pdf", "barley"), write("copy.pdf", "barley"), write("other/rye.pdf", "rye")]
    first, copy, other = take(*files, on_progress=heard.append)
    assert (first.status, copy.status, other.status) == ("added", "duplicate", "added")
    assert copy.document == first.document
    assert copy.message == f"the same content as {files[0].resolve()}; not stored twice"
    assert not any(now.done for now in heard if now.name == "copy.pdf")


def test_a_copy_of_what_is_replaced_meanwhile_is_read_after_all(take: Take, write: Write) -> None:
    path = write("barley.pdf", "barley")
    take(path)
    write("barley.pdf", "spelt")
    replaced, copy = take(path, write("copy.pdf", "barley"))
    assert (replaced.status, replaced.document) == ("replaced", "barley")
    assert (copy.status, copy.document, copy.passages) == ("added", "copy", 1)


def test_tells_of_each_page(take: Take, write: Write) -> None:
    heard: list[Progress] = []
    take(write("barley.pdf", "barley"), on_progress=heard.append)
    assert [(now.stage, now.done, now.total) for now in heard] == [
        ("reading", 0, 0),
        ("reading", 1, 9),
        ("reading", 2, 9),
        ("embedding", 0, 1),
        ("embedding", 1, 1),
        ("added", 0, 0),
    ]


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_text("# 1. New\n\nNew words.\n")])
def test_a_folder_that_changes_meanwhile(small: Library, write: Write, change: Callable[[Path], object]) -> None:
    """What has vanished is refused; what was written anew is taken in as it then is."""
    files = [write(f"{name}.md", f"# 1. {name}\n\n{name} grows.\n") for name in ("barley", "oats", "rye", "spelt")]

    def interfere(now: Progress) -> None:
        if (now.file, now.stage) == (1, "reading"):
            change(files[3])
            write("wheat.md", "# 1. Wheat\n\nWheat grows.\n")

    reports = small.ingest([files[0].parent], interfere).files
    by_name = {Path(report.path).name: report for report in reports}
    assert {by_name[f"{name}.md"].status for name in ("barley", "oats", "rye")} == {"added"}
    if files[3].exists():
        assert by_name["spelt.md"].status == "added"
        assert "New words." in small.text("spelt")
    else:
        assert (by_name["spelt.md"].status, by_name["spelt.md"].error) == ("refused", "UnreadableFile")
        assert "spelt.md: was removed or renamed after the ingest had begun" in (by_name["spelt.md"].message or "")
    assert "wheat.md" not in by_name


def test_an_interrupt_ends_what_is_read_ahead_and_keeps_what_is_in(take: Take, write: Write) -> None:
    files = [write("barley.pdf", "barley"), write("loop.pdf", "loop"), write("rye.pdf", "rye")]

    def interrupt(now: Progress) -> None:
        if (now.file, now.done) == (2, 2):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(*files, on_progress=interrupt)
    assert [report.status for report in take(files[0], files[2])] == ["unchanged", "added"]
