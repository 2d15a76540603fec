"""Retrieval: two searches, fused; only what the catalogue holds, and only what the filters admit."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.candidates import Candidate
from index.catalogue.reading import Catalogue
from index.derived import Derived, OpenIndexes
from index.embedding.embedder import Embeddable, Embedder, PassageVectors, Vectors
from index.evidence import EVIDENCE_WEIGHTS
from index.lifting import LIFT_WEIGHTS
from index.options import RetrievalOptions
from index.paths import LibraryPaths
from index.question import read_question
from index.retrieval import RERANKED, Mode, Retriever
from index.scope import EVERYTHING, Scope
from index.writer import Incoming, open_writer
from ingest.parse import parse
from ingest.readers import read_source

Report = Callable[..., Path]
Ingest = Callable[..., object]
Search = Callable[..., list[Candidate]]
Put = Callable[..., object]


@pytest.fixture
def held(paths: LibraryPaths, catalogue: Catalogue) -> OpenIndexes:
    """The indexes of a library with one report, as a reader holds them."""
    del catalogue
    indexes = Derived(paths.derived).open_newest()
    assert indexes is not None
    return indexes


def texts(candidates: Sequence[Candidate]) -> list[str]:
    return [candidate.passage.text for candidate in candidates]


def test_both_searches_are_fused(ingest: Ingest, report: Report, search: Search) -> None:
    ingest(report())
    best, *others = search("decree on dual learning in Flanders")
    assert best.passage.text.startswith("Flanders approved a decree")
    assert best.dense is not None
    assert best.lexical is not None
    assert (best.dense.rank, best.lexical.rank) == (1, 1)
    weights = EVIDENCE_WEIGHTS
    evident = 2 / 3 * weights.phrase_weight + weights.sentence_weight + weights.passage_weight
    assert best.score == pytest.approx(2 + LIFT_WEIGHTS.entity_lift + evident)
    assert best.matched == ("decree", "dual", "learning", "Flanders")
    assert [c.score for c in others] == sorted((c.score for c in others), reverse=True)


def test_evidence_keeps_the_passages_that_are_read_before_the_others(
    ingest: Ingest, report: Report, search: Search
) -> None:
    ingest(report())
    asked = "decree on dual learning in Flanders, teachers in Wallonia"
    few, none = (search(asked, options=RetrievalOptions(evidence_depth=depth, each_first=False)) for depth in (2, 0))
    assert {c.passage.id for c in few[:2]} == {c.passage.id for c in none[:2]}
    assert [c.passage.id for c in few[2:]] == [c.passage.id for c in none[2:]]
    assert few[0].score > none[0].score


@pytest.mark.parametrize(("mode", "dense", "lexical"), [(Mode.DENSE, True, False), (Mode.LEXICAL, False, True)])
def test_a_mode_leaves_one_search_out(
    ingest: Ingest, report: Report, search: Search, mode: Mode, dense: bool, lexical: bool
) -> None:
    ingest(report())
    found = search("teachers in Wallonia", mode=mode)
    assert found[0].passage.text.startswith("Wallonia opened")
    assert all((c.dense is not None, c.lexical is not None) == (dense, lexical) for c in found)


def test_words_find_without_a_model(held: OpenIndexes, catalogue: Catalogue) -> None:
    def no_model() -> Embedder:
        raise AssertionError("no vector is needed")

    retriever = Retriever(catalogue, no_model)
    assert len(retriever.retrieve(held, read_question("decree"), 5, EVERYTHING, Mode.LEXICAL)) == 1
    with pytest.raises(AssertionError):
        retriever.retrieve(held, read_question("decree"), 5, EVERYTHING, Mode.DENSE)


@pytest.mark.parametrize("written", ["3 425", "3,425", "3425", "3\u202f425"])
def test_a_number_is_found_however_it_is_written(ingest: Ingest, report: Report, search: Search, written: str) -> None:
    ingest(report())
    (found,) = search(written, mode=Mode.LEXICAL)
    assert "3 425 bonuses" in found.passage.text
    assert found.matched == (written,)


def test_headings_and_notes_are_searched_too(ingest: Ingest, report: Report, search: Search) -> None:
    ingest(report())
    assert texts(search("February", mode=Mode.LEXICAL)) == texts(search("decree", mode=Mode.LEXICAL))
    assert len(search("policies", mode=Mode.LEXICAL)) == 3


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize(
    ("scope", "numbers"),
    [
        (Scope(None, frozenset({"2"})), {"2", "2.1", "2.2"}),
        (Scope(None, frozenset({"flanders"})), {"2.1"}),
        (Scope(frozenset({"report"}), frozenset({"1", "2.2"})), {"1", "2.2"}),
        (Scope(frozenset({"other"})), set()),
    ],
)
def test_filters_narrow_every_search(
    ingest: Ingest, report: Report, search: Search, mode: Mode, scope: Scope, numbers: set[str]
) -> None:
    ingest(report())
    found = search("policies decree teachers bonuses Belgium", scope=scope, mode=mode)
    assert {c.passage.section.number for c in found} == numbers


def test_a_filter_is_filled_even_where_the_best_thousand_lie_outside(
    paths: LibraryPaths, tmp_path: Path, report: Report, put: Put, search: Search
) -> None:
    crowd = tmp_path / "crowd.md"
    lines = (f"Learning, learning, learning: number {number} of learning." for number in range(1, 1201))
    crowd.write_text("# Crowd\n\n" + "\n\n".join(f"## Learning\n\n{line}" for line in lines))
    with open_writer(paths) as writer:
        put(writer, crowd)
        put(writer, report())
        writer.publish()
    within = Scope(frozenset({"report"}))
    for mode in Mode:
        unfiltered = search("learning", 1000, mode=mode)
        assert len(unfiltered) == 1000
        assert {c.passage.document_id for c in unfiltered} == {"crowd"}
    assert {c.passage.document_id for c in search("learning", 4, within, Mode.DENSE)} == {"report"}
    assert len(search("learning", 4, within)) == 4
    assert len(search("learning", 4, within, Mode.LEXICAL)) == 1


@pytest.mark.parametrize("mode", Mode)
def test_a_hit_of_a_stale_index_is_never_shown(
    held: OpenIndexes, catalogue: Catalogue, embedder: Embedder, paths: LibraryPaths, mode: Mode
) -> None:
    retriever = Retriever(catalogue, lambda: embedder, RetrievalOptions(depth=1))
    (before,) = retriever.retrieve(held, read_question("decree"), 1, EVERYTHING, mode)
    with open_writer(paths) as writer:
        writer.remove("report")
    assert before.passage.text.startswith("Flanders")
    assert retriever.retrieve(held, read_question("decree"), 1, EVERYTHING, mode) == []


@pytest.mark.parametrize("mode", Mode)
def test_stale_hits_take_no_place_from_others(
    held: OpenIndexes,
    catalogue: Catalogue,
    embedder: Embedder,
    paths: LibraryPaths,
    report: Report,
    put: Put,
    mode: Mode,
) -> None:
    retriever = Retriever(catalogue, lambda: embedder, RetrievalOptions(depth=1))
    with open_writer(paths) as writer:
        put(writer, report(changes={"2.1 Flanders": None}))
    found = retriever.retrieve(held, read_question("Flanders policies"), 3, EVERYTHING, mode)
    numbers = {candidate.passage.section.number for candidate in found}
    assert numbers == ({"2", "2.2"} if mode is Mode.LEXICAL else {"1", "2", "2.2"})


def test_new_words_at_an_old_place_come_from_the_catalogue(
    held: OpenIndexes, catalogue: Catalogue, embedder: Embedder, paths: LibraryPaths, report: Report, put: Put
) -> None:
    with open_writer(paths) as writer:
        put(writer, report(changes={"1 Introduction": "Much longer than before. " * 9}))
    text, _, _ = catalogue.text("report")
    found = Retriever(catalogue, lambda: embedder).retrieve(
        held, read_question("decree teachers"), 9, EVERYTHING, Mode.HYBRID
    )
    assert found
    assert all(text[c.passage.start : c.passage.end] == c.passage.text for c in found)


def crowd(path: Path) -> Path:
    """A report in which every passage shares words with the question, each as many as no other."""
    lines = (f"{'Learning ' * (1 + number % 7)}and {'dual ' * (number % 5)}number {number}." for number in range(350))
    path.write_text("# Crowd\n\n" + "\n\n".join(f"## Learning\n\n{line}" for line in lines))
    return path


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("size", [7, 40, 130])
def test_pages_of_a_query_tile(
    ingest: Ingest, tmp_path: Path, paths: LibraryPaths, embedder: Embedder, mode: Mode, size: int
) -> None:
    ingest(crowd(tmp_path / "crowd.md"))
    indexes = Derived(paths.derived).open_newest()
    assert indexes is not None
    with closing(Catalogue(paths.catalogue)) as catalogue:
        retriever = Retriever(catalogue, lambda: embedder, RetrievalOptions(depth=30))

        def page(k: int, offset: int) -> list[tuple[str, float]]:
            found = retriever.retrieve(indexes, read_question("dual learning"), k, EVERYTHING, mode, offset)
            return [(candidate.passage.id, candidate.score) for candidate in found]

        pages = [hit for offset in range(0, 400, size) for hit in page(size, offset)]
        assert pages == page(400, 0)
    assert len({name for name, _ in pages}) == len(pages) == 350


class Windowed:
    """A model that gives every passage many windows, of which some are alike."""

    name, fingerprint, dimension = "windowed", "windowed", 2

    def describe(self) -> str:
        return self.name

    def embed_passages(self, passages: Sequence[Embeddable]) -> list[PassageVectors]:
        vectors = [np.stack([self.embed_question(passage.text)] * 30) for passage in passages]
        return [PassageVectors(each, ((0, 1),) * 30) for each in vectors]

    def embed_question(self, question: str) -> Vectors:
        angle = len(question) / 200
        return np.array([np.cos(angle), np.sin(angle)], np.float32)


@pytest.fixture
def windowed(paths: LibraryPaths, report: Report) -> Iterator[tuple[OpenIndexes, Retriever]]:
    path, model = report(), Windowed()
    incoming = Incoming(path, path.read_bytes(), {})
    with open_writer(paths) as writer:
        parsed = parse(read_source(path.name, incoming.content))
        writer.put(writer.place(incoming), incoming, parsed, model, lambda *_: None)
        writer.publish()
    indexes = Derived(paths.derived).open_newest()
    assert indexes is not None
    with closing(Catalogue(paths.catalogue)) as catalogue:
        yield indexes, Retriever(catalogue, lambda: model, RetrievalOptions(depth=4))


def test_many_windows_of_a_passage_are_one_hit(windowed: tuple[OpenIndexes, Retriever]) -> None:
    indexes, retriever = windowed
    found = retriever.retrieve(indexes, read_question("x" * 25), 4, EVERYTHING, Mode.DENSE)
    assert len({candidate.passage.id for candidate in found}) == len(found) == 4
    assert [c.dense.rank for c in found if c.dense] == [1, 2, 3, 4]
    assert found[0].passage.section.number == "2"


def test_equal_scores_are_ordered_the_same_way_every_time(ingest: Ingest, report: Report, search: Search) -> None:
    ingest(report(), report("twin.md", {"3 Annex": "Only here."}))
    order = [(c.passage.document_id, c.passage.id) for c in search("decree on dual learning", 10)]
    assert order == [(c.passage.document_id, c.passage.id) for c in search("decree on dual learning", 10)]
    assert len({name for _, name in order}) == len(order)


def test_what_repeats_a_better_passage_stands_behind_the_others(ingest: Ingest, report: Report, search: Search) -> None:
    ingest(report(), report("twin.md", {"3 Annex": "Only here."}))
    mixed = search("decree on dual learning", 10, options=RetrievalOptions(repeats_last=False))
    apart = search("decree on dual learning", 10)
    assert [c.passage.document_id for c in mixed[:2]] == ["report", "twin"]
    assert mixed[0].passage.text == mixed[1].passage.text
    assert apart[0] == mixed[0]
    assert apart[1].passage.text != apart[0].passage.text
    assert {c.passage.id for c in apart} == {c.passage.id for c in mixed}


FRENCH = "# Rapport\n\n## 1 Mesures\n\nLe VDAB organise des formations. Les entreprises reçoivent une prime.\n"


@pytest.fixture
def bilingual(ingest: Ingest, report: Report, tmp_path: Path) -> Path:
    """A library with a report in English and one in French."""
    french = tmp_path / "rapport.md"
    french.write_text(FRENCH, encoding="utf-8")
    ingest(report(changes={"2 Policies": "VDAB approved premiums for formations."}))
    ingest(french, manifest={"language": "fr"})
    return french


def test_each_language_is_searched_in_its_own_words(bilingual: Path, search: Search) -> None:
    del bilingual
    (found,) = search("Quelle est la formation organisée ?", mode=Mode.LEXICAL)
    assert found.passage.document_id == "rapport"
    assert found.matched == ("formation", "organisée")


def test_what_crosses_finds_both_and_each_ranks_in_its_language(bilingual: Path, search: Search) -> None:
    del bilingual
    french, english = search("Que fait le VDAB pour la formation ?", mode=Mode.LEXICAL)
    assert (french.passage.document_id, french.matched) == ("rapport", ("VDAB", "formation"))
    assert (english.passage.document_id, english.matched) == ("report", ("VDAB",))
    assert [found.lexical.rank for found in (french, english) if found.lexical] == [1, 1]
    assert english.score == pytest.approx(french.score / 16)  # it holds half of the two words, to the fourth power


def test_a_corrected_language_counts_at_once(bilingual: Path, paths: LibraryPaths, search: Search) -> None:
    del bilingual
    with open_writer(paths) as writer:
        writer.edit("rapport", {"language": "en"})
        writer.publish()
    assert search("Quelle est la formation organisée ?", mode=Mode.LEXICAL) == []


class Shortest:
    """A reranker that prefers short passages."""

    name = fingerprint = "shortest"

    def describe(self) -> str:
        return "prefers what is short"

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        del question
        return [-float(len(passage)) for passage in passages]


def test_a_reranker_orders_the_first_passages_and_leaves_the_others(
    ingest: Ingest, tmp_path: Path, paths: LibraryPaths, embedder: Embedder
) -> None:
    ingest(crowd(tmp_path / "crowd.md"))
    indexes = Derived(paths.derived).open_newest()
    assert indexes is not None
    with closing(Catalogue(paths.catalogue)) as catalogue:

        def found(reranker: Shortest | None, k: int = 30, offset: int = 0) -> list[Candidate]:
            retriever = Retriever(catalogue, lambda: embedder, reranker=reranker)
            question = read_question("dual learning")
            return retriever.retrieve(indexes, question, k, EVERYTHING, Mode.HYBRID, offset)

        plain, reranked = found(None), found(Shortest())
        first = texts(reranked[:RERANKED])
        assert first == sorted(texts(plain[:RERANKED]), key=len)
        assert texts(reranked[RERANKED:]) == texts(plain[RERANKED:])
        assert texts(found(Shortest(), 3)) == first[:3]
        assert texts(found(Shortest(), 5, 18)) == texts(reranked[18:23])
        assert [c.rerank_score is None for c in reranked] == [False] * RERANKED + [True] * 10


def test_a_comparison_has_the_best_passage_on_each_side_first(ingest: Ingest, report: Report, search: Search) -> None:
    centres = "\n\n".join(
        f"Wallonia opened centre {number} for teachers. {'It trains them. ' * 14}" for number in "ABC"
    )
    ingest(report(changes={"2.2 Wallonia": centres}))
    found = search("Which centres for teachers did Wallonia and Flanders open?", k=5)
    assert [[about.name for about in c.passage.about] for c in found[:3]] == [["Wallonia"], ["Flanders"], ["Wallonia"]]
    assert found[0].score > found[2].score > found[1].score


def test_one_entity_alone_puts_nothing_before_a_better_passage(ingest: Ingest, report: Report, search: Search) -> None:
    exact = "The guild of bell founders keeps bronze moulds. " * 8
    ingest(report(changes={"1 Introduction": exact}))
    found = search("Which bronze moulds does the guild of bell founders keep, not only in Flanders?", k=3)
    assert found[0].passage.text.startswith("The guild of bell founders")
