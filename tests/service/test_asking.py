"""Questions: one state of the library an answer, and a sentence for each that cannot be asked."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.embedding.embedder import Embedder
from ingest.errors import (
    UnknownFilter,
    UsageError,
)
from service.answer import Answer
from service.library import Library

Write = Callable[[str, str], Path]


class _Removing:
    """An embedder whose first question removes a document, as another process may at that moment."""

    def __init__(self, inner: Embedder, remove: Callable[[], object]) -> None:
        self._inner, self._remove = inner, remove
        self.name, self.fingerprint, self.dimension = inner.name, inner.fingerprint, inner.dimension

    def describe(self) -> str:
        return self._inner.describe()

    def embed_passages(self, passages: Any) -> Any:
        return self._inner.embed_passages(passages)

    def embed_question(self, question: str) -> Any:
        self._remove()
        return self._inner.embed_question(question)


def _found(answer: Answer) -> list[str]:
    return [passage.citation.document.id for passage in answer.passages]


def test_answers_with_cited_passages(small: Library) -> None:
    answer = small.ask("How many bonuses for dual learning?", k=1)
    assert answer.answered
    assert answer.passages[0].text == "Companies received 3 425 bonuses for dual learning."
    assert answer.passages[0].citation.locator == "section 2.2"


def test_an_answer_belongs_to_one_state_of_the_library(small: Library, embedder: Embedder) -> None:
    with Library.open(small.paths.root, embedder=embedder) as other:
        removal = threading.Thread(target=other.remove, args=["transport"])

        def remove() -> None:
            removal.start()
            while len(other.documents()) > 1:
                pass

        with Library.open(small.paths.root, embedder=_Removing(embedder, remove)) as library:
            answer = library.ask("Which railway lines did the ministry electrify?")
            removal.join()
            assert "transport" in _found(answer)
            assert [d.id for d in library.documents()] == ["quality"]


def test_ranks_go_on_after_the_offset(small: Library) -> None:
    whole = small.search("programmes bonuses railway", k=3).hits
    rest = small.search("programmes bonuses railway", k=2, offset=1).hits
    assert [hit.id for hit in rest] == [hit.id for hit in whole[1:]]
    assert [hit.rank for hit in rest] == [2, 3]


def test_whether_there_is_an_answer_does_not_depend_on_how_many_passages_are_wanted(belgium: Library) -> None:
    for question in ("How is dual training organised in Germany?", "How many bonuses for dual learning?"):
        answers = [belgium.ask(question, k) for k in (1, 5, 20)]
        assert [len(answer.passages) for answer in answers] == [1, 5, 20]
        assert len({(answer.abstention, answer.confidence) for answer in answers}) == 1


def test_explains_only_when_asked(small: Library) -> None:
    assert small.search("bonuses").hits[0].why is None
    why = small.search("bonuses", explain=True).hits[0].why
    assert why is not None
    assert (why.lexical_rank, why.matched) == (1, ("bonuses",))


def test_shows_filters_as_given(small: Library) -> None:
    filters = {"document": "quality", "year": {"from": 2020}}
    assert small.ask("bonuses", filters=filters).interpretation.filters == {
        "document": ["quality"],
        "year": {"from": 2020},
    }


@pytest.mark.parametrize("question", ["", "  \n ", "?!"])
def test_refuses_a_question_without_words(small: Library, question: str) -> None:
    with pytest.raises(UsageError, match="the question is empty; ask in a few words"):
        small.ask(question)


def test_refuses_a_question_that_is_too_long(small: Library) -> None:
    with pytest.raises(UsageError, match=r"100,000 characters; the limit is 4,000\. Ask in fewer words"):
        small.ask("word " * 20_000)


def test_refuses_broken_unicode(small: Library) -> None:
    with pytest.raises(UsageError, match="not UTF-8"):
        small.ask("bonuses \ud800")


@pytest.mark.parametrize("k", [0, -1, 201, 10_000])
def test_refuses_a_number_of_passages_out_of_range(small: Library, k: int) -> None:
    with pytest.raises(UsageError, match=f"k is {k:,}; it must be from 1 to 200"):
        small.ask("bonuses", k)


def test_refuses_an_offset_out_of_range(small: Library) -> None:
    with pytest.raises(UsageError, match="offset is -1; it must be from 0 to 10,000"):
        small.search("bonuses", offset=-1)


def test_refuses_an_unknown_mode(small: Library) -> None:
    with pytest.raises(UsageError, match="must be one of hybrid, dense, lexical"):
        small.search("bonuses", mode="fuzzy")


def test_refuses_an_unknown_filter(small: Library) -> None:
    with pytest.raises(UnknownFilter, match="unknown filter 'colour'; the filters are country"):
        small.ask("bonuses", filters={"colour": ["red"]})


def test_answers_any_letter(small: Library) -> None:
    """U+FF9E folds to nothing."""
    assert small.ask("\uff9e").interpretation.numbers == ()


def test_shows_what_the_question_states(small: Library) -> None:
    question = "In section 2.1, how many “dual course” bonuses worth EUR 2 000 did VDAB pay in 2023/24?"
    asked = small.ask(question).interpretation
    assert (asked.sections, asked.phrases, asked.years) == (("2.1",), ("dual course",), (2023, 2024))
    assert (asked.numbers, asked.organisations, asked.entities) == (("EUR 2 000",), ("VDAB",), ())


def test_shows_territories_apart_from_those_that_are_taken_out(small: Library) -> None:
    asked = small.ask("How do Flanders and Wallonia differ from Europe outside Belgium and Flanders?").interpretation
    assert (asked.entities, asked.excluded) == (("Flanders", "Wallonia"), ("Belgium",))


def test_a_misspelt_name_is_shown_as_it_was_read(small: Library) -> None:
    assert small.ask("bonuses in Flandrs").interpretation.entities == ("Flanders",)


def test_a_name_that_nobody_has_listed_is_a_word_like_others(small: Library) -> None:
    answer = small.ask("Were bonuses paid in the Westhoek?")
    assert answer.interpretation.entities == ()
    assert "quality" in _found(answer)
    assert all(passage.why is not None and not passage.why.boosts for passage in answer.passages)


def test_shows_the_sections_whose_titles_the_question_holds(small: Library) -> None:
    assert small.ask("What is done on quality assurance?").interpretation.sections == ("Quality assurance",)
    small.remove("quality")
    assert small.ask("What is done on quality assurance?").interpretation.sections == ()


def test_a_section_that_is_named_comes_first(small: Library) -> None:
    for number in ("2.1", "2.2"):
        best = small.search(f"What does section {number} say?", k=1, explain=True).hits[0]
        assert best.citation.section.number == number
        assert best.why is not None
        assert best.why.boosts == (f"section: {number}",)


def test_a_filter_on_sections_decides_alone(small: Library) -> None:
    hits = small.search("What does section 2.1 say?", filters={"section": "2"}, explain=True).hits
    assert {hit.citation.section.number for hit in hits} == {"2.1", "2.2"}
    assert all(hit.why is not None and not hit.why.boosts for hit in hits)


def test_what_is_taken_out_does_not_come_first(belgium: Library) -> None:
    for question in ("Which measures were taken outside Flanders?", "Which measures were taken, except in Flanders?"):
        answer = belgium.ask(question, 5)
        assert answer.interpretation.excluded == ("Flanders",)
        about = [[entity.name for entity in passage.entities] for passage in answer.passages]
        assert ["Flanders"] not in about


def test_each_of_two_siblings_is_found(belgium: Library) -> None:
    first = belgium.ask("How do Flanders and Wallonia differ on digital training?", 2).passages
    named = {entity.name for passage in first for entity in passage.entities}
    assert {"Flanders", "Wallonia"} <= named


def test_an_empty_library_says_how_to_fill_it(small: Library) -> None:
    small.remove("quality", "transport")
    answer = small.ask("bonuses")
    assert not answer.answered
    assert answer.passages == ()
    assert answer.abstention == "Not found: this library is empty. Add reports with: pincite ingest PATH"
