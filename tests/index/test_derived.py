"""Derived indexes: whole or not there, followed by readers, rebuilt from the catalogue."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from index.catalogue.reading import Catalogue
from index.derived import Derived, OpenIndexes, require_indexes
from index.engines.protocols import Scored
from index.paths import LibraryPaths
from index.scope import EVERYTHING
from index.writer import open_writer
from ingest.errors import LibraryError

Report = Callable[..., Path]
Ingest = Callable[..., object]


@pytest.fixture
def derived(paths: LibraryPaths, catalogue: Catalogue) -> Derived:
    """The indexes of a library that holds one report."""
    del catalogue
    return Derived(paths.derived)


@pytest.fixture
def edit(paths: LibraryPaths) -> Callable[[], None]:
    """Change metadata only."""

    years = iter(range(2000, 2100))

    def set_year() -> None:
        with open_writer(paths) as writer:
            writer.edit("report", {"year": next(years)})
            writer.publish()

    return set_year


def opened(derived: Derived) -> OpenIndexes:
    indexes = derived.open_newest()
    assert indexes is not None
    return indexes


def decree(indexes: OpenIndexes) -> list[Scored]:
    return indexes.lexical.search(["decre"], 5, EVERYTHING)


def files(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def publish(paths: LibraryPaths) -> None:
    with open_writer(paths) as writer:
        writer.publish()


def test_nothing_is_there_before_the_first_publication(tmp_path: Path) -> None:
    derived = Derived(tmp_path / "derived")
    assert (derived.generations(), derived.newest(), derived.open_newest()) == ([], None, None)
    with pytest.raises(LibraryError, match=r"indexes are not built yet.* Try again in a moment"):
        require_indexes(derived.open_newest(), tmp_path)


def test_an_empty_library_can_be_searched(paths: LibraryPaths) -> None:
    publish(paths)
    indexes = opened(Derived(paths.derived))
    assert indexes.generation == 0
    assert decree(indexes) == []


def test_a_generation_has_the_number_of_the_catalogue(derived: Derived, catalogue: Catalogue) -> None:
    assert derived.newest() == catalogue.library().generation == opened(derived).generation
    assert derived.faults(catalogue.library().generation) == []
    assert len(decree(opened(derived))) == 1


def test_publishing_again_does_nothing(derived: Derived, catalogue: Catalogue, paths: LibraryPaths) -> None:
    before = files(paths.derived)
    assert derived.publish(catalogue) == derived.newest()
    assert files(paths.derived) == before


def test_a_change_of_metadata_shares_the_files(derived: Derived, paths: LibraryPaths, edit: Callable[[], None]) -> None:
    before = derived.newest()
    edit()
    after = derived.newest()
    assert (before, after) == (1, 2)
    old, new = files(paths.derived / "1"), files(paths.derived / "2")
    assert old.pop("manifest.json") != new.pop("manifest.json")
    assert old == new
    assert derived.faults(2) == []


def test_a_reader_with_an_older_generation_goes_on_and_follows(
    derived: Derived, ingest: Ingest, report: Report, paths: LibraryPaths
) -> None:
    held = opened(derived)
    before = decree(held)
    ingest(report(changes={"2.1 Flanders": "Nothing is said here any more."}))
    assert not (paths.derived / str(held.generation)).exists()
    assert decree(held) == before
    assert decree(opened(derived)) == []


def test_only_the_generation_before_is_kept_for_late_readers(derived: Derived, edit: Callable[[], None]) -> None:
    for _ in range(4):
        edit()
    assert derived.generations() == [4, 5]


def test_after_a_removal_no_older_generation_is_kept(
    derived: Derived, edit: Callable[[], None], paths: LibraryPaths
) -> None:
    edit()
    with open_writer(paths) as writer:
        writer.remove("report")
        writer.publish()
    assert derived.generations() == [3]
    assert decree(opened(derived)) == []


def test_half_of_a_generation_is_never_seen(derived: Derived, paths: LibraryPaths) -> None:
    (paths.derived / "2.partial").mkdir()
    (paths.derived / "3").mkdir()
    shutil.copytree(paths.derived / "1", paths.derived / "4")
    (paths.derived / "4" / "vectors" / "vectors.faiss").unlink()
    assert derived.newest() == 1
    assert opened(derived).generation == 1
    publish(paths)
    assert sorted(path.name for path in paths.derived.iterdir()) == ["1"]


@pytest.mark.parametrize(
    "name", ["manifest.json", "vectors/vectors.faiss", "vectors/attributes.json", "lexical/meta.json"]
)
@pytest.mark.parametrize("kept", [0, 0.5])
def test_a_generation_that_was_cut_is_built_anew(
    derived: Derived, paths: LibraryPaths, catalogue: Catalogue, name: str, kept: float
) -> None:
    path = paths.derived / "1" / name
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    assert derived.newest() is None
    assert derived.open_newest() is None
    assert derived.faults(1) != []
    derived.publish(catalogue)
    assert derived.faults(1) == []
    assert len(decree(opened(derived))) == 1


def test_a_file_that_was_changed_is_a_fault(derived: Derived, paths: LibraryPaths) -> None:
    path = paths.derived / "1" / "vectors" / "vectors.faiss"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    (fault,) = derived.faults(1)
    assert fault.startswith("vectors/vectors.faiss was changed; remove the folder")


def zeros(path: Path) -> None:
    path.write_bytes(bytes(64) + path.read_bytes()[64:])


@pytest.mark.parametrize("name", ["vectors/vectors.faiss", "vectors/attributes.json", "lexical/meta.json"])
def test_a_generation_that_does_not_open_is_built_anew(derived: Derived, paths: LibraryPaths, name: str) -> None:
    zeros(paths.derived / "1" / name)
    assert derived.newest() == 1
    assert derived.open_newest() is derived.open(1) is None
    publish(paths)
    assert derived.faults(1) == []
    assert len(decree(opened(derived))) == 1


def test_damaged_files_are_not_shared(derived: Derived, paths: LibraryPaths, edit: Callable[[], None]) -> None:
    zeros(paths.derived / "1" / "vectors" / "vectors.faiss")
    edit()
    assert derived.faults(2) == []
    assert opened(derived).generation == 2


def test_what_is_open_is_not_opened_again(derived: Derived, paths: LibraryPaths, edit: Callable[[], None]) -> None:
    held = opened(derived)
    assert derived.open_newest(held) is held
    edit()
    zeros(paths.derived / "2" / "vectors" / "attributes.json")
    assert derived.open_newest(held) is held


def test_deleting_the_folder_loses_nothing(derived: Derived, paths: LibraryPaths, catalogue: Catalogue) -> None:
    before = decree(opened(derived))
    shutil.rmtree(paths.derived)
    derived.publish(catalogue)
    assert decree(opened(derived)) == before


@pytest.mark.parametrize("version", ["analysis_version", "format_version"])
def test_what_other_code_has_made_is_built_anew(
    derived: Derived, paths: LibraryPaths, catalogue: Catalogue, version: str
) -> None:
    path = paths.derived / "1" / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["origin"][version] += 1
    path.write_text(json.dumps(manifest))
    assert derived.open_newest() is None
    derived.publish(catalogue)
    assert opened(derived).generation == 1


def test_a_history_that_a_restored_backup_has_ended_is_not_taken_for_the_present(
    paths: LibraryPaths, ingest: Ingest, report: Report, tmp_path: Path
) -> None:
    derived = Derived(paths.derived)
    ingest(report())
    with closing(sqlite3.connect(paths.catalogue)) as connection:
        connection.execute("VACUUM INTO ?", (str(tmp_path / "backup"),))
    ingest(report(changes={"2.1 Flanders": "Another history."}))
    assert derived.generations() == [2]
    paths.catalogue.write_bytes((tmp_path / "backup").read_bytes())
    ingest(report(changes={"2.1 Flanders": "The decree once more."}))
    assert derived.generations() == [2]
    assert len(decree(opened(derived))) == 1


def test_readers_never_find_nothing_while_generations_change(
    derived: Derived, paths: LibraryPaths, put: Callable[..., object], report: Report
) -> None:
    writing = True

    def read() -> int:
        count = 0
        while writing:
            assert decree(opened(derived))
            count += 1
        return count

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        try:
            for round_ in range(12):
                with open_writer(paths) as writer:
                    put(writer, report(changes={"2 Policies": f"Policies changed {round_} times."}))
                    writer.publish()
        finally:
            writing = False
        assert all(reader.result() for reader in readers)


def test_a_build_that_fails_leaves_no_trace(paths: LibraryPaths, derived: Derived, catalogue: Catalogue) -> None:
    shutil.rmtree(paths.derived)

    class Failing(Catalogue):
        def vectors(self, fingerprint: str) -> Iterator[tuple[int, int, object]]:  # type: ignore[override]
            raise OSError(28, f"no room for {fingerprint}")

    with closing(Failing(paths.catalogue)) as failing, pytest.raises(OSError, match="no room"):
        derived.publish(failing)
    assert list(paths.derived.iterdir()) == []
    derived.publish(catalogue)
    assert derived.newest() == 1
