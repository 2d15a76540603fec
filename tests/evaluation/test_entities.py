"""How well passages are attributed to territories."""

import pytest

from evaluation.entities import REPORT, Agreement, Attribution, Label, agreement, attributions, read_labels
from ingest.document import ParsedDocument
from ingest.parse import parse
from ingest.readers import read_bytes, read_source


@pytest.fixture(scope="module")
def report() -> ParsedDocument:
    return parse(read_source(REPORT.name, read_bytes(REPORT)))


def test_every_passage_has_the_labels_of_the_paragraphs_that_begin_in_it(report: ParsedDocument) -> None:
    labels = read_labels()
    compared = attributions(report, labels)
    assert sum(label.snippet in one.text for one in compared for label in labels) == len(labels)
    for one in compared:
        own = [label.entities for label in labels if label.snippet in one.text]
        assert one.labelled == frozenset().union(*own)


def test_a_passage_without_a_label_is_not_compared(report: ParsedDocument) -> None:
    label = Label("In Wallonia, related projects", frozenset({"Wallonia"}), "test")
    assert len(attributions(report, [label])) == 1


def test_right_pairs_are_counted() -> None:
    one, two = frozenset({"Flanders"}), frozenset({"Flanders", "Wallonia"})
    found = agreement([Attribution("", one, two), Attribution("", two, one)])
    assert (found.precision, found.recall, found.passages) == (2 / 3, 2 / 3, 2)
    assert found.f1 == pytest.approx(2 / 3)
    assert Agreement(0.0, 0.0, 0).f1 == 0


def test_territories_are_found_in_the_report(report: ParsedDocument) -> None:
    assert agreement(attributions(report, read_labels())).f1 > 0.95
