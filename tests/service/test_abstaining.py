"""When there is no answer, and the sentence that says so."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from index.candidates import Candidate, Ranked
from index.catalogue.records import PassageRecord
from index.fitted import Fitted
from index.question import LexicalQuery
from index.scope import Filters, YearRange
from ingest.document import Section, SectionKind
from service.abstaining import abstention
from service.library import Library

QUALITY = Section(0, None, SectionKind.BODY, 2, "2.6", "Quality", ("CHAPTER 2. Main", "2.6 Quality"), 0, 10)
PLAIN = Section(0, None, SectionKind.BODY, 1, None, "", (), 0, 10)
FLOOR = 0.4
CONSTANTS = Fitted(similarity_floor=FLOOR, crossing_drop=0.1)
CHAPTER = Section(0, None, SectionKind.BODY, 1, "6", "Conclusions", ("CHAPTER 6. Conclusions",), 0, 10)


def _candidate(
    section: Section = QUALITY, dense: float | None = None, terms: Iterable[str] = (), document: str = "vet"
) -> Candidate:
    passage = PassageRecord(1, "p", document, 0, section, 0, 5, "Text.", None, None)
    query = LexicalQuery("en", dict.fromkeys(terms, "word"), 1)
    return Candidate(passage, 0.1, None if dense is None else Ranked(1, dense), None, query)


@pytest.mark.parametrize(
    "candidate",
    [
        _candidate(terms=["qualiti"]),
        _candidate(dense=FLOOR),
        _candidate(dense=FLOOR - 0.1, terms=["qualiti"]),
    ],
)
def test_answers_with_a_shared_word_or_a_near_passage(candidate: Candidate) -> None:
    assert abstention([_candidate(dense=0.0), candidate], Filters(), CONSTANTS) is None


@pytest.mark.parametrize(
    ("cosine", "crossing", "answers"), [(0.35, False, False), (0.35, True, True), (0.25, True, False)]
)
def test_in_another_language_the_floor_lies_lower(cosine: float, crossing: bool, answers: bool) -> None:
    candidate = _candidate(dense=cosine)
    candidate = replace(candidate, query=replace(candidate.query, crossing=crossing))
    assert (abstention([candidate], Filters(), CONSTANTS) is None) is answers


def test_names_the_nearest_sections_once_and_at_most_three() -> None:
    far = [_candidate(section, dense=0.1) for section in (QUALITY, QUALITY, CHAPTER)]
    assert abstention(far, Filters(), CONSTANTS) == (
        "Not found in this library: no passage shares a word or the subject of the question. "
        "The nearest passages are in section 2.6, “Quality”; chapter 6, “Conclusions”."
    )


def test_names_the_documents_where_there_are_several() -> None:
    far = [_candidate(dense=0.1), _candidate(PLAIN, dense=0.1, document="notes")]
    sentence = abstention(far, Filters(), CONSTANTS)
    assert sentence is not None
    assert sentence.endswith("The nearest passages are in section 2.6, “Quality” of vet; notes.")


def test_names_the_filters_that_leave_nothing() -> None:
    filters = Filters(country=("FR",), year=YearRange(2023, None))
    assert abstention([], filters, CONSTANTS) == (
        "Not found in this library: no passage lies within the filters (country, year). Widen or drop one."
    )


def test_says_that_the_library_is_empty() -> None:
    assert abstention([], Filters(country=("FR",)), CONSTANTS, empty=True) == (
        "Not found: this library is empty. Add reports with: pincite ingest PATH"
    )


def test_without_hits_nothing_is_near() -> None:
    assert abstention([], Filters(), CONSTANTS) == (
        "Not found in this library: no passage shares a word or the subject of the question."
    )


def test_an_abstention_comes_with_the_nearest_passages_and_no_quotes(default_library: object) -> None:
    with Library.open(str(default_library)) as library:
        answer = library.ask("How do I bake a chocolate cake with bananas?")
    assert not answer.answered
    assert answer.abstention is not None
    assert len(answer.passages) == 5
    assert not any(passage.quotes for passage in answer.passages)
