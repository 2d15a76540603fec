"""What is tantivy's own: lengths in one byte, and its words for errors of the disk."""

import errno
import math
from pathlib import Path

import pytest

from index.engines.protocols import LexicalEntry
from index.engines.tantivy_bm25 import TantivyBM25
from index.scope import EVERYTHING, Attributes

BELGIUM = Attributes("belgium")


def score_of(folder: Path, length: int) -> float:
    """The score of a word that stands once in an entry of this length; the other entry has one word."""
    engine = TantivyBM25(folder, {"body": 1.0})
    long = [("word", 0), *((f"filler{at}", at) for at in range(1, length))]
    engine.publish([LexicalEntry(1, {"body": long}, BELGIUM), LexicalEntry(2, {"body": [("other", 0)]}, BELGIUM)])
    (hit,) = engine.search(["word"], 1, EVERYTHING)
    return hit.score


def formula(length: int, stored: int) -> float:
    return math.log(2) * 2.2 / (1 + 1.2 * (0.25 + 0.75 * stored / ((length + 1) / 2)))


@pytest.mark.parametrize("length", [1, 2, 39, 40])
def test_lengths_up_to_forty_count_exactly(tmp_path: Path, length: int) -> None:
    assert score_of(tmp_path, length) == pytest.approx(formula(length, length), rel=1e-5)


@pytest.mark.parametrize(("length", "stored"), [(41, 40), (57, 56), (180, 168), (239, 232)])
def test_longer_lengths_are_rounded_down(tmp_path: Path, length: int, stored: int) -> None:
    assert score_of(tmp_path, length) == pytest.approx(formula(length, stored), rel=1e-5)
    assert score_of(tmp_path, length) == pytest.approx(formula(length, length), rel=0.05)


def test_an_error_of_the_disk_keeps_its_number(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError, match="file") as error:
        TantivyBM25(tmp_path / "file" / "engine", {"body": 1.0}).publish([])
    assert error.value.errno in (errno.ENOTDIR, errno.EEXIST)


@pytest.mark.parametrize("damage", ["missing", "cut", "zero"])
def test_damaged_files_are_refused_and_never_searched(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "engine"
    TantivyBM25(folder, {"body": 1.0}).publish([LexicalEntry(1, {"body": [("word", 0)]}, BELGIUM)])
    # the locks are empty; the list of files serves writers only
    for path in sorted(path for path in folder.iterdir() if path.stat().st_size and path.name != ".managed.json"):
        content = path.read_bytes()
        path.write_bytes(bytes(len(content)) if damage == "zero" else content[: len(content) // 2])
        if damage == "missing":
            path.unlink()
        with pytest.raises((OSError, ValueError)):
            TantivyBM25(folder, {"body": 1.0}).search(["word"], 1, EVERYTHING)
        path.write_bytes(content)
    assert TantivyBM25(folder, {"body": 1.0}).search(["word"], 1, EVERYTHING)
