"""The default model, compiled: agreement, unit length, independence, sentences, threads."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from index.embedding.embedder import Embeddable, Embedder
from index.embedding.samples import sample_passages
from index.embedding.token_embedder import TokenEmbedder
from tests.embedding import vectors_of

LONG = " ".join(sample_passages()[8:16])


def test_it_is_an_embedder(embedder: TokenEmbedder) -> None:
    assumed: Embedder = embedder

    assert (assumed.name, assumed.dimension) == ("all-MiniLM-L6-v2", 384)
    assert len(assumed.fingerprint) == 16


def test_its_record(embedder: TokenEmbedder) -> None:
    record = embedder.record

    assert record.precision == "int8"
    assert record.agreement is not None
    assert record.agreement.mean > 0.99
    assert record.agreement.minimum > 0.98
    assert (record.max_length, record.licence) == (256, "Apache-2.0")
    assert record.granularity == "sentence"


def test_it_agrees_with_sentence_transformers(embedder: TokenEmbedder, models: Path) -> None:
    questions = np.stack([embedder.embed_question(text) for text in sample_passages()])
    cosines = np.einsum("ij,ij->i", questions, np.load(models / "minilm.questions.npy"))

    assert cosines.mean() > 0.99
    assert cosines.min() > 0.98


def test_a_sentence_has_the_mean_of_what_its_tokens_give_within_the_whole_passage(
    embedder: TokenEmbedder, models: Path
) -> None:
    originals = np.load(models / "minilm.sentences.npz")
    found = vectors_of(embedder, [Embeddable("", text) for text in sample_passages()])
    pairs = [(vectors, originals[str(i)]) for i, vectors in enumerate(found)]
    # Where there are fewer, one of them was too short to stand alone.
    alike = [(ours, theirs) for ours, theirs in pairs if len(ours) == len(theirs)]
    cosines = np.concatenate([np.einsum("ij,ij->i", *pair) for pair in alike])

    assert len(alike) > 40
    assert len(cosines) > 100
    assert cosines.mean() > 0.99
    assert cosines.min() > 0.98


def test_vectors_have_unit_length(embedder: TokenEmbedder) -> None:
    passages = [Embeddable("", ""), Embeddable("", "a"), Embeddable("2.6", "Quality."), Embeddable("", LONG)]
    vectors = np.concatenate(vectors_of(embedder, passages))

    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)


def test_a_vector_does_not_depend_on_what_else_is_embedded(embedder: TokenEmbedder) -> None:
    passages = [Embeddable("Flanders", text) for text in sample_passages()[:12]]
    together = vectors_of(embedder, passages)
    alone = [vectors_of(embedder, [passage])[0] for passage in passages]

    assert all(np.array_equal(a, b) for a, b in zip(together, alone, strict=True))


def test_a_context_is_read_as_a_line_above_the_text_and_has_no_vector(embedder: TokenEmbedder) -> None:
    (apart,) = vectors_of(embedder, [Embeddable("2.6 Quality", "A new decree. It is in force.")])
    (together,) = vectors_of(embedder, [Embeddable("", "2.6 Quality\nA new decree. It is in force.")])

    assert (len(apart), len(together)) == (2, 3)
    assert np.array_equal(apart, together[1:])


def test_a_long_passage_has_vectors_that_reach_its_end(embedder: TokenEmbedder) -> None:
    end = "The Botanical Garden of Meise grows orchids."
    (vectors,) = vectors_of(embedder, [Embeddable("", f"{LONG} {end}")])
    similarity = vectors @ embedder.embed_question("orchids in a botanical garden")

    assert len(vectors) >= 20
    assert similarity.argmax() == len(vectors) - 1


def test_a_question_is_the_same_from_every_thread(embedder: TokenEmbedder) -> None:
    questions = ["What did Flanders do?", "How many learners?", LONG] * 8
    expected = [embedder.embed_question(question) for question in questions]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(embedder.embed_question, questions))

    assert all(np.array_equal(a, b) for a, b in zip(expected, found, strict=True))


def test_like_is_near_like(embedder: TokenEmbedder) -> None:
    question = embedder.embed_question("How is quality assured?")
    (near,), (far,) = vectors_of(
        embedder, [Embeddable("", "Inspectors assess the quality of each course."), Embeddable("", "It rained in May.")]
    )

    assert question @ near > question @ far + 0.2
