"""A library that goes over to another model: its ids stay, and every reader follows without an error."""

import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from index.derived import Derived
from index.embedding.embedder import Embedder
from index.locking import writer_lock
from index.scope import EVERYTHING
from ingest.errors import ModelMismatch, ModelNotFound, NoLibrary
from service.held import Held
from service.held_models import HeldModels
from service.ingesting import Progress
from service.library import Library
from service.settings import Settings

Write = Callable[[str, str], Path]
QUESTION = "Which railway lines did the ministry electrify?"


class Machine:
    """The models of a machine by name, and which of them were opened. `on_open` is called before."""

    def __init__(self, *embedders: Embedder) -> None:
        self._embedders = {embedder.name: embedder for embedder in embedders}
        self.opened: list[str] = []
        self.on_open: Callable[[str], object] = lambda _: None

    def open(self, name: str) -> Embedder:
        self.opened.append(name)
        self.on_open(name)
        return self._embedders[name]


@pytest.fixture
def machine(embedder: Embedder, other_embedder: Embedder) -> Machine:
    return Machine(embedder, other_embedder)


@pytest.fixture
def server(small: Library, machine: Machine) -> Iterator[Library]:
    """The same library opened by somebody who has asked for no model."""
    with Library(Settings(small.paths.root), open_model=machine.open) as library:
        yield library


def held_by(machine: Machine, root: Path) -> Held:
    return Held(root, HeldModels(Settings(root), None, None, machine.open))


def _ids(library: Library) -> list[str]:
    return [passage.id for document in library.documents() for passage in library.passages(document.id)]


def _found(library: Library, question: str = QUESTION) -> list[str]:
    return [passage.id for passage in library.search(question, mode="dense").hits]


def test_ids_documents_and_answers_stay(small: Library, other_embedder: Embedder) -> None:
    ids, documents = _ids(small), small.documents()
    texts = [small.passage(name).passage.text for name in ids]
    report = small.reindex("other", embedder=other_embedder)
    assert (report.status, report.before, report.model, report.dimension) == ("reindexed", "hashing", "other", 32)
    assert (report.documents, report.passages, report.embedded) == (2, len(ids), len(ids))
    assert _ids(small) == ids
    assert small.documents() == documents
    assert [small.passage(name).passage.text for name in ids] == texts
    assert small.ask(QUESTION).passages[0].citation.document.id == "transport"
    assert small.readiness().model == "other"
    assert [finding for finding in small.verify() if finding.fault] == []


def test_others_answer_all_the_while(
    small: Library, server: Library, embedder: Embedder, other_embedder: Embedder
) -> None:
    before = _found(server)
    models = []

    def ask(_: Progress) -> None:
        assert _found(server) == before
        assert _found(small) == before
        models.append(server.readiness().model)

    small.reindex("other", ask, embedder=other_embedder)
    assert set(models) == {embedder.name}
    assert server.ask(QUESTION).passages[0].citation.document.id == "transport"
    assert server.readiness().model == other_embedder.name


def test_threads_never_see_vectors_of_one_model_in_the_indexes_of_another(
    small: Library, machine: Machine, embedder: Embedder, other_embedder: Embedder
) -> None:
    held, done, passages = held_by(machine, small.paths.root), Event(), len(_ids(small))

    def search() -> int:
        with held.asking(dense=True) as (catalogue, indexes):
            model = held.asking_embedder()
            hits = indexes.vectors.search(model.embed_question(QUESTION), 100, EVERYTHING)
            return len(set(catalogue.entries_by_vector([hit.id for hit in hits], model.fingerprint).values()))

    def search_until_done(_: int) -> set[int]:
        found = {search()}
        while not done.is_set():
            found.add(search())
        return found

    with ThreadPoolExecutor(4) as pool:
        searching = [pool.submit(search_until_done, number) for number in range(4)]
        try:
            for model in (other_embedder, embedder, other_embedder, embedder):
                small.reindex(model.name, embedder=model)
        finally:
            done.set()
        assert [future.result() for future in searching] == [{passages}] * 4
    held.close()


def test_each_model_is_opened_once(
    small: Library, server: Library, machine: Machine, embedder: Embedder, other_embedder: Embedder
) -> None:
    for model in (embedder, other_embedder, embedder):
        small.reindex(model.name, embedder=model)
        _found(server)
        _found(server)
    assert machine.opened == ["hashing", "other"]


def test_a_change_while_the_model_is_loading_is_followed(
    small: Library, machine: Machine, other_embedder: Embedder
) -> None:
    """The indexes are open already, and the catalogue moves on before it is looked at."""
    machine.on_open = lambda name: name == "hashing" and small.reindex("other", embedder=other_embedder)
    held = held_by(machine, small.paths.root)
    with held.asking(dense=True) as (catalogue, indexes):
        assert machine.opened == ["hashing", "other"]
        assert catalogue.library().fingerprint == indexes.fingerprint == other_embedder.fingerprint
        assert held.asking_embedder() is other_embedder
    held.close()


def test_a_question_that_is_overtaken_by_a_change_is_answered_by_the_new_model(
    small: Library, server: Library, machine: Machine, other_embedder: Embedder
) -> None:
    machine.on_open = lambda name: name == "hashing" and small.reindex("other", embedder=other_embedder)
    assert set(_found(server)) == set(_ids(server))
    assert machine.opened == ["hashing", "other"]


def test_a_snapshot_keeps_its_model(
    small: Library, server: Library, machine: Machine, other_embedder: Embedder
) -> None:
    held = held_by(machine, small.paths.root)
    with ThreadPoolExecutor(1) as pool:
        with held.asking(dense=True) as (catalogue, indexes):
            reindexing = pool.submit(small.reindex, "other", embedder=other_embedder)
            while server.readiness().model != "other":
                time.sleep(0.01)
            assert held.asking_embedder().name == "hashing"
            assert catalogue.library().fingerprint == indexes.fingerprint == held.asking_embedder().fingerprint
        assert held.asking_embedder().name == "other"
        assert reindexing.result(30).status == "reindexed"
    held.close()


def test_indexes_of_another_model_serve_for_their_words_alone(
    small: Library, machine: Machine, other_embedder: Embedder, tmp_path: Path
) -> None:
    """The new indexes are lost, the old ones are still there, and somebody else is writing."""
    generation = Derived(small.paths.derived).newest()
    before = small.paths.derived / str(generation)
    kept = Path(shutil.copytree(before, tmp_path / "kept"))
    small.reindex("other", embedder=other_embedder)
    shutil.rmtree(small.paths.derived)
    small.paths.derived.mkdir()
    kept.rename(before)
    held = held_by(machine, small.paths.root)
    with writer_lock(small.paths), held.asking(dense=True) as (_, indexes):
        assert indexes.vectors.search(other_embedder.embed_question(QUESTION), 5, EVERYTHING) == []
        assert indexes.lexical.search(["harbour"], 5, EVERYTHING)
    held.close()


def test_the_same_model_again_changes_nothing(small: Library, embedder: Embedder) -> None:
    before = small.readiness()
    report = small.reindex("hashing", embedder=embedder)
    assert (report.status, report.embedded) == ("unchanged", 0)
    assert small.readiness() == before


def test_the_same_model_again_forgets_what_was_given_up(
    small: Library, embedder: Embedder, other_embedder: Embedder
) -> None:
    def stop(progress: Progress) -> None:
        if progress.done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        small.reindex("other", stop, embedder=other_embedder)
    assert any(finding.subject == "vectors" for finding in small.verify())
    assert _found(small)
    assert small.reindex("hashing", embedder=embedder).status == "unchanged"
    assert not any(finding.subject == "vectors" for finding in small.verify())


def test_tells_how_far_it_is(small: Library, other_embedder: Embedder) -> None:
    seen: list[Progress] = []
    small.reindex("other", seen.append, embedder=other_embedder)
    stages = [(progress.file, progress.name, progress.stage, progress.done) for progress in seen]
    counts = [len(small.passages(name)) for name in ("quality", "transport")]
    assert stages == [
        (1, "quality", "embedding", 0),
        (1, "quality", "embedded", counts[0]),
        (2, "transport", "embedding", 0),
        (2, "transport", "embedded", counts[1]),
        (2, "", "indexing", 0),
    ]


def test_what_is_ingested_afterwards_is_embedded_by_the_new_model(
    small: Library, server: Library, other_embedder: Embedder, write: Write
) -> None:
    small.reindex("other", embedder=other_embedder)
    for library, name in ((small, "harvest"), (server, "vintage")):
        report = library.ingest([write(f"{name}.md", f"# 1. {name}\n\nThe {name} of barley doubled.\n")])
        assert report.refused == ()
    assert [finding for finding in server.verify() if finding.fault] == []


def test_a_model_that_was_asked_for_stays_and_says_how_to_change(
    small: Library, machine: Machine, other_embedder: Embedder, write: Write
) -> None:
    with Library(Settings(small.paths.root, model="hashing"), open_model=machine.open) as library:
        assert _found(library)
        small.reindex("other", embedder=other_embedder)
        for call in (lambda: library.ask(QUESTION), lambda: library.ingest([write("new.txt", "Some new words.")])):
            with pytest.raises(ModelMismatch, match=r"Use --model other, or .*: pincite reindex --model hashing$"):
                call()


def test_an_empty_library_takes_the_model_for_what_comes(
    small: Library, other_embedder: Embedder, write: Write
) -> None:
    small.remove("quality", "transport")
    report = small.reindex("other", embedder=other_embedder)
    assert (report.status, report.passages) == ("reindexed", 0)
    assert small.ingest([write("quality.md", "# 1. Quality\n\nQuality is assured.\n")]).refused == ()
    assert small.readiness().model == "other"


def test_without_a_library_there_is_nothing_to_embed(tmp_path: Path, other_embedder: Embedder) -> None:
    with Library.open(tmp_path / "none") as library, pytest.raises(NoLibrary, match="no library here"):
        library.reindex("other", embedder=other_embedder)
    assert not (tmp_path / "none").exists()


def test_a_model_that_cannot_be_used_changes_nothing(small: Library) -> None:
    before = small.readiness()
    with pytest.raises(ModelNotFound, match="no folder"):
        small.reindex("/no/such/model")
    assert small.readiness() == before


def test_the_belgian_report_needs_nothing_embedded_again(library: Library, embedder: Any) -> None:
    """Its notes, sections and numbers are read back from the catalogue as they were embedded."""
    assert library.reindex("hashing", embedder=embedder).embedded == 0
