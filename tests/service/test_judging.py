"""Whether what was found answers a question, and the sentence that says what is missing."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from index.catalogue.reading import Catalogue
from index.derived import Derived, require_indexes
from index.embedding.embedder import Embedder
from index.fitted import Calibration, Weighed
from index.question import read_question
from index.retrieval import Mode, Retriever
from index.scope import EVERYTHING, Filters
from service.confidence import JUDGED
from service.judging import Trust, judgement
from service.library import Library

WORDS = {"entity_words": Weighed(weight=4.0, mean=-0.5, scale=1.0)}
# Passages about the territory asked for have to hold what others hold.
STRICT = Trust(calibration=Calibration(threshold=0.87, bias=0.0, signals=WORDS))
UNFILTERED = Filters()
Judge = Callable[..., tuple[str | None, float | None]]


@pytest.fixture
def judge(belgium: Library, embedder: Embedder) -> Iterator[Judge]:
    """Judges what the library with the Belgian report finds."""
    with closing(Catalogue(belgium.paths.catalogue)) as catalogue:
        generation = catalogue.library().generation
        indexes = require_indexes(Derived(belgium.paths.derived).open(generation), belgium.paths.root)

        def judged(
            text: str, trust: Trust = STRICT, mode: Mode = Mode.HYBRID, filters: Filters = UNFILTERED
        ) -> tuple[str | None, float | None]:
            question = read_question(text, catalogue.entities().gazetteer)
            retriever = Retriever(catalogue, lambda: embedder)
            found = retriever.retrieve(indexes, question, JUDGED, EVERYTHING, mode)
            return judgement(catalogue, indexes.lexical, question, found, filters, trust)

        yield judged


def _sentence(why_not: str | None) -> str:
    assert why_not is not None
    sentence, _, nearest = why_not.partition(". ")
    assert nearest.startswith("The nearest passages are in ")
    return sentence


@pytest.mark.parametrize("trust", [Trust(), STRICT])
def test_a_country_that_the_library_lacks_has_no_answer(judge: Judge, trust: Trust) -> None:
    why_not, confidence = judge("How is dual training organised in Germany?", trust)
    assert _sentence(why_not) == "Not found in this library: it holds nothing about Germany"
    assert confidence == (None if trust.calibration is None else 0.0)


def test_several_that_it_lacks_are_all_named(judge: Judge) -> None:
    why_not, _ = judge("Is dual training alike in Germany and in Austria?")
    assert _sentence(why_not) == "Not found in this library: it holds nothing about Germany or Austria"


@pytest.mark.parametrize(
    "question",
    [
        "How is dual training organised in Flanders?",
        "How does dual training in Flanders differ from that in Germany?",
        "How is dual training organised outside Germany?",
        "How is dual training organised in the German-speaking Community?",
        "Which plans does the European Union fund?",
        "Did Norway take part?",
    ],
)
def test_a_territory_that_it_holds_or_names_may_have_one(judge: Judge, question: str) -> None:
    assert judge(question, Trust()) == (None, None)


def test_a_country_is_the_same_in_every_language(judge: Judge) -> None:
    why_not, _ = judge("Comment la formation duale est-elle organisée en Allemagne ?")
    assert _sentence(why_not) == "Not found in this library: it holds nothing about Germany"


def test_without_a_calibration_there_is_no_confidence(judge: Judge, belgium: Library) -> None:
    assert judge("Which bonuses are there?", Trust()) == (None, None)
    assert belgium.ask("Which bonuses are there?").confidence is None


def test_without_vectors_there_is_no_confidence(judge: Judge) -> None:
    assert judge("Which bonuses are there?", mode=Mode.LEXICAL) == (None, None)


def test_what_only_passages_about_another_territory_hold_is_missing(judge: Judge) -> None:
    why_not, confidence = judge("How many schools completed Digisnap in Wallonia?")
    assert confidence is not None
    assert confidence < 0.87
    assert "of the nearest passages about Wallonia mentions “Digisnap”" in _sentence(why_not)


def test_what_passages_about_the_territory_hold_has_an_answer(judge: Judge) -> None:
    why_not, confidence = judge("How many schools completed Digisnap in Flanders?")
    assert why_not is None
    assert confidence == pytest.approx(0.88, abs=0.01)


def test_a_filter_by_territory_says_already_what_passages_are_about(judge: Judge) -> None:
    question = "How many schools completed Digisnap in Wallonia?"
    assert judge(question, filters=Filters(entity=("Wallonia",)))[1] != judge(question)[1]


NEVER = replace(STRICT, calibration=Calibration(threshold=1.0, bias=0.0, signals={}))


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("What is the minimum wage?", "no passage mentions “minimum” or “wage”"),
        ("Which bonuses were paid in 1987?", "no passage mentions “1987”"),
        ("What did Norway change?", "none of the nearest passages is about Norway"),
        ("bonuses", "no passage answers it clearly"),
        ("How many mechanics are there?", "none of the nearest passages gives that number"),
        (
            "How many students were in dual learning in Flanders in 2019?",
            "none of the nearest passages about Flanders gives that number for 2019",
        ),
    ],
)
def test_says_what_is_missing(judge: Judge, question: str, clause: str) -> None:
    assert _sentence(judge(question, NEVER)[0]) == f"Not found in this library: {clause}"
