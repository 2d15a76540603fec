"""What is the FAISS engine's own: one state at a time, whatever threads do, and files that are whole."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from index.engines.faiss_flat import FaissFlat
from index.engines.protocols import VectorEntry
from index.scope import EVERYTHING, Attributes, Scope


def entries(first: int, count: int, document: str) -> Iterator[VectorEntry]:
    """Vectors that are all the same, so that the lowest ids are found."""
    for name in range(first, first + count):
        yield VectorEntry(name, np.array([1, 0], np.float32), Attributes(document))


QUERY = np.array([1, 0], np.float32)


def test_ids_and_attributes_stay_together_while_threads_search_and_another_refreshes(tmp_path: Path) -> None:
    engine = FaissFlat(tmp_path)
    engine.publish(entries(1, 40, "old"), 2)
    engine.refresh()

    def search(at: int) -> set[tuple[bool, str]]:
        document = ("old", "new")[at % 2]
        return {(hit.id <= 1000, document) for hit in engine.search(QUERY, 5, Scope(frozenset({document})))}

    with ThreadPoolExecutor(4) as pool:
        found = pool.map(search, range(400))
        for round_ in range(20):
            engine.publish(entries(1, 40, "old") if round_ % 2 else entries(1001, 2500, "new"), 2)
            engine.refresh()
        assert set().union(*found) <= {(True, "old"), (False, "new")}


def test_files_of_two_publications_are_not_read_as_one(tmp_path: Path) -> None:
    FaissFlat(tmp_path / "one").publish(entries(1, 10, "belgium"), 2)
    FaissFlat(tmp_path / "two").publish(entries(5, 10, "belgium"), 2)
    (tmp_path / "one" / "attributes.json").replace(tmp_path / "two" / "attributes.json")
    with pytest.raises(ValueError, match="do not belong"):
        FaissFlat(tmp_path / "two").refresh()


def test_vectors_arrive_in_any_number_and_ids_may_be_far_apart(tmp_path: Path) -> None:
    engine = FaissFlat(tmp_path)
    engine.publish(islice(entries(5_000_000, 10_000, "far"), 2_001), 2)
    engine.refresh()
    assert len(engine.search(QUERY, 5_000, EVERYTHING)) == 2_001
    assert engine.search(QUERY, 1, Scope(frozenset({"far"})))[0].id == 5_000_000


@pytest.mark.parametrize("name", ["vectors.faiss", "attributes.json"])
@pytest.mark.parametrize("kept", [0, 0.5])
def test_files_that_were_cut_are_refused(tmp_path: Path, name: str, kept: float) -> None:
    FaissFlat(tmp_path).publish(entries(1, 10, "belgium"), 2)
    content = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(content[: int(len(content) * kept)])
    with pytest.raises((OSError, ValueError, RuntimeError)):
        FaissFlat(tmp_path).search(QUERY, 1, EVERYTHING)
