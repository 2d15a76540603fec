"""Questions to the catalogue."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.catalogue.reading import Catalogue
from index.embedding.embedder import Embedder
from ingest.document import MentionStatus
from ingest.errors import Gone, NotFound
from ingest.segments import replay


def test_a_document_is_held_as_it_was_parsed(catalogue: Catalogue) -> None:
    (document,) = catalogue.documents()
    assert (document.id, document.version, document.source_name) == ("report", 1, "report.md")
    text, source, segments = catalogue.text("report")
    assert replay(segments, source) == text
    titles = {section.ordinal: section.title for section in catalogue.sections("report")}
    parents = {s.title: titles.get(s.parent) for s in catalogue.sections("report") if s.parent is not None}
    assert parents == {"Flanders": "Policies", "Wallonia": "Policies"}
    (reference,), (mention,) = catalogue.references("report"), catalogue.mentions("report")
    assert (mention.text, mention.status, mention.reference) == ("(Cedefop, 2023a)", MentionStatus.RESOLVED, 0)
    assert text[reference.start : reference.end] == reference.text


def test_parts_are_found_by_their_offsets(catalogue: Catalogue) -> None:
    (note,), (mention,) = catalogue.footnotes("report"), catalogue.mentions("report")
    assert note.anchor is not None
    assert catalogue.footnotes_within("report", note.anchor, note.anchor + 1) == [note]
    assert catalogue.footnotes_within("report", note.anchor + 1, 10**6) == []
    assert catalogue.mentions("report", mention.start, mention.end) == [mention]
    assert catalogue.mentions("report", mention.start, mention.end - 1) == []


def test_passages_stand_in_order_with_section_and_neighbours(catalogue: Catalogue) -> None:
    passages = catalogue.passages("report")
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    assert [passage.section.number for passage in passages] == ["1", "2", "2.1", "2.2"]
    first, second, *_, last = passages
    assert catalogue.neighbours(first) == (None, second.id)
    assert catalogue.neighbours(last) == (passages[-2].id, None)
    assert catalogue.passage(second.id) == second
    assert catalogue.passages_by_entry([second.entry, 999]) == {second.entry: second}
    assert catalogue.existing([first.entry, 999]) == {first.entry: first.entry}


def test_a_passage_that_was_is_gone_and_one_that_never_was_is_not_found(
    catalogue: Catalogue, change: Callable[..., None]
) -> None:
    change("INSERT INTO removed_passage VALUES ('0123', 'now')")
    with pytest.raises(Gone, match="was removed"):
        catalogue.passage("0123")
    with pytest.raises(NotFound, match="no passage"):
        catalogue.passage("4567")
    for ask in (catalogue.document, catalogue.text):
        with pytest.raises(NotFound, match=r"no document 'other' in this library. List them with: pincite documents"):
            ask("other")


def test_documents_are_remembered_until_the_library_changes(catalogue: Catalogue, change: Callable[..., None]) -> None:
    (before,) = catalogue.documents()
    assert catalogue.documents()[0] is before
    change("UPDATE document SET version = 2")
    change("UPDATE library SET generation = generation + 1")
    assert [document.version for document in catalogue.documents()] == [2]
    catalogue.documents().clear()
    assert len(catalogue.documents()) == 1


def test_vectors_come_whole_and_by_id(catalogue: Catalogue, embedder: Embedder) -> None:
    vectors = list(catalogue.vectors(embedder.fingerprint))
    assert [name for name, _, _ in vectors] == sorted(name for name, _, _ in vectors)
    assert {entry for _, entry, _ in vectors} == {passage.entry for passage in catalogue.passages("report")}
    assert all(vector.shape == (embedder.dimension,) for _, _, vector in vectors)
    names = {name: entry for name, entry, _ in vectors}
    assert catalogue.entries_by_vector([*names, 999], embedder.fingerprint) == names
    assert catalogue.entries_by_vector(list(names), "another model") == {}
    assert list(catalogue.vectors("another model")) == []


def test_lacking_and_misshapen_vectors_are_told(
    catalogue: Catalogue, embedder: Embedder, change: Callable[..., None]
) -> None:
    model = embedder.fingerprint, embedder.dimension
    assert catalogue.without_vector(*model) == []
    first, second, *others = (passage.id for passage in catalogue.passages("report"))
    assert catalogue.without_vector("another model", 3) == [first, second, *others]
    change("UPDATE vector SET data = x'00' WHERE passage_entry = (SELECT entry FROM passage WHERE id = ?)", first)
    change("UPDATE vector SET fingerprint = '' WHERE passage_entry = (SELECT entry FROM passage WHERE id = ?)", second)
    assert catalogue.without_vector(*model) == [first, second]


def test_names_are_equal_by_what_the_reports_say(
    catalogue: Catalogue, ingest: Callable[..., object], report: Callable[..., Path]
) -> None:
    assert catalogue.definitions().groups == ()
    ingest(report(changes={"2.1 Flanders": "The common quality framework (CQF) was adjusted."}))
    assert catalogue.definitions().groups == (("common quality framework", "CQF"),)
    assert catalogue.definitions() is catalogue.definitions()
    ingest(report())
    assert catalogue.definitions().groups == ()
