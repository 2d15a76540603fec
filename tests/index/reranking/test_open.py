"""Opening a reranker: three outcomes, the scores of the original, and what is refused."""

import json
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.embedding.open import open_embedder
from index.embedding.sources import MINILM
from index.reranking.open import open_reranker
from index.reranking.reranker import CrossEncoderReranker, Reranker
from index.reranking.samples import PASSAGES, QUESTIONS
from ingest.errors import ModelDamaged, ModelError, ModelNotFound, UnsuitableModel
from tests.index.reranking.conftest import LONG_QUESTION

Originals = Mapping[str, Mapping[tuple[str, str], float]]


def original(originals: Originals, model: str, question: str) -> list[float]:
    return [originals[model][question, passage] for passage in (*PASSAGES, "")]


def test_it_is_a_reranker(discerning: CrossEncoderReranker, cross_encoders: Path) -> None:
    assumed: Reranker = discerning

    assert assumed.name == str(cross_encoders / "discerning")
    assert len(assumed.fingerprint) == 16
    assert assumed.describe().startswith(f"{assumed.name} ({assumed.fingerprint}) runs in int8: it agrees with")


def test_a_record_tells_how_well_it_agrees(discerning: CrossEncoderReranker) -> None:
    agreement = discerning.record.agreement

    assert discerning.record.max_length == 40
    assert agreement is not None
    assert agreement.pairs == len(QUESTIONS) * len(PASSAGES)
    assert agreement.order >= 0.98
    assert agreement.noise <= 0.09


@pytest.mark.parametrize("question", [*QUESTIONS, LONG_QUESTION, ""])
def test_in_int8_it_ranks_passages_as_the_cross_encoder_does(
    discerning: CrossEncoderReranker, originals: Originals, question: str
) -> None:
    found, wanted = discerning.scores(question, [*PASSAGES, ""]), original(originals, "discerning", question)

    assert np.corrcoef(found, wanted)[0, 1] > 0.98


def test_a_model_that_int8_spoils_stays_in_fp32_and_gives_the_very_scores(
    blurred: CrossEncoderReranker, originals: Originals
) -> None:
    assert blurred.record.precision == "fp32"
    assert blurred.record.reason.startswith("int8 agrees too little: rank correlation 0.")
    for question in (*QUESTIONS, LONG_QUESTION, ""):
        found, wanted = blurred.scores(question, [*PASSAGES, ""]), original(originals, "blurred", question)
        assert np.allclose(found, wanted, atol=1e-4)
        assert np.argmax(found) == np.argmax(wanted)


def test_of_a_long_passage_the_end_is_cut_and_the_question_stays(blurred: CrossEncoderReranker) -> None:
    start = "the training of " * 20

    (cut,) = blurred.scores("dual", [start])

    assert blurred.scores("dual", [f"{start} and more"]) == [cut]
    assert blurred.scores("duals", [start]) != [cut]
    assert blurred.scores("dual", [f"and {start}"]) != [cut]


def test_a_score_depends_neither_on_other_passages_nor_on_the_thread(discerning: CrossEncoderReranker) -> None:
    together = discerning.scores(QUESTIONS[0], PASSAGES)

    with ThreadPoolExecutor(4) as pool:
        alone = list(pool.map(lambda passage: discerning.scores(QUESTIONS[0], [passage])[0], PASSAGES))

    assert alone == together


def test_no_passages_have_no_scores(discerning: CrossEncoderReranker) -> None:
    assert discerning.scores("dual learning", []) == []


def test_half_a_surrogate_pair_is_read_as_a_question_mark(discerning: CrossEncoderReranker) -> None:
    assert discerning.scores("a\ud83d", ["b\ud83d"]) == discerning.scores("a?", ["b?"])


REFERENCE = """
import json, sys
from pathlib import Path
from index.reranking.open import open_reranker
reranker = open_reranker(sys.argv[1], cache=Path(sys.argv[2]), threads=1)
question, passages = json.load(sys.stdin)
print(json.dumps([reranker.record.precision, reranker.record.reason, reranker.scores(question, passages)]))
"""


def test_a_model_without_a_graph_runs_as_it_is(
    cross_encoders: Path, rerankers_cache: Path, originals: Originals, run_python: Callable[..., str]
) -> None:
    given = json.dumps([QUESTIONS[0], [*PASSAGES, ""]])
    printed = run_python(REFERENCE, str(cross_encoders / "fourier"), str(rerankers_cache), stdin=given)
    precision, reason, scores = json.loads(printed)

    assert precision == "reference"
    assert "fft" in reason
    assert np.allclose(scores, original(originals, "fourier", QUESTIONS[0]), atol=1e-4)


LIGHT = """
import json, sys
from pathlib import Path
from index.reranking.open import open_reranker
reranker = open_reranker(sys.argv[1], cache=Path(sys.argv[2]), on_compile=print)
reranker.scores("dual learning", ["the training", "of the training"])
heavy = ("torch", "transformers", "sentence_transformers", "onnx", "huggingface_hub")
print(json.dumps([name for name in heavy if name in sys.modules]))
"""


def test_once_compiled_it_opens_and_scores_without_torch(
    discerning: CrossEncoderReranker, rerankers_cache: Path, run_python: Callable[..., str]
) -> None:
    assert json.loads(run_python(LIGHT, discerning.name, str(rerankers_cache))) == []


def test_a_damaged_entry_is_compiled_anew(
    discerning: CrossEncoderReranker, cross_encoders: Path, rerankers_cache: Path, tmp_path: Path
) -> None:
    cache = Path(shutil.copytree(rerankers_cache, tmp_path / "cache"))
    (graph,) = (cache / "models").glob(f"{discerning.fingerprint}-*/model.onnx")
    graph.write_bytes(b"half of a graph")
    announced: list[str] = []

    again = open_reranker(str(cross_encoders / "discerning"), cache, on_compile=announced.append)

    assert len(announced) == 1
    assert again.record == discerning.record


def test_a_model_with_several_labels_is_refused(cross_encoders: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        open_reranker(str(cross_encoders / "three-labels"), tmp_path)

    assert str(caught.value) == (
        f"The model {cross_encoders / 'three-labels'} cannot be compiled: "
        "it gives 3 scores for a pair, and to rank passages takes one"
    )


def test_an_embedding_model_is_refused_as_a_reranker(tmp_path: Path) -> None:
    with pytest.raises(UnsuitableModel, match="all-MiniLM-L6-v2 is not a cross-encoder"):
        open_reranker(MINILM, tmp_path)


@pytest.mark.parametrize("folder", ["discerning", "discerning-raw"])
def test_a_cross_encoder_is_refused_as_an_embedding_model(cross_encoders: Path, tmp_path: Path, folder: str) -> None:
    with pytest.raises(UnsuitableModel, match="is a cross-encoder: it scores pairs of texts and gives no vectors"):
        open_embedder(str(cross_encoders / folder), tmp_path)


def test_weights_as_a_pickle_are_refused(cross_encoders: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(cross_encoders / "discerning", tmp_path / "pickled"))
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")

    with pytest.raises(ModelDamaged, match=r"are a pickle \(pytorch_model\.bin\)"):
        open_reranker(str(folder), tmp_path)


def test_a_path_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound, match="There is no folder"):
        open_reranker(str(tmp_path / "nothing"), tmp_path)
