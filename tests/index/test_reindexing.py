"""Going over to another model: beside what is there, in batches, and then at once."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.catalogue.database import open_for_writing
from index.catalogue.reading import Catalogue
from index.derived import Derived
from index.embedding.embedder import Embeddable, Embedder, PassageVectors
from index.paths import LibraryPaths
from index.reindexing import Step, change_over, embed_missing
from index.verification import Finding, verify_library
from index.writer import open_writer
from ingest.errors import LibraryError

Ingest = Callable[..., object]
Report = Callable[..., Path]
Read = Callable[[str], list[tuple[object, ...]]]
Change = Callable[..., None]

LIBRARY = "SELECT generation, passages_state, model, fingerprint, dimension FROM library"
VECTORS = "SELECT fingerprint, count(*) FROM vector GROUP BY fingerprint ORDER BY fingerprint"


@pytest.fixture
def other(embedder: Any) -> Embedder:
    """Another model, of another dimension."""
    made: Embedder = type(embedder)("other", 16)
    return made


@pytest.fixture
def whole(ingest: Ingest, report: Report) -> None:
    """A library with two reports, and with passages for several batches."""
    ingest(report(), report("other.md", {f"{n} Topic {n}": f"Topic {n} has {n} parts." for n in range(3, 15)}))


@pytest.fixture
def reindex(paths: LibraryPaths, whole: None) -> Callable[..., int]:
    del whole

    def run(embedder: Embedder, on_step: Callable[[Step], None] = lambda _: None) -> int:
        with open_writer(paths) as writer:
            embedded = writer.embed_missing(embedder, on_step)
            writer.change_over(embedder)
            writer.publish()
        return embedded

    return run


@pytest.fixture
def interrupt(paths: LibraryPaths, whole: None) -> Callable[[Embedder], int]:
    """Stop after the first batch; how many passages have vectors of the model by then."""
    del whole

    def run(embedder: Embedder) -> int:
        def stop(step: Step) -> None:
            if step.done:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt), open_writer(paths) as writer:
            writer.embed_missing(embedder, stop)
        with closing(Catalogue(paths.catalogue)) as catalogue:
            return catalogue.passages_of_other_models(catalogue.library().fingerprint or "")

    return run


def findings(paths: LibraryPaths, embedder: Embedder) -> list[Finding]:
    with closing(Catalogue(paths.catalogue)) as catalogue:
        return verify_library(paths, catalogue, lambda: embedder)


def faults(paths: LibraryPaths, embedder: Embedder) -> list[Finding]:
    return [found for found in findings(paths, embedder) if found.fault]


def test_all_vectors_and_indexes_are_those_of_the_new_model(
    reindex: Callable[..., int], paths: LibraryPaths, other: Embedder, read: Read
) -> None:
    passages, before = read("SELECT * FROM passage"), read(LIBRARY)
    assert reindex(other) == len(passages)
    assert read("SELECT * FROM passage") == passages
    ((generation, _, *model),) = read(LIBRARY)
    assert model == ["other", other.fingerprint, 16]
    assert generation == before[0][0] + 1  # type: ignore[operator]
    assert read(VECTORS) == [(other.fingerprint, len(read("SELECT 1 FROM vector")))]
    assert read("SELECT 1 FROM tombstone") == []
    indexes = Derived(paths.derived).open_newest()
    assert indexes is not None
    assert (indexes.generation, indexes.fingerprint) == (generation, other.fingerprint)
    assert faults(paths, other) == []


def test_until_then_readers_notice_nothing(
    reindex: Callable[..., int], paths: LibraryPaths, embedder: Embedder, other: Embedder, read: Read
) -> None:
    before, published = read(LIBRARY), Derived(paths.derived).newest()
    seen = []

    def look(step: Step) -> None:
        seen.append((step.done, read(LIBRARY), Derived(paths.derived).newest(), faults(paths, embedder)))

    reindex(other, look)
    assert len([done for done, *_ in seen if done]) > 2
    assert all(rest == [before, published, []] for _, *rest in seen)


def test_its_indexes_are_in_place_before_anyone_learns_of_it(
    whole: None, paths: LibraryPaths, other: Embedder, embedder: Embedder
) -> None:
    del whole
    derived, commits = Derived(paths.derived), []

    def look(sql: str) -> None:
        if sql == "COMMIT":
            commits.append(derived.generations())

    with closing(open_for_writing(paths.catalogue)) as connection, closing(Catalogue(paths.catalogue)) as catalogue:
        embed_missing(connection, catalogue, other, lambda _: None)
        connection.set_trace_callback(look)
        change_over(connection, derived, other)
        new = catalogue.library()
    assert new.fingerprint == other.fingerprint != embedder.fingerprint
    assert commits == [[new.generation - 1, new.generation]]


def test_whoever_is_interrupted_goes_on_where_it_stopped(
    interrupt: Callable[[Embedder], int], reindex: Callable[..., int], other: Embedder, paths: LibraryPaths, read: Read
) -> None:
    ((passages,),) = read("SELECT count(*) FROM passage")
    done = interrupt(other)
    assert 0 < done < passages  # type: ignore[operator]
    assert reindex(other) == passages - done  # type: ignore[operator]
    assert faults(paths, other) == []


def test_what_an_interrupted_one_has_left_is_a_remark_and_no_fault(
    interrupt: Callable[[Embedder], int], other: Embedder, embedder: Embedder, paths: LibraryPaths
) -> None:
    done = interrupt(other)
    assert faults(paths, embedder) == []
    (remark,) = (found for found in findings(paths, embedder) if found.subject == "vectors")
    assert remark.message.startswith(f"{done} passages also have vectors of another model")
    assert remark.message.endswith("forget them: pincite reindex --model hashing")
    with open_writer(paths) as writer:
        writer.drop_unused_vectors()
    assert [found.subject for found in findings(paths, embedder)] == ["model"]


def test_changes_by_the_old_model_in_between_are_taken_in(
    interrupt: Callable[[Embedder], int],
    reindex: Callable[..., int],
    ingest: Ingest,
    report: Report,
    paths: LibraryPaths,
    embedder: Embedder,
    other: Embedder,
    read: Read,
) -> None:
    interrupt(other)
    ingest(report(changes={"2 Policies": None, "5 New": "Something new."}))
    with open_writer(paths) as writer:
        writer.remove("other")
        writer.publish()
    assert faults(paths, embedder) == []
    stray = "SELECT 1 FROM vector WHERE passage_entry NOT IN (SELECT entry FROM passage)"
    assert read(stray) == []
    reindex(other)
    assert faults(paths, other) == []


def test_a_vector_of_other_words_is_made_anew(
    interrupt: Callable[[Embedder], int], reindex: Callable[..., int], change: Change, other: Embedder, read: Read
) -> None:
    ((passages,),) = read("SELECT count(*) FROM passage")
    interrupt(other)
    change("UPDATE vector SET input_hash = 'of another section' WHERE fingerprint = ?", other.fingerprint)
    assert reindex(other) == passages
    assert read("SELECT 1 FROM vector WHERE input_hash = 'of another section'") == []


def test_what_the_models_before_have_left_goes(
    interrupt: Callable[[Embedder], int], reindex: Callable[..., int], other: Embedder, embedder: Any, read: Read
) -> None:
    third = type(embedder)("third", 8)
    interrupt(third)
    reindex(other)
    assert [fingerprint for fingerprint, _ in read(VECTORS)] == [other.fingerprint]


def test_the_same_model_mends_what_is_missing(
    reindex: Callable[..., int], change: Change, paths: LibraryPaths, embedder: Embedder
) -> None:
    change("DELETE FROM vector WHERE passage_entry = (SELECT min(entry) FROM passage)")
    change("UPDATE vector SET data = x'0000' WHERE passage_entry = (SELECT max(entry) FROM passage)")
    (fault,) = faults(paths, embedder)
    assert fault.message.endswith("embed them: pincite reindex --model hashing")
    assert reindex(embedder) == 2
    assert faults(paths, embedder) == []


def test_indexes_that_cannot_be_built_change_nothing(
    reindex: Callable[..., int], paths: LibraryPaths, embedder: Embedder, other: Embedder, read: Read
) -> None:
    before = read(LIBRARY)
    generation = before[0][0]
    assert isinstance(generation, int)

    def put_in_the_way(_: Step) -> None:
        (paths.derived / f"{generation + 1}.partial").touch()

    with pytest.raises(LibraryError):
        reindex(other, put_in_the_way)
    assert read(LIBRARY) == before
    assert Derived(paths.derived).newest() == generation
    assert faults(paths, embedder) == []


def test_indexes_of_a_change_that_was_never_committed_are_swept(
    reindex: Callable[..., int], paths: LibraryPaths, embedder: Embedder, other: Embedder, tmp_path: Path
) -> None:
    """A process that is killed just before it commits leaves the new indexes beside the old catalogue."""
    old = tmp_path / "old"
    with closing(sqlite3.connect(paths.catalogue)) as connection, closing(sqlite3.connect(old)) as copy:
        connection.backup(copy)
    generation = Derived(paths.derived).newest()
    assert generation is not None
    kept = Path(shutil.copytree(paths.derived / str(generation), tmp_path / "kept"))
    reindex(other)
    assert Derived(paths.derived).generations() == [generation + 1]
    kept.rename(paths.derived / str(generation))
    for path in paths.root.glob("catalogue.sqlite*"):
        path.unlink()
    shutil.copy(old, paths.catalogue)
    with open_writer(paths):
        assert Derived(paths.derived).generations() == [generation]
    assert faults(paths, embedder) == []


class Counting:
    """Another name of a model that counts what it embeds at a time."""

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.fingerprint, self.dimension = "counting", "counting", embedder.dimension
        self.describe, self.embed_question, self._embedder = embedder.describe, embedder.embed_question, embedder
        self.sizes: list[int] = []

    def embed_passages(self, passages: list[Embeddable]) -> list[PassageVectors]:
        self.sizes.append(len(passages))
        return self._embedder.embed_passages(passages)


def test_notes_are_embedded_with_their_passages(reindex: Callable[..., int], embedder: Embedder, read: Read) -> None:
    counting = Counting(embedder)
    ((before,),) = read("SELECT count(*) FROM vector")
    passages = reindex(counting)
    assert sum(counting.sizes) > passages
    assert read(VECTORS) == [("counting", before)]
