"""The last touches to a ranking."""

from hypothesis import given
from hypothesis import strategies as st

from index.arranging import in_reading_order, repeats_last
from index.catalogue.records import PassageRecord
from ingest.document import Section, SectionKind

DECREE = "The decree of 2023 says that schools assess the quality of all of their courses"


def passage(ordinal: int, section: int = 0, document: str = "vet", text: str = "") -> PassageRecord:
    stands = Section(section, None, SectionKind.BODY, 1, str(section), "", (), 0, 10)
    return PassageRecord(ordinal, f"p{ordinal}", document, ordinal, stands, 0, 10, text, None, None)


def read(order: list[int], scores: list[float], *passages: PassageRecord) -> list[int]:
    held = dict(enumerate(passages))
    return in_reading_order(order, dict(zip(order, scores, strict=True)), held, margin=0.05)


def test_neighbours_that_tie_stand_as_in_the_report() -> None:
    assert read([1, 0], [1.0, 0.98], passage(3), passage(4)) == [0, 1]
    assert read([2, 0, 1], [1.0, 0.99, 0.98], passage(3), passage(4), passage(5)) == [2, 0, 1]
    assert read([2, 1, 0], [1.0, 0.99, 0.98], passage(3), passage(4), passage(5)) == [0, 1, 2]


def test_others_stand_as_they_rank() -> None:
    assert read([1, 0], [1.0, 0.9], passage(3), passage(4)) == [1, 0]
    assert read([1, 0], [1.0, 1.0], passage(3), passage(5)) == [1, 0]
    assert read([1, 0], [1.0, 1.0], passage(3), passage(4, section=1)) == [1, 0]
    assert read([1, 0], [1.0, 1.0], passage(3), passage(4, document="other")) == [1, 0]


@given(st.permutations(range(6)), st.lists(st.floats(0, 1), min_size=6, max_size=6))
def test_nothing_is_lost(order: list[int], scores: list[float]) -> None:
    assert sorted(read(order, sorted(scores, reverse=True), *map(passage, range(6)))) == list(range(6))


def test_what_nearly_repeats_a_better_passage_comes_last() -> None:
    texts = [f"{DECREE}.", f"{DECREE} now.", "The decree of 2022 says nothing of courses.", f"{DECREE}!"]
    passages = {n: passage(n, text=text) for n, text in enumerate(texts)}

    assert repeats_last([0, 1, 2, 3], passages, {"vet": "en"}) == [0, 2, 1, 3]
    assert repeats_last([3, 2, 1, 0], passages, {"vet": "en"}) == [3, 2, 1, 0]
    assert repeats_last([2], passages, {"vet": "en"}) == [2]


def test_passages_without_words_repeat_nothing() -> None:
    passages = {0: passage(0), 1: passage(1)}
    assert repeats_last([1, 0], passages, {"vet": "en"}) == [1, 0]
