"""Passages that were read are not read again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index.catalogue.reading import Catalogue
from index.catalogue.records import PassageRecord
from index.catalogue.remembering import Remembered


@pytest.fixture
def passage(catalogue: Catalogue) -> PassageRecord:
    return catalogue.passages("report")[0]


@pytest.fixture
def read(passage: PassageRecord) -> tuple[Callable[[Sequence[int]], dict[int, PassageRecord]], list[list[int]]]:
    """Reads the even entries, of which alone there are passages, and keeps account of what it was asked."""
    asked: list[list[int]] = []

    def found(entries: Sequence[int]) -> dict[int, PassageRecord]:
        asked.append(list(entries))
        return {entry: replace(passage, entry=entry) for entry in entries if entry % 2 == 0}

    return found, asked


def test_only_what_is_not_known_is_read(read: tuple[Callable[..., dict[int, PassageRecord]], list[list[int]]]) -> None:
    reading, asked = read
    remembered = Remembered(1)

    assert set(remembered.among([2, 3], reading)) == {2}
    assert set(remembered.among([4, 2], reading)) == {2, 4}
    assert asked == [[2, 3], [4]]


def test_another_thread_may_empty_it_meanwhile(passage: PassageRecord) -> None:
    remembered = Remembered(1, {2: passage})

    def read(entries: Sequence[int]) -> dict[int, PassageRecord]:
        remembered.passages.clear()
        return dict.fromkeys(entries, passage)

    assert set(remembered.among([2, 4], read)) == {2, 4}


def test_what_changes_is_read_anew(
    catalogue: Catalogue, ingest: Callable[..., object], report: Callable[..., Path]
) -> None:
    (before,) = catalogue.passages_by_entry([catalogue.passages("report")[0].entry]).values()
    ingest(report(changes={"1 Introduction": "All of it is new."}))
    entries = [passage.entry for passage in catalogue.passages("report")]
    after = catalogue.passages_by_entry([before.entry, *entries])

    assert before.text not in {passage.text for passage in after.values()}
    assert set(after) == set(entries)
