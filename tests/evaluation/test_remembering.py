"""What is remembered is what was found."""

import pytest

from evaluation.remembering import remembering
from index.derived import Derived, OpenIndexes, require_indexes
from index.embedding.embedder import Embedder
from index.scope import EVERYTHING, Scope
from service.library import Library

NOWHERE = Scope(documents=frozenset({"atlantis"}))


@pytest.fixture
def indexes(belgium: Library) -> OpenIndexes:
    generation = belgium.readiness().generation
    return require_indexes(Derived(belgium.paths.derived).open(generation), belgium.paths.root)


def test_a_search_by_words_is_made_once(indexes: OpenIndexes) -> None:
    remembered = remembering(indexes).lexical
    found = remembered.search(["premium"], 5, EVERYTHING)
    assert found == indexes.lexical.search(["premium"], 5, EVERYTHING)
    assert remembered.search(["premium"], 5, EVERYTHING) is found


def test_a_search_by_vectors_is_made_once(indexes: OpenIndexes, embedder: Embedder) -> None:
    remembered, vector = remembering(indexes).vectors, embedder.embed_question("premium")
    found = remembered.search(vector, 5, EVERYTHING)
    assert found == indexes.vectors.search(vector, 5, EVERYTHING)
    assert remembered.search(vector.copy(), 5, EVERYTHING) is found


def test_another_search_is_another_one(indexes: OpenIndexes, embedder: Embedder) -> None:
    remembered, vector = remembering(indexes), embedder.embed_question("premium")
    for k, scope in [(5, EVERYTHING), (2, EVERYTHING), (5, NOWHERE)]:
        assert remembered.vectors.search(vector, k, scope) == indexes.vectors.search(vector, k, scope)
        for weights in (None, {"premium": 1.0, "school": 0.1}):
            terms = ["premium", "school"]
            found = remembered.lexical.search(terms, k, scope, weights)
            assert found == indexes.lexical.search(terms, k, scope, weights)
