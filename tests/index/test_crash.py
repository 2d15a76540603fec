"""Killing an ingest or a reindex at any moment leaves a library that opens, verifies, answers, and takes the next."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.embedding.embedder import Embedder
from index.paths import LibraryPaths
from service.library import Library
from service.settings import Settings

POINTS = 40
FRACTIONS = 10

Run = Callable[..., list[dict[str, object]]]


def text_about(topic: str) -> str:
    paragraphs = [f"Paragraph {number} speaks of {topic} and learning." for number in range(20)]
    return "# Report\n\n## 1 Introduction\n\n" + "\n\n".join(paragraphs) + "\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("crash")


@pytest.fixture(scope="module")
def run(folder: Path, embedder: Embedder, ingesting: Run) -> Run:
    """Ingest a changed report and a new one into copies of a library, each in a process that ends at a point."""
    reports = folder / "reports"
    reports.mkdir()
    (reports / "fruit.md").write_text(text_about("apples"))
    with Library.open(folder / "library", embedder=embedder) as library:
        library.ingest([reports])
    (reports / "fruit.md").write_text(text_about("apricots"))
    (reports / "vegetables.md").write_text(text_about("beans"))

    return lambda kind, *points: ingesting(folder / "library", reports, folder, kind, *points)


def check(root: Path, folder: Path, embedder: Embedder) -> set[str]:
    """A library that was left by a killed process; returns the topics that its documents speak of."""
    with Library.open(root, embedder=embedder) as library:
        assert {found.subject for found in library.verify() if found.fault} <= {"indexes"}
        answer = library.ask("Which paragraph speaks of apples, apricots or beans?")
        texts = [library.text(document.id) for document in library.documents()]
        assert answer.passages
        assert all(any(passage.text in text for text in texts) for passage in answer.passages)
        assert [found for found in library.verify() if found.fault] == []
    with Library.open(root, embedder=embedder) as library:
        assert library.ingest([folder / "reports"]).refused == ()
        assert [found for found in library.verify() if found.fault] == []
        assert [document.id for document in library.documents()] == ["fruit", "vegetables"]
        assert "apricots" in library.ask("Which paragraph speaks of apricots?").passages[0].text
    paths = LibraryPaths(root)
    assert len(list(paths.originals.iterdir())) == 2
    assert {path.name for path in paths.derived.iterdir() if not path.name.isdecimal()} == set()
    return {topic for topic in ("apples", "apricots", "beans") if any(topic in text for text in texts)}


def test_killed_at_any_step_a_library_holds(run: Run, folder: Path, embedder: Embedder) -> None:
    ((counted),) = run("count", 0)
    steps, progress = counted["steps"], counted["progress"]
    assert isinstance(steps, int)
    assert isinstance(progress, list)
    points = sorted({*progress, *range(1, steps, steps // POINTS)})
    assert run("die", *points) == []
    seen = [check(folder / f"die-{point}", folder, embedder) for point in points]
    # each document arrives whole, one after the other, and what had arrived stays
    order = [{"apples"}, {"apricots"}, {"apricots", "beans"}]
    assert [order.index(topics) for topics in seen] == sorted(order.index(topics) for topics in seen)
    assert seen[0] == order[0]
    assert order[1] in seen
    assert seen[-1] == order[2]


def test_killed_after_any_time_a_library_holds(run: Run, folder: Path, embedder: Embedder) -> None:
    (counted,) = run("count", 1)
    seconds = counted["seconds"]
    assert isinstance(seconds, float)
    points = [round(seconds * part / FRACTIONS, 5) for part in range(1, FRACTIONS)]
    survived = run("be_killed", *points)
    assert len(survived) < len(points)
    for point in points:
        check(folder / f"be_killed-{point}", folder, embedder)


def check_model(root: Path, embedder: Any) -> tuple[str | None, int]:
    """A library that a killed reindex has left: its model, and how many passages the next one has to embed."""
    models = {model.name: model for model in (embedder, type(embedder)("other", 16))}
    with Library(Settings(root), open_model=models.__getitem__) as library:
        assert [found for found in library.verify() if found.fault] == []
        ids = [passage.id for passage in library.passages("fruit")]
        assert library.ask("Which paragraph speaks of apples?").passages
        model = library.readiness().model
        report = library.reindex("other")
        assert [found for found in library.verify() if found.subject != "model"] == []
        assert [passage.id for passage in library.passages("fruit")] == ids
        assert library.readiness().model == "other"
    return model, report.embedded


def test_killed_at_any_step_a_reindex_holds_and_goes_on(tmp_path: Path, embedder: Embedder, ingesting: Run) -> None:
    report = tmp_path / "fruit.md"
    paragraphs = [f"## {n} Part {n}\n\nParagraph {n} speaks of apples.\n" for n in range(1, 41)]
    report.write_text("# Report\n\n" + "\n".join(paragraphs))
    with Library.open(tmp_path / "library", embedder=embedder) as library:
        library.ingest([report])
    ((counted),) = ingesting(tmp_path / "library", "other", tmp_path, "count", 0)
    steps, progress = counted["steps"], counted["progress"]
    assert isinstance(steps, int)
    assert isinstance(progress, list)
    points = sorted({*progress, *range(1, steps, 2 * steps // POINTS)})
    assert ingesting(tmp_path / "library", "other", tmp_path, "die", *points) == []
    seen = [check_model(tmp_path / f"die-{point}", embedder) for point in points]
    models, embedded = [model for model, _ in seen], [count for _, count in seen]
    # the model changes once, after everything was embedded, and nothing is embedded twice
    assert models == ["hashing"] * models.count("hashing") + ["other"] * models.count("other")
    assert set(models) == {"hashing", "other"}
    assert embedded == sorted(embedded, reverse=True)
    assert len(set(embedded)) > 3
    assert {count for model, count in seen if model == "other"} == {0}
