"""From gold to ids, and from answers to ranked units."""

import pytest

from evaluation.questions import Gold, Question
from evaluation.resolving import Resolver, ranking
from ingest.errors import EvaluationError
from service.library import Library

REPORT = "belgium-vet-2023"


def question(*gold: Gold) -> Question:
    return Question("q", "?", "en", "t", None, True, None, gold)


def test_a_snippet_leads_to_its_passage(belgium: Library) -> None:
    (found,) = Resolver(belgium).relevant(question(Gold(REPORT, "2.1", "the key indicators are: 3 425 bonuses")))
    assert "EUR 2 568 750" in belgium.passage(found).passage.text


def test_a_section_stands_for_all_below_it(belgium: Library) -> None:
    gold = Gold(REPORT, "2", "the key indicators are: 3 425 bonuses")
    assert len(Resolver(belgium).relevant(question(gold))) == 1


def test_a_note_leads_to_the_passage_of_its_marker(belgium: Library) -> None:
    gold = Gold(REPORT, "2.2", "lasts 6 years with the option of a seventh", footnote="1")
    (found,) = Resolver(belgium).relevant(question(gold))
    assert belgium.passage(found).passage.footnotes[0].marker == "1"


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        (Gold("atlantis", "1", "x"), "'atlantis' is not in the library"),
        (Gold(REPORT, "2.2", "the key indicators are: 3 425 bonuses"), "does not occur in section 2.2"),
        (Gold(REPORT, "2.1", "three thousand bonuses"), "does not occur in section 2.1"),
    ],
)
def test_gold_that_leads_nowhere_is_refused(belgium: Library, gold: Gold, message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        Resolver(belgium).relevant(question(gold))


def test_answers_rank_passages_or_documents(belgium: Library) -> None:
    hits = belgium.search("dual learning premium", 5).hits
    assert ranking(hits, "passage") == tuple(hit.id for hit in hits)
    assert ranking(hits, "document") == (REPORT,)
    assert ranking(hits, "page") == ()
