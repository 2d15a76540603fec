"""What every engine has to do, tried on each of them and on plain references that compute every score.

One suite for both kinds of engine: a benchmark turns words into what its engine is given.
"""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.embedding.embedder import Vectors
from index.engines.faiss_flat import FaissFlat
from index.engines.protocols import LexicalEngine, LexicalEntry, Scored, VectorEngine, VectorEntry
from index.engines.tantivy_bm25 import TantivyBM25
from index.engines.ties import rounded
from index.scope import EVERYTHING, Attributes, Scope

WORDS = tuple(f"word{number}" for number in range(12))
WEIGHTS = {"heading": 0.5, "body": 1.0}
BELGIUM, FRANCE = frozenset({"belgium"}), frozenset({"france"})


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as a person would think of it."""

    id: int
    heading: tuple[str, ...]
    body: tuple[str, ...]
    attributes: Attributes


class Bench(Protocol):
    """An engine, fed with words; and `exact`, the score of every item that it may return."""

    def publish(self, items: Sequence[Item]) -> None: ...
    def refresh(self) -> None: ...
    def search(self, words: Sequence[str], k: int, scope: Scope) -> list[Scored]: ...
    def exact(self, items: Sequence[Item], words: Sequence[str]) -> dict[int, float]: ...


def direction(words: Iterable[str]) -> Vectors:
    counts = Counter(words)
    vector = np.array([counts[word] for word in WORDS] + [1], np.float32)
    return vector / np.linalg.norm(vector)


class VectorBench:
    def __init__(self, engine: VectorEngine) -> None:
        self.engine = engine
        self.refresh = engine.refresh

    def publish(self, items: Sequence[Item]) -> None:
        entries = (VectorEntry(i.id, direction(i.heading + i.body), i.attributes) for i in items)
        self.engine.publish(entries, len(WORDS) + 1)

    def search(self, words: Sequence[str], k: int, scope: Scope) -> list[Scored]:
        return self.engine.search(direction(words), k, scope)

    def exact(self, items: Sequence[Item], words: Sequence[str]) -> dict[int, float]:
        return {i.id: float(np.dot(direction(i.heading + i.body), direction(words))) for i in items}


class LexicalBench:
    def __init__(self, engine: LexicalEngine) -> None:
        self.engine = engine
        self.refresh = engine.refresh

    def publish(self, items: Sequence[Item]) -> None:
        fields = ({"heading": i.heading, "body": i.body} for i in items)
        terms = ({name: [(w, at) for at, w in enumerate(words)] for name, words in f.items()} for f in fields)
        self.engine.publish(LexicalEntry(i.id, t, i.attributes) for i, t in zip(items, terms, strict=True))

    def search(self, words: Sequence[str], k: int, scope: Scope) -> list[Scored]:
        return self.engine.search(words, k, scope)

    def exact(self, items: Sequence[Item], words: Sequence[str]) -> dict[int, float]:
        found: Counter[int] = Counter()
        for field, weight in WEIGHTS.items():
            for name, score in bm25({i.id: getattr(i, field) for i in items}, words).items():
                found[name] += weight * score  # type: ignore[assignment]
        return dict(found)


def bm25(texts: dict[int, Sequence[str]], words: Sequence[str]) -> dict[int, float]:
    k1, b = 1.2, 0.75
    average = sum(map(len, texts.values())) / max(len(texts), 1)
    scores: dict[int, float] = {}
    for word in words:
        holding = {name: text.count(word) for name, text in texts.items() if word in text}
        idf = math.log(1 + (len(texts) - len(holding) + 0.5) / (len(holding) + 0.5))
        for name, count in holding.items():
            norm = k1 * (1 - b + b * stored_length(len(texts[name])) / average)
            scores[name] = scores.get(name, 0) + idf * (k1 + 1) * count / (count + norm)
    return scores


def stored_length(length: int) -> int:
    """tantivy keeps a length in one byte: up to 40 exactly, then rounded down to steps of 2, 4, 8 …, eight each."""
    step, stored = 2, 40
    while stored + 8 * step <= length:
        stored, step = stored + 8 * step, step * 2
    return length if length <= 40 else stored + (length - stored) // step * step


class ExactVectors:
    """All inner products."""

    def __init__(self) -> None:
        self.published: list[VectorEntry] = []
        self.held: list[VectorEntry] = []

    def publish(self, entries: Iterable[VectorEntry], dimension: int) -> None:
        self.published = list(entries)
        assert all(entry.vector.shape == (dimension,) for entry in self.published)

    def refresh(self) -> None:
        self.held = self.published

    def search(self, vector: Vectors, k: int, scope: Scope) -> list[Scored]:
        within = [entry for entry in self.held if scope.admits(entry.attributes)]
        return ranked({entry.id: float(np.dot(entry.vector, vector)) for entry in within}, k)


class ExactBM25:
    """The formula, for every entry."""

    def __init__(self) -> None:
        self.published: list[LexicalEntry] = []
        self.held: list[LexicalEntry] = []

    def publish(self, entries: Iterable[LexicalEntry]) -> None:
        self.published = list(entries)

    def refresh(self) -> None:
        self.held = self.published

    def search(
        self, terms: Sequence[str], k: int, scope: Scope, weights: Mapping[str, float] | None = None
    ) -> list[Scored]:
        found: dict[int, float] = {}
        for field, weight in WEIGHTS.items():
            texts: dict[int, Sequence[str]] = {e.id: [term for term, _ in e.fields[field]] for e in self.held}
            for term in terms:
                for name, score in bm25(texts, [term]).items():
                    found[name] = found.get(name, 0) + weight * (weights or {}).get(term, 1.0) * score
        within = {entry.id for entry in self.held if scope.admits(entry.attributes)}
        return ranked({name: score for name, score in found.items() if name in within}, k)

    def rarity(self, terms: Sequence[str]) -> dict[str, float]:
        holding = {term: sum(any(term == t for t, _ in e.fields["body"]) for e in self.held) for term in terms}
        return {term: math.log(1 + (len(self.held) - n + 0.5) / (n + 0.5)) for term, n in holding.items()}


def ranked(scores: dict[int, float], k: int) -> list[Scored]:
    order = sorted(scores, key=lambda name: (-rounded(scores[name]), name))
    return [Scored(name, scores[name]) for name in order[:k]]


BENCHES: dict[str, Callable[[Path], Bench]] = {
    "exact vectors": lambda _: VectorBench(ExactVectors()),
    "faiss": lambda folder: VectorBench(FaissFlat(folder)),
    "exact bm25": lambda _: LexicalBench(ExactBM25()),
    "tantivy": lambda folder: LexicalBench(TantivyBM25(folder, WEIGHTS)),
}


@pytest.fixture(params=BENCHES)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Bench:
    return BENCHES[request.param](tmp_path / "engine")


def make_items(count: int, seed: int = 0, longest: int = 40) -> list[Item]:
    chance = random.Random(seed)
    items = []
    for _ in range(count):
        section = chance.choice(["1", "2", "3"])
        document, below = chance.choice(["belgium", "france"]), f"{section}.{chance.randrange(3)}"
        entities = tuple(chance.sample(["Flanders", "French Community", "Belgium"], chance.randrange(3)))
        attributes = Attributes(document, (section, below), entities=entities)
        body = tuple(chance.choices(WORDS, k=chance.randrange(1, longest)))
        items.append(Item(chance.randrange(10**9), tuple(chance.choices(WORDS, k=2)), body, attributes))
    return items


_LAST_BITS = 5e-6


def check(bench: Bench, items: Sequence[Item], words: Sequence[str], k: int, scope: Scope = EVERYTHING) -> list[Scored]:
    """Ids, their order and their scores are those that the reference computes over all items, then filtered."""
    scores = bench.exact(items, words)
    within = {item.id for item in items if scope.admits(item.attributes)}
    expected = ranked({name: score for name, score in scores.items() if name in within}, k)
    found = bench.search(words, k, scope)
    assert len({hit.id for hit in found}) == len(found) == len(expected)
    for hit, wanted in zip(found, expected, strict=True):
        # where two scores differ in the last bits only, 32 and 64 bits may put them in another order
        assert hit.id == wanted.id or scores[hit.id] == pytest.approx(wanted.score, rel=_LAST_BITS)
    assert [hit.score for hit in found] == pytest.approx([hit.score for hit in expected], rel=1e-5, abs=1e-6)
    return found


def opened(bench: Bench, items: Sequence[Item]) -> Bench:
    bench.publish(items)
    bench.refresh()
    return bench


@pytest.mark.parametrize("k", [1, 7, 60, 1000])
def test_the_best_are_found_best_first(bench: Bench, k: int) -> None:
    items = make_items(60)
    found = check(opened(bench, items), items, ["word1", "word7"], k)
    assert 0 < len(found) <= min(k, 60)


@pytest.mark.parametrize(
    "scope",
    [
        Scope(BELGIUM),
        Scope(BELGIUM | FRANCE),
        Scope(None, frozenset({"2"})),
        Scope(None, frozenset({"1.1", "3"})),
        Scope(FRANCE, frozenset({"2", "3.0"})),
        Scope(entities=frozenset({"French Community"})),
        Scope(BELGIUM, frozenset({"1"}), entities=frozenset({"Flanders", "Belgium"})),
    ],
)
def test_filters_work_inside_the_search(bench: Bench, scope: Scope) -> None:
    items = make_items(200)
    found = check(opened(bench, items), items, ["word0", "word3", "word5"], 5, scope)
    assert len(found) == 5


def test_a_filter_reaches_what_an_unfiltered_search_would_never_show(bench: Bench) -> None:
    usual, rare = Attributes("belgium"), Attributes("france")
    items = [Item(number, (), ("word1",) * 3, usual) for number in range(1, 1501)]
    items += [Item(number, (), ("word1", "word2", "word3"), rare) for number in (2000, 2001)]
    opened(bench, items)
    assert {hit.id for hit in bench.search(["word1"], 1000, EVERYTHING)}.isdisjoint({2000, 2001})
    assert [hit.id for hit in check(bench, items, ["word1"], 10, Scope(FRANCE))] == [2000, 2001]


@pytest.mark.parametrize(
    "scope",
    [Scope(frozenset()), Scope(frozenset({"spain"})), Scope(None, frozenset()), Scope(BELGIUM, frozenset({"9"}))],
)
def test_a_scope_that_admits_nothing_finds_nothing(bench: Bench, scope: Scope) -> None:
    assert opened(bench, make_items(20)).search(["word1"], 5, scope) == []


@pytest.mark.parametrize("k", [1, 3, 8, 9, 40])
def test_ids_decide_between_equal_scores(bench: Bench, k: int) -> None:
    names = random.Random(1).sample(range(1, 1000), 30)
    bodies = [("word1", "word2") if at % 3 else ("word1", "word1", "word2") for at in range(30)]
    items = [Item(name, (), body, Attributes("belgium")) for name, body in zip(names, bodies, strict=True)]
    found = check(opened(bench, items), items, ["word1"], k)
    assert [hit.id for hit in found[:10]] == sorted(name for at, name in enumerate(names) if at % 3 == 0)[:k]


def test_an_empty_engine_finds_nothing(bench: Bench) -> None:
    opened(bench, [])
    assert bench.search(["word1"], 5, EVERYTHING) == []
    assert bench.search(["word1"], 5, Scope(BELGIUM)) == []


def test_a_reader_follows_what_was_published_when_it_refreshes(bench: Bench) -> None:
    before, after = make_items(20, seed=1), make_items(30, seed=2)
    opened(bench, before)
    bench.publish(after)
    check(bench, before, ["word1"], 10)
    bench.refresh()
    check(bench, after, ["word1"], 10)
    check(bench, after, ["word1"], 10, Scope(BELGIUM))


def test_a_term_of_less_weight_counts_less(tmp_path: Path) -> None:
    items = make_items(40)
    for engine in (TantivyBM25(tmp_path, WEIGHTS), ExactBM25()):
        opened(LexicalBench(engine), items)
        plain = {name: engine.search([name], 40, EVERYTHING) for name in ("word1", "word7")}
        scores = {name: {hit.id: hit.score for hit in hits} for name, hits in plain.items()}
        for hit in engine.search(["word1", "word7"], 40, EVERYTHING, {"word1": 0.25, "word7": 1.0}):
            expected = 0.25 * scores["word1"].get(hit.id, 0.0) + scores["word7"].get(hit.id, 0.0)
            assert hit.score == pytest.approx(expected, rel=1e-5)


def test_what_fewer_passages_hold_is_rarer(tmp_path: Path) -> None:
    engine = TantivyBM25(tmp_path, WEIGHTS)
    opened(
        LexicalBench(engine),
        [Item(n, ("word9",), ("word1",) * (n < 9) + ("word2",), Attributes("b")) for n in range(10)],
    )
    found = engine.rarity(["word1", "word2", "word9", "unheard"])

    assert found["word1"] == pytest.approx(math.log(1 + 1.5 / 9.5))
    assert found["word2"] < found["word1"] < found["word9"] == found["unheard"]


@given(
    seed=st.integers(0, 10**6),
    words=st.lists(st.sampled_from(WORDS), unique=True, min_size=1, max_size=5),
    k=st.integers(1, 30),
    documents=st.none() | st.frozensets(st.sampled_from(["belgium", "france"])),
    sections=st.none() | st.frozensets(st.sampled_from(["1", "2", "2.1", "3.0"])),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_search_equals_the_reference(
    bench: Bench,
    seed: int,
    words: list[str],
    k: int,
    documents: frozenset[str] | None,
    sections: frozenset[str] | None,
) -> None:
    items = make_items(25, seed, longest=200)
    check(opened(bench, items), items, words, k, Scope(documents, sections))
