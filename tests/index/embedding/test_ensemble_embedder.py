"""Two models as one, tried on models without weights."""

from collections.abc import Sequence

import numpy as np
import pytest

from index.embedding.embedder import Embeddable, PassageVectors, Span, Vectors
from index.embedding.ensemble_embedder import EnsembleEmbedder
from index.embedding.ensemble_fingerprint import ensemble_fingerprint
from index.embedding.ensembles import ENSEMBLES, MODELS, Ensemble, Member
from index.embedding.sources import CATALOGUE
from ingest.errors import UsageError
from tests.conftest import HashingEmbedder

PASSAGES = [Embeddable("", "Learners get a bonus. It rains."), Embeddable("Quality", "Inspectors check courses.")]
QUESTION = "Who gets a bonus in the schools of Belgium?"
FRENCH = "Qui reçoit une prime dans les écoles de Belgique ?"


class Unable(HashingEmbedder):
    """A model that can read no question."""

    def embed_question(self, question: str) -> Vectors:
        raise UsageError(f"{question} is in a script that the model does not know.")


class Halving(HashingEmbedder):
    """A model that cuts every passage in the middle."""

    def embed_passages(self, passages: Sequence[Embeddable]) -> list[PassageVectors]:
        spans: tuple[Span, ...] = ((0, 25), (25, 31))
        return [PassageVectors(np.eye(2, self.dimension, dtype=np.float32), spans) for _ in passages]


FIRST, SECOND = HashingEmbedder("first", 32), HashingEmbedder("second", 64)
MEMBERS = (FIRST, SECOND)


def ensemble(*members: HashingEmbedder, weights: tuple[float, ...] = (0.75, 0.25)) -> EnsembleEmbedder:
    languages = (None, frozenset({"en"}))
    named = tuple(Member(m.name, w, spoken) for m, w, spoken in zip(members, weights, languages, strict=True))
    return EnsembleEmbedder(Ensemble("both", named), members)


def test_what_it_says_of_a_question_and_a_passage_is_the_weighted_mean_of_the_members() -> None:
    both = ensemble(FIRST, SECOND)
    (found,) = both.embed_passages(PASSAGES[1:])
    cosines = [
        float(m.embed_passages(PASSAGES[1:])[0].vectors[0] @ m.embed_question(QUESTION)) for m in (FIRST, SECOND)
    ]

    assert found.vectors[0] @ both.embed_question(QUESTION) == pytest.approx(
        0.75 * cosines[0] + 0.25 * cosines[1], abs=1e-6
    )
    assert both.dimension == found.vectors.shape[1] == 96


def test_vectors_of_passages_have_unit_length_and_the_spans_of_the_first_member() -> None:
    for found, expected in zip(
        ensemble(FIRST, SECOND).embed_passages(PASSAGES), FIRST.embed_passages(PASSAGES), strict=True
    ):
        assert np.linalg.norm(found.vectors, axis=1) == pytest.approx(1.0)
        assert found.vectors.dtype == np.float32
        assert found.spans == expected.spans


def test_a_member_that_does_not_speak_the_language_of_a_question_is_silent() -> None:
    both = ensemble(FIRST, SECOND)
    (found,) = both.embed_passages(PASSAGES[1:])
    (alone,) = FIRST.embed_passages(PASSAGES[1:])

    assert not both.embed_question(FRENCH)[32:].any()
    assert found.vectors[0] @ both.embed_question(FRENCH) == pytest.approx(
        float(alone.vectors[0] @ FIRST.embed_question(FRENCH)), abs=1e-6
    )


def test_so_is_one_that_cannot_read_it() -> None:
    assert not ensemble(FIRST, Unable("second")).embed_question(QUESTION)[32:].any()
    with pytest.raises(UsageError, match="in a script that the model does not know"):
        ensemble(Unable("first"), Unable("second")).embed_question(QUESTION)


def test_where_a_member_cuts_otherwise_the_part_that_overlaps_most_counts() -> None:
    (found,) = ensemble(FIRST, Halving("second")).embed_passages(PASSAGES[:1])

    assert found.spans == ((0, 21), (22, 31))
    assert [int(vector[32:].argmax()) for vector in found.vectors] == [0, 1]


def test_its_fingerprint_follows_members_weights_and_languages() -> None:
    known = ENSEMBLES[0]
    other = Ensemble("other name", known.members)
    lighter = Ensemble(known.name, (known.members[0], Member(known.members[1].model, 0.5)))

    assert ensemble_fingerprint(known, ["a", "b"]) == ensemble_fingerprint(other, ["a", "b"])
    assert len({ensemble_fingerprint(e, m) for e, m in ((known, "ab"), (known, "ba"), (lighter, "ab"))}) == 3
    assert ensemble(FIRST, SECOND).fingerprint == ensemble(FIRST, SECOND).fingerprint


def test_it_says_what_its_members_say() -> None:
    both = ensemble(FIRST, SECOND)
    assert both.describe() == f"both ({both.fingerprint}): first needs no weights; second needs no weights"


def test_the_members_of_known_ensembles_are_known_and_their_weights_sum_to_1() -> None:
    names = {entry.name for entry in CATALOGUE}
    for known in ENSEMBLES:
        assert {member.model for member in known.members} <= names
        assert sum(member.weight for member in known.members) == pytest.approx(1)
    assert len(set(MODELS)) == len(MODELS)
